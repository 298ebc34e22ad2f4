import type { SortPayload } from 'react-admin';
import { API } from '../providers/httpClient.ts';
import { OFFLINE, toHttpError } from '../providers/problem.ts';
import type { DataColumn } from './columns.ts';
import type { FilterValues } from './filters.ts';

/** Spreadsheet programs take a file for their own alphabet's unless it begins with this. */
const MARK = '\ufeff';
const QUOTE = 0x22;
const NEWLINE = 0x0a;

export type Wanted = { resource: string; filter: FilterValues; sort: SortPayload; /** All fields where there are none named. */ fields?: readonly string[] };
export type Taken = { rows: number; /** What to expect; null where it is more than the server counts. */ of: number | null };

export const exportUrl = ({ resource, filter, sort, fields }: Wanted): string =>
  `${API}/${resource}/export.csv?${new URLSearchParams({ filter: JSON.stringify(filter), sort: JSON.stringify([sort.field, sort.order]), ...(fields ? { columns: fields.join(',') } : {}) }).toString()}`;

/** The record's fields behind the columns that are shown, in their order. */
export const fieldsOf = (columns: readonly DataColumn[], order: readonly string[], visibility: Record<string, boolean>): string[] => {
  const byId = new Map(columns.map((column) => [column.id, column]));
  return [...new Set(order.filter((id) => visibility[id] !== false).flatMap((id) => byId.get(id)?.fields ?? [id]))];
};

export const fileNameOf = (resource: string, today: Date): string => `${resource}-${today.toISOString().slice(0, 10)}.csv`;

/** Line ends outside of quotation marks: a text may hold some of its own. */
export function rowCounter(): (piece: Uint8Array) => number {
  let rows = -1;
  let quoted = false;
  return (piece) => {
    for (const byte of piece) {
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === NEWLINE && !quoted) rows += 1;
    }
    return Math.max(0, rows);
  };
}

/** Takes the file as it is made. Throws what the server refused as every other call does, and an `AbortError` once `signal` says so. */
export async function takeExport(wanted: Wanted, signal: AbortSignal, taken: (taken: Taken) => void): Promise<Blob> {
  const response = await fetch(exportUrl(wanted), { credentials: 'same-origin', signal });
  if (!response.ok || !response.body) throw toHttpError(response.status, await response.json().catch(() => undefined), response.statusText);
  const total = Number(response.headers.get('x-total-estimate'));
  const of = response.headers.get('x-total-exact') === 'false' ? null : total;
  const count = rowCounter();
  const pieces: BlobPart[] = [MARK];
  const reader = response.body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      pieces.push(next.value);
      taken({ rows: count(next.value), of });
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw toHttpError(OFFLINE, undefined, 'offline');
  }
  return new Blob(pieces, { type: 'text/csv;charset=utf-8' });
}

export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // Some browsers read it only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
