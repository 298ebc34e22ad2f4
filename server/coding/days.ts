import { inArray } from 'drizzle-orm';
import { invalid, type Refusal } from '../domain/refusal.ts';
import type { Day } from '../domain/words.ts';
import type { LineChange } from './lines.ts';
import type { CodingRow, Reader } from './read.ts';

/**
 * The lines of a coding as they would count if it took effect on another day: those that it closed until then, those that it opened from then
 * on. Refused where a line would cease to count before it began.
 */
export async function movedLines({ db, t }: Reader, { given, effectiveOn }: Pick<CodingRow, 'given' | 'effectiveOn'>, to: Day): Promise<LineChange[] | Refusal> {
  if (to === effectiveOn) return [];
  const [closed, opened] = [new Set(given.before.map(({ line }) => line)), new Set(given.after.map(({ line }) => line))];
  const ids = [...closed, ...opened];
  const rows = ids.length === 0 ? [] : await db.select().from(t.subscriptions).where(inArray(t.subscriptions.id, ids));
  const changes: LineChange[] = [];
  for (const row of rows) {
    const after = { ...row, ...(opened.has(row.id) && row.countsFrom === effectiveOn && { countsFrom: to }), ...(closed.has(row.id) && row.countsUntil === effectiveOn && { countsUntil: to }) };
    if (after.countsUntil !== null && after.countsUntil < after.countsFrom) {
      return invalid('legs[0].effectiveOn', closed.has(row.id) ? `must not be before ${row.countsFrom}, when a line that it ends began to count` : `must not be after ${String(row.countsUntil)}, when a line that it began has ended`);
    }
    if (after.countsFrom !== row.countsFrom || after.countsUntil !== row.countsUntil) changes.push({ before: row, after: { ...after, version: row.version + 1 } });
  }
  return changes;
}
