import { hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
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
