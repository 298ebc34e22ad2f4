import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileStore } from '../../db/files.ts';

/** Files by their hash, for as long as the test lasts. */
export function filesInMemory(): FileStore {
  const kept = new Map<string, Buffer>();
  return {
    put: async (bytes) => {
      const sha256 = hash('sha256', bytes, 'hex');
      kept.set(sha256, bytes);
      return sha256;
    },
    open: async (sha256) => {
      const bytes = kept.get(sha256);
      return bytes ? Readable.from([bytes]) : null;
    },
  };
}
