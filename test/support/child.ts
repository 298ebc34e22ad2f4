import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** Resolves with what was printed once it matches; rejects with everything printed where the process ends before. */
function printed(child: ChildProcess, wanted: RegExp): Promise<RegExpExecArray> {
  let text = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
      const match = wanted.exec(text);
      if (match) resolve(match);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The process ended (${code}): ${text}`)));
  });
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => { if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode); else child.once('exit', resolve); });

export type Server = { url: string; said: RegExpExecArray; kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> };

/** The real server as `npm start` builds it, in a process of its own, on a free port, without demo data; resolves once it says what `wanted` looks for. */
export async function startServer(databaseUrl: string, wanted: RegExp, settings: Record<string, string> = {}): Promise<Server> {
  const port = await freePort();
  const { privateKey } = generateKeyPairSync('ed25519');
  const child = spawn(process.execPath, ['dist/server/main.mjs'], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env, PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: databaseUrl, DEMO: '0', LOG_LEVEL: 'error', SESSION_SECRET: 'a secret of the tests, at least 32 letters',
      SIGNING_KEY: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'), ...settings,
    },
  });
  const said = await printed(child, wanted);
  return {
    url: `http://127.0.0.1:${port}`, said,
    kill: async (signal) => {
      child.kill(signal);
      return ended(child);
    },
  };
}
