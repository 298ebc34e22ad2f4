import { fileTypeFromBuffer } from 'file-type';
import { extname } from 'node:path';

/** Formats in which evidence comes: none of them runs anything in a browser. */
const TAKEN: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/heic', 'image/heif', 'image/avif']);
const TEXT_NAMES: ReadonlySet<string> = new Set(['.txt', '.log', '.csv', '.json']);
export const TAKEN_FORMATS = 'PDF, PNG, JPEG, WebP, HEIC, AVIF, or a plain text that is named .txt, .log, .csv or .json';

/** What may be shown in a browser tab; everything else is saved. */
export const SHOWN_INLINE: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'application/pdf']);

/** The media type that the bytes themselves show, whatever the file is called; null where it is none that is taken. */
export async function mediaTypeOf(bytes: Buffer, name: string): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return TAKEN.has(found.mime) ? found.mime : null;
  return TEXT_NAMES.has(extname(name).toLowerCase()) && isPlainText(bytes) ? 'text/plain' : null;
}

/** UTF-8 without control characters that does not begin as a markup language does. */
function isPlainText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !CONTROLS.test(text.replaceAll(/[\t\n\r\f]/g, ' ')) && !text.trimStart().startsWith('<');
  } catch {
    return false;
  }
}

const CONTROLS = /\p{Cc}/u;
const LONGEST_NAME = 120;

/** A name to show: the last part of a path, without what is no letter, never empty. */
export function shownName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  // Marks that turn the direction of writing make one ending look like another.
  const name = last.replaceAll(/\p{Cc}|\p{Bidi_Control}/gu, '').replaceAll(/\s+/g, ' ').trim();
  const kept = /^\.*$/.test(name) ? 'file' : name;
  const end = extname(kept);
  return kept.length <= LONGEST_NAME ? kept : kept.slice(0, LONGEST_NAME - end.length) + end.slice(0, LONGEST_NAME);
}
