import { hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Files by the hash of their bytes: the same bytes lie there once, and nothing that lies there is ever changed. */
export type FileStore = {
  /** Answers the SHA-256 in hex, once the bytes are on the disk. */
  put(bytes: Buffer): Promise<string>;
  /** Null where it is not there. */
  open(sha256: string): Promise<Readable | null>;
};

/** Where a file lies in the folder of files. */
export const pathOfFile = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

const exists = (path: string): Promise<boolean> => stat(path).then((found) => found.isFile(), () => false);

export function filesIn(folder: string): FileStore {
  return {
    async put(bytes) {
      const sha256 = hash('sha256', bytes, 'hex');
      const path = pathOfFile(folder, sha256);
      if (await exists(path)) return sha256;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const partial = `${path}.${randomUUID()}.partial`;
      try {
        const file = await open(partial, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(partial, path);
      } finally {
        await rm(partial, { force: true });
      }
      return sha256;
    },
    async open(sha256) {
      const path = pathOfFile(folder, sha256);
      return /^[0-9a-f]{64}$/.test(sha256) && (await exists(path)) ? createReadStream(path) : null;
    },
  };
}

export type CopiedFiles = { count: number; bytes: number };

/** Copies every file of one folder of files into another that has it not yet, checked by its own name. Throws where a file is not what its name says. */
export async function copyFiles(from: string, to: string): Promise<CopiedFiles> {
  const copied: CopiedFiles = { count: 0, bytes: 0 };
  for (const part of (await readdir(from).catch((): string[] => [])).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const sha256 of (await readdir(join(from, part))).filter((name) => /^[0-9a-f]{64}$/.test(name))) {
      const bytes = await readFile(join(from, part, sha256));
      if (hash('sha256', bytes, 'hex') !== sha256) throw new Error(`The evidence file ${sha256} was changed: its bytes have another hash.`);
      await filesIn(to).put(bytes);
      copied.count += 1;
      copied.bytes += bytes.length;
    }
  }
  return copied;
}
