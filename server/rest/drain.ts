import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 16 * 1_048_576;
const LONGEST_MS = 5_000;

/**
 * Takes what is left of a body off the line, up to 16 MB of it and for five seconds at most: who is still sending when the line is closed never
 * reads why they were refused.
 */
export function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let left = MOST_BYTES;
    const done = () => {
      clearTimeout(late);
      request.off('data', take);
      resolve();
    };
    const take = (piece: Buffer | string) => {
      left -= piece.length;
      if (left < 0) done();
    };
    const late = setTimeout(done, LONGEST_MS);
    for (const event of ['end', 'error', 'close']) request.once(event, done);
    // Whoever began to read it reads no further.
    request.unpipe();
    request.on('data', take).resume();
  });
}
