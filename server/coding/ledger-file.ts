import { closeSync, openSync, readSync } from 'node:fs';
import { bytesHash } from '../record/hashes.ts';

/** How the hash of an entry begins in a line of an exported ledger. */
export const HASH = '"hash":"';
/** With its value and what parts it from the next. */
const HASH_MEMBER = `${HASH}",`.length + 64;
const LONGEST = 65_536;
const rest = Buffer.alloc(LONGEST);

/** Whether the hash that a line names is that of all the rest of it, byte for byte: then nothing of it was changed since it was written. A line of more than 64 KiB is not looked at. */
export function isAsHashed(line: Buffer): boolean {
  const at = line.indexOf(HASH);
  if (at < 0 || line.length > LONGEST) return false;
  line.copy(rest, 0, 0, at);
  const length = at + line.copy(rest, at, at + HASH_MEMBER);
  return bytesHash(rest.subarray(0, length)) === line.toString('latin1', at + HASH.length, at + HASH.length + 64);
}

/** Much at a time: an interface that hands over one line after another takes longer than checking it. */
const A_READ = 1_048_576;
const [LF, CR] = [0x0a, 0x0d];

/** The lines of a file, without their ends, as many as come with one read, the same each time that the file is read. They stand in memory that the next read uses again. */
export function* linesOfFile(path: string): Generator<Buffer[]> {
  const file = openSync(path, 'r');
  try {
    let bytes = Buffer.alloc(2 * A_READ);
    let left = 0;
    const line = (from: number, end: number) => bytes.subarray(from, bytes[end - 1] === CR && end > from ? end - 1 : end);
    for (;;) {
      const length = left + readSync(file, bytes, left, A_READ, null);
      if (length === left) break;
      const read = bytes.subarray(0, length);
      const lines: Buffer[] = [];
      let from = 0;
      for (let end = read.indexOf(LF, left); end >= 0; end = read.indexOf(LF, from)) {
        lines.push(line(from, end));
        from = end + 1;
      }
      yield lines;
      left = bytes.copy(bytes, 0, from, length);
      if (bytes.length - left < A_READ) bytes = Buffer.concat([bytes], 2 * bytes.length);
    }
    yield [line(0, left)];
  } finally {
    closeSync(file);
  }
}
