import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../db/store.ts';
import { fillTemplate } from './template.ts';

/** One migrated file, which each test file copies. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-sqlite-'));
  const template = join(folder, 'template.db');
  await fillTemplate(await openStore(`file:${template}`));
  project.provide('databases', { template, folder });
  return () => rmSync(folder, { recursive: true, force: true });
}

declare module 'vitest' {
  interface ProvidedContext {
    /** SQLite: the template file and where copies go. PostgreSQL: the template's name and the server's address. */
    databases: { template: string; folder: string };
  }
}
