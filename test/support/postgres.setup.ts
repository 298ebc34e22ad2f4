import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../db/store.ts';
import { startPostgres } from './cluster.ts';
import { fillTemplate } from './template.ts';

/** One cluster for the run, one migrated template; each test file gets a database made from it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres();
  const admin = new pg.Client({ connectionString: `${cluster.url}/postgres` });
  await admin.connect();
  await admin.query('create database template_desk');
  await admin.end();
  await fillTemplate(await openStore(`${cluster.url}/template_desk`));
  project.provide('databases', { template: 'template_desk', folder: cluster.url });
  return cluster.stop;
}
