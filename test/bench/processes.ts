import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Written } from './tape.ts';

export type Asked = { id: number; ask: 'sessions' | 'look' | 'backup' | 'written' };
type Told = { port?: number; id?: number; told?: object; failed?: string };
export type Look = { longestStallMs: number; bytes: number };

/** A server in a process of its own. Looking at it tells of the time since the last look. */
export type Served = {
  port: number;
  sessions(): Promise<{ cookie: string; other: string }>;
  look(): Promise<Look>;
  backUp(): Promise<{ bytes: number }>;
  /** What changed rows since this was last asked; for a server that notes it. */
  written(): Promise<Written[]>;
  stop(): Promise<void>;
};

export async function serving(file: 'server.ts' | 'bare.ts' | 'replay.ts', args: readonly string[]): Promise<Served> {
  const child: ChildProcess = fork(fileURLToPath(new URL(file, import.meta.url)), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' });
  const waiting = new Map<number, { resolve: (told: object) => void; reject: (error: Error) => void }>();
  let last = 0;
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: Told) => {
      if (message.port !== undefined) resolve(message.port);
      const one = waiting.get(message.id ?? 0);
      if (message.failed !== undefined) one?.reject(new Error(message.failed));
      else one?.resolve(message.told ?? {});
    });
    child.once('exit', (code) => {
      const error = new Error(`${file} ended with ${code}`);
      reject(error);
      for (const one of waiting.values()) one.reject(error);
    });
  });
  const ask = (what: Asked['ask']): Promise<object> => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    child.send({ id: last, ask: what } satisfies Asked);
  });
  return {
    port,
    sessions: () => ask('sessions') as Promise<{ cookie: string; other: string }>,
    look: () => ask('look') as Promise<Look>,
    backUp: () => ask('backup') as Promise<{ bytes: number }>,
    written: () => ask('written') as Promise<Written[]>,
    stop: () => new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill();
    }),
  };
}
