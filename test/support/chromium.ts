import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), mac].find((path) => existsSync(path));
}

/** The system's Chromium: `CHROME_PATH`, or the first on the path, or on Debian as root the package, installed here. Throws a sentence that says what to install. */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROME_PATH names ${given}, which is not there.`);
  }
  const found = onPath();
  if (found) return found;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    process.stdout.write('No Chromium found: installing Debian’s package …\n');
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    const installed = onPath();
    if (installed) return installed;
  }
  throw new Error('The browser tests need Chromium or Chrome: install one (on Debian: apt-get install chromium), or set CHROME_PATH to it.');
}
