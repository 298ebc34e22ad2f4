import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONSOLE = { built: 'dist/client/index.html', sources: ['client', 'server/domain', 'vite.config.ts', 'package-lock.json'] };
const SERVER = { built: 'dist/server/main.mjs', sources: ['server', 'db', 'seeds', 'package-lock.json'] };
const PROGRAMS = ['server/main', 'server/restore', 'server/verify', 'server/lists', 'server/coding/hash-worker', 'server/rest/export-worker', 'server/adoption/report-worker', 'server/jobs/backup-worker', 'db/checkpoint-worker'];
/** Packages of many small files: finding and reading each takes most of a start. What has parts in C, or reads files of its own, stays apart. */
const TAKEN_IN = [/^drizzle-orm/, /^typebox/, /^temporal-/, /^uuidv7/];

function newest(path: string): number {
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
}

/** Whether the last build is newer than everything it is made of. */
function isFresh({ built, sources }: typeof SERVER): boolean {
  const path = join(ROOT, built);
  return existsSync(path) && statSync(path).mtimeMs >= Math.max(...sources.map((source) => newest(join(ROOT, source))));
}

async function buildConsole(): Promise<void> {
  if (isFresh(CONSOLE)) return;
  process.stdout.write('Building the console …\n');
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
}

let building: Promise<void> | undefined;

/** Builds the server in a few files, which start in a fraction of the time that its sources take, unless the last build is newer than those. */
export const buildServer = (): Promise<void> => (building ??= bundle());

async function bundle(): Promise<void> {
  if (isFresh(SERVER)) return;
  // Building says that it is for production; what is started from here afterwards is not.
  const { NODE_ENV } = process.env;
  await build({
    configFile: false, root: ROOT, logLevel: 'warn', define: { __BUILT__: 'true' }, ssr: { noExternal: TAKEN_IN },
    build: {
      ssr: true, outDir: 'dist/server', emptyOutDir: true, target: 'node22', minify: false,
      rolldownOptions: {
        input: Object.fromEntries(PROGRAMS.map((path) => [path.split('/').at(-1) ?? path, join(ROOT, `${path}.ts`)])), output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = NODE_ENV;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildConsole();
  await buildServer();
}
