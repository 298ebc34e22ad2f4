import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'upgrade-desk-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a program under a Node that says it is of this version. */
function startUnder(version: string, program: string, env: Record<string, string> = {}) {
  const pretending = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const { status, signal, stderr } = spawnSync(process.execPath, ['--import', pretending, program], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, DATABASE_URL: `file:${join(folder, 'desk.db')}`, PORT: '0', ...env } });
  return { status, signal, stderr };
}

describe('Under a Node that is too old', () => {
  it.each(['server/preflight.mjs', 'server/main.ts', 'dist/server/main.mjs', 'dist/server/restore.mjs', 'dist/server/verify.mjs'])('%s says so in a sentence, and touches nothing', (program) => {
    const version = program.startsWith('dist') ? '20.20.2' : '22.17.9';
    expect(startUnder(version, program)).toEqual({ status: 1, signal: null, stderr: `Upgrade Desk needs Node 22.18 or newer and this is ${version}: run it through npm (npm start), which brings its own Node 24, or install Node 24.\n` });
    expect(existsSync(join(folder, 'desk.db'))).toBe(false);
  });

  it('the server loads nothing before it has looked', () => {
    const built = readFileSync(join(ROOT, 'dist/server/main.mjs'), 'utf8');
    expect([...built.matchAll(/^import .*"(.+)";$/gm)].map(([, from = '']) => from.replace(/-[\w-]+\.mjs$/, ''))).toEqual(['./preflight', 'node:url']);
  });

  it('every script of npm looks first', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    for (const [name, line] of Object.entries(scripts)) expect(line, name).toMatch(/^node server\/preflight\.mjs && /);
  });
});

describe('A setting that is wrong', () => {
  it('is said in a sentence and nothing else', () => {
    expect(startUnder(process.versions.node, 'dist/server/main.mjs', { LOG_LEVEL: 'loud' })).toEqual({ status: 1, signal: null, stderr: 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.\n' });
  });
});
