import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../server/start.ts';
import { WEBHOOK_SECRET } from './portal.ts';

const folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-browser-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
await run({ ...process.env, DATABASE_URL: `file:${join(folder, 'desk.db')}`, DEMO: '1', WEBHOOK_SECRETS: WEBHOOK_SECRET });
