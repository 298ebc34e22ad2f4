import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(ROOT, 'dist/client/index.html');
const SOURCES = ['client', 'server/domain', 'vite.config.ts', 'package-lock.json'];

function newest(path: string): number {
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
}

/** Builds the console unless the last build is newer than everything it is made of. */
if (!existsSync(BUILT) || statSync(BUILT).mtimeMs < Math.max(...SOURCES.map((path) => newest(join(ROOT, path))))) {
  process.stdout.write('Building the console …\n');
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
}
