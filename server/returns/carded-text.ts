import { setImmediate } from 'node:timers/promises';
import { findCard } from '../domain/payment-cards.ts';

/** Looking through so much of it takes some 10 ms, and of digits alone some ten times that. */
const A_PIECE = 8_192;
/** A number may go on in the next piece. */
const OVERLAP = 200;

/** Whether a text file holds card data. It is looked through piece by piece, from line to line, so that others are answered meanwhile. */
export async function holdsCard(bytes: Buffer): Promise<boolean> {
  const text = new TextDecoder().decode(bytes);
  for (let from = 0; from < text.length;) {
    const end = from + A_PIECE >= text.length ? text.length : endOfLine(text, from + A_PIECE);
    if (findCard(text.slice(Math.max(0, startOfLine(text, from - OVERLAP)), end)) !== null) return true;
    from = end;
    await setImmediate();
  }
  return false;
}

/** Where the line ends that a place is on; the place itself where lines are long. */
function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end >= 0 && end - at < OVERLAP ? end + 1 : at;
}

function startOfLine(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at);
  return start >= 0 && at - start < OVERLAP ? start + 1 : at;
}
