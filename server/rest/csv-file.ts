import { parse } from 'csv-parse';
import type { ReasonCode } from '../domain/imports/reasons.ts';
import { csvLine } from './cells.ts';

export const LARGEST_FILE = 50 * 1024 * 1024;
const MOST_ROWS = 200_000;
const MOST_COLUMNS = 200;
const LONGEST_HEADER = 200;
/** Parsed in one go; then others get their turn. */
const PIECE = 32 * 1024;

/** The file as a whole cannot be read; the sentence says why, and on which line. */
export class BadFile extends Error {
  override readonly name = 'BadFile';
}

/** The text of a file: UTF-8, or UTF-16 with its mark. */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes.byteLength > LARGEST_FILE) throw new BadFile('A file may have 50 MB at most');
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new BadFile('The file is not UTF-8 text: save it as “CSV UTF-8” and try again');
  }
}

/** A row of a file: the line on which it begins (the header is line 1), its cells, and what is wrong with it as a row. */
export type FileRow = { line: number; cells: string[]; fault: { reason: ReasonCode; detail: string } | null };
export type CsvFile = { columns: string[]; delimiter: string; rows: FileRow[]; /** Share of rows, 0 to 1, in which a column holds anything. */ filled: Record<string, number> };

type Parsed = { record: string[]; info: { lines: number }; raw: string };

/** Reads a file whole, or throws `BadFile`. Other work goes on meanwhile. */
export async function readCsv(text: string, mostRows = MOST_ROWS): Promise<CsvFile> {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const nul = source.indexOf('\0');
  if (nul >= 0) throw new BadFile(`Line ${lineAt(source, nul)} holds a NUL character: this is not a text file, or UTF-16 without its mark`);
  const delimiter = guessDelimiter(source);
  const reader = new RowCollector(mostRows);
  for await (const record of recordsOf(source, delimiter, reader)) reader.take(record);
  const { columns, rows } = reader;
  if (columns === null) throw new BadFile('The file is empty');
  if (rows.length === 0) throw new BadFile('The file has a header and no rows');
  const counts = columns.map(() => 0);
  for (const { cells } of rows) for (const [index, cell] of cells.entries()) if (index < counts.length && cell.trim() !== '') counts[index] = (counts[index] ?? 0) + 1;
  return { columns, delimiter, rows, filled: Object.fromEntries(columns.map((column, index) => [column, Math.round(((counts[index] ?? 0) / rows.length) * 10_000) / 10_000])) };
}

async function* recordsOf(source: string, delimiter: string, reader: RowCollector): AsyncGenerator<Parsed> {
  const parser = parse({ delimiter, relax_column_count: true, relax_quotes: true, info: true, raw: true, skip_empty_lines: true, record_delimiter: '\n' });
  let failure: Error | null = null;
  parser.on('error', (error: Error) => (failure = error));
  for (let from = 0; from < source.length; from += PIECE) {
    parser.write(source.slice(from, from + PIECE));
    // What was written is parsed by the time that the event loop comes round again.
    await new Promise(setImmediate);
    yield* drained(parser);
    if (failure) break;
  }
  if (!failure) {
    parser.end();
    await new Promise(setImmediate);
    yield* drained(parser);
  }
  if (failure) throw unreadable(failure, reader.nextLine);
}

function* drained(parser: ReturnType<typeof parse>): Generator<Parsed> {
  for (let record = parser.read() as Parsed | null; record !== null; record = parser.read() as Parsed | null) yield record;
}

function unreadable(error: Error, line: number): BadFile {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return new BadFile(`A quotation mark in the row that begins on line ${line} is never closed`);
  return new BadFile(`The row that begins on line ${line} cannot be read as CSV`);
}

class RowCollector {
  readonly #most: number;
  columns: string[] | null = null;
  readonly rows: FileRow[] = [];
  /** The line after the last row that could be read. */
  nextLine = 1;

  constructor(most: number) {
    this.#most = most;
  }

  take({ record, info, raw }: Parsed): void {
    const line = info.lines - record.reduce((sum, cell) => sum + breaksIn(cell), 0);
    this.nextLine = info.lines + 1;
    if (this.columns === null) {
      this.columns = headerOf(record);
      return;
    }
    if (this.rows.length >= this.#most) throw new BadFile(`A file may have ${this.#most.toLocaleString('en')} rows at most: split it`);
    const surplus = record.slice(this.columns.length);
    const cells = surplus.every((cell) => cell.trim() === '') ? record.slice(0, this.columns.length) : record;
    this.rows.push({ line, cells, fault: faultOf(cells, this.columns.length, raw) });
  }
}

function faultOf(cells: string[], columns: number, raw: string): FileRow['fault'] {
  // A cell that truly begins with a quotation mark is written with three.
  if (cells.some((cell) => cell.startsWith('"')) && !raw.includes('"""')) return { reason: 'bad_quote', detail: 'Something stands behind a closing quotation mark' };
  return cells.length === columns ? null : { reason: 'row_length', detail: `It has ${cells.length} cells; the header has ${columns} columns` };
}

function headerOf(record: string[]): string[] {
  if (record.length > MOST_COLUMNS) throw new BadFile(`The header has ${record.length} columns; ${MOST_COLUMNS} is the most`);
  const columns = record.map((name, index) => name.trim().replace(/\s+/g, ' ') || `(column ${index + 1})`);
  const long = columns.findIndex((name) => name.length > LONGEST_HEADER);
  if (long >= 0) throw new BadFile(`The name of column ${long + 1} is longer than ${LONGEST_HEADER} characters: is the first line the header?`);
  const seen = new Map<string, number>();
  for (const [index, name] of columns.entries()) {
    const first = seen.get(name);
    if (first !== undefined) throw new BadFile(`The columns ${first + 1} and ${index + 1} have the same name: which of them is meant cannot be known`);
    seen.set(name, index);
  }
  return columns;
}

/** The sign that parts the header best, outside of quotation marks. */
function guessDelimiter(source: string): string {
  const header = (/^\n*([^\n]*)/.exec(source)?.[1] ?? '').replace(/"(?:[^"]|"")*"/g, '');
  const counted = [',', ';', '\t'].map((sign) => ({ sign, n: header.split(sign).length }));
  return counted.reduce((best, one) => (one.n > best.n ? one : best)).sign;
}

const breaksIn = (cell: string): number => (cell.includes('\n') ? cell.split('\n').length - 1 : 0);
const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length;

/** Cells as CSV; one that a spreadsheet would take for a formula gets an apostrophe, which an import takes off again. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string => rows.map(csvLine).join('');
