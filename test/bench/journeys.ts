import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { columnName } from '../../db/bulk.ts';
import { openStore } from '../../db/store.ts';
import { COUNTERS, MONTHLY_CUTS, type Counter } from '../../server/domain/adoption/journey.ts';

const FOLDER = fileURLToPath(new URL('../../data/bench', import.meta.url));
/** The window that is measured: three years, in which journeys begin evenly. */
export const DAYS = 1_096;
const FIRST = '2023-12-01';

/** What a journey is counted as, in SQL: an independent telling of `countsOf`. */
const COUNTED: Record<Counter, string> = {
  completed: "by_day = 'completed' and not automatic", strict: "by_day = 'completed' and strict", automatic: "by_day = 'completed' and automatic", helped: "by_day = 'completed' and helped", shadowTouches: "by_day = 'completed' and not automatic and shadow_touches > 0",
  placed: "by_day = 'placed' and not automatic", untouchedOrders: "by_day = 'placed' and untouched_order", takenUp: "by_day = 'placed' and not automatic and placed_by = 'customer'",
  begun: "by_day = 'started' and not automatic and started_by = 'customer'", contained: "by_day = 'started' and not automatic and started_by = 'customer' and not escalated", begunPlaced: "by_day = 'started' and not automatic and started_by = 'customer' and placed_on is not null",
  cohort: "by_day = 'started' and not automatic", cohortOver: "by_day = 'started' and not automatic and over", cohortCompleted: "by_day = 'started' and not automatic and completed_on is not null", cohortStrict: "by_day = 'started' and strict",
};
const NAMES = COUNTERS.map(columnName).join(', ');
const SUMS = COUNTERS.map((counter) => `sum(case when ${COUNTED[counter]} then 1 else 0 end)`).join(', ');
const EACH = "(select *, 'started' as by_day, started_on as day from journeys union all select *, 'placed', placed_on from journeys where placed_on is not null union all select *, 'completed', completed_on from journeys where completed_on is not null)";

/** One of so many values, another one for each journey, and the same ones every time. */
const one = (of: number, prime: number) => `((i * ${prime}) % ${of})`;
const name = (values: readonly string[], prime: number) => `case ${one(values.length, prime)} ${values.map((value, index) => `when ${index} then '${value}'`).join(' ')} end`;

function fill(path: string, journeys: number): void {
  const db = new Database(path);
  db.pragma('synchronous = off');
  const day = `date('${FIRST}', '+' || (i * ${DAYS - 8} / ${journeys}) || ' days')`;
  const later = (days: number) => `date('${FIRST}', '+' || (i * ${DAYS - 8} / ${journeys} + ${days}) || ' days')`;
  const [isPlaced, isStrict] = [`${one(10, 15_485_863)} < 9`, `${one(100, 32_452_843)} < 76`];
  db.exec(`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${journeys})
    insert into journeys (id, kind, path_id, family, segment, region, manager_id, new_customer, started_on, placed_on, completed_on, started_by, placed_by, automatic, strict, untouched_order, escalated, helped, over, shadow_touches, first_step, first_cause)
    select printf('j%09d', i), ${name(['refresh', 'renewal', 'upgrade', 'add_on', 'downgrade'], 7_919)}, 'path-' || ${one(13, 104_729)}, 'family-' || ${one(6, 104_729)}, ${name(['smb', 'mid_market', 'enterprise'], 1_299_709)}, 'region-' || ${one(6, 611_953)}, 'manager-' || ${one(200, 49_979_687)}, ${one(8, 67_867_967)} = 0,
      ${day}, case when ${isPlaced} then ${later(2)} end, case when ${isPlaced} then ${later(7)} end, 'customer', case when ${isPlaced} then 'customer' end, ${one(20, 86_028_121)} = 0, ${isPlaced} and ${isStrict} and ${one(20, 86_028_121)} > 0, ${isPlaced} and ${isStrict} and ${one(20, 86_028_121)} > 0, not ${isStrict}, 0, 1, 0,
      case when not ${isStrict} then 'review' end, case when not ${isStrict} then 'pricing_exception' end
    from n;
    insert into adoption_days (id, cut, month, day, ${NAMES}) select '|' || day, '', substr(day, 1, 7), day, ${SUMS} from ${EACH} group by day;
    insert into adoption_days (id, cut, month, day, ${NAMES}) select 'region:' || region || '|' || day, 'region:' || region, substr(day, 1, 7), day, ${SUMS} from ${EACH} group by region, day;
    insert into adoption_months (id, month, ${MONTHLY_CUTS.map(columnName).join(', ')}, ${NAMES})
      select substr(day, 1, 7) || '|' || ${MONTHLY_CUTS.map((cut) => columnName(cut)).join(" || '|' || ")}, substr(day, 1, 7), ${MONTHLY_CUTS.map(columnName).join(', ')}, ${SUMS} from ${EACH} group by substr(day, 1, 7), ${MONTHLY_CUTS.map(columnName).join(', ')};`);
  db.close();
}

/** A database of so many journeys, with their sums, and nothing else: as many as a world told by the product would take a day to make. Made once and kept. */
export async function journeysDatabase(journeys: number): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `journeys-${journeys}.db`);
  if (existsSync(path)) return path;
  const making = `${path}.making`;
  for (const end of ['', '-wal', '-shm', '.lock']) rmSync(making + end, { force: true });
  await (await openStore(`file:${making}`)).close();
  fill(making, journeys);
  renameSync(making, path);
  return path;
}
