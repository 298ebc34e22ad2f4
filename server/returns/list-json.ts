import { eq, sql, type SQL } from 'drizzle-orm';
import type { Tables } from '../../db/schema/index.ts';
import { readPolicy } from '../admin/commands.ts';
import { ATTESTATION_STATUSES } from '../domain/words.ts';
import { stands } from '../domain/attestation.ts';
import { dayIn } from '../domain/days.ts';
import type { ReturnFlag } from '../domain/returns.ts';
import { instant, type ReadingKernel } from '../rest/request.ts';
import type { ListJson } from '../rest/resource.ts';
import { asFarAsTheyCame, type KnownFact } from './read.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const bool = (condition: SQL): SQL => sql`case when ${condition} then 'true' else 'false' end`;
/** A JSON object without its last brace: more can follow. */
const open = (pairs: Record<string, SQL>): SQL => sql`rtrim(json_object(${sql.join(Object.entries(pairs).map(([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`), sql`, `)}), '}')`;
const list = (item: SQL, order: SQL): SQL => sql`'[' || coalesce(group_concat(${item}, ',' order by ${order}), '') || ']'`;

/**
 * What belongs to a return in a list, as SQLite writes it: the same as `withFacts` answers, which a test holds it to. How far each device has come
 * is the return's own status where it has one device; a return of several is marked, and its devices are told apart by the rules.
 */
export function returnsListJson(t: Tables, kernel: ReadingKernel): ListJson {
  const { returns: r, returnFacts: f, returnDevices: d, attestations: a, upgradePaths } = t;
  const standing = ATTESTATION_STATUSES.filter(stands);
  const fact = sql`${open({ id: sql`${f.id}`, fact: sql`${f.fact}`, serial: sql`${f.serial}`, occurredAt: sql`${f.occurredAt}`, recordedAt: sql`${f.recordedAt}`, source: sql`${f.source}`, by: sql`${f.by}`, attestationId: sql`${f.attestationId}` })}
    || case when ${f.detail} = '{}' then '' else ',' || substr(${f.detail}, 2, length(${f.detail}) - 2) end
    || case when ${a.status} is null then '' else ',"stands":' || ${bool(sql`${a.status} in (${sql.join(standing.map((status) => sql.raw(`'${status}'`)), sql`, `)})`)} end || '}'`;
  const device = sql`json_object('serial', ${d.serial}, 'deviceId', ${d.deviceId}, 'productId', ${d.productId}, 'status', ${r.status})`;
  const isOverdue = sql`${r.owed} and ${sql.placeholder('today')} > ${r.dueOn}`;
  const flags: Record<ReturnFlag, SQL> = { overdue: isOverdue, never_scanned: sql`${r.unscannedSince} <= ${sql.placeholder('unscannedBefore')}`, quiet: sql`${r.quietSince} <= ${sql.placeholder('quietBefore')}` };
  return {
    fields: {
      attestationRequired: bool(sql`${upgradePaths.attestationRequired}`),
      mismatches: sql`coalesce(${r.mismatches}, '[]')`,
      flags: sql`replace('[' || ${sql.join(Object.entries(flags).map(([flag, holds]) => sql`case when ${holds} then ${sql.raw(`'"${flag}",'`)} else '' end`), sql` || `)} || ']', ',]', ']')`,
      daysOverdue: sql`case when ${isOverdue} then cast(round(julianday(${sql.placeholder('today')}) - julianday(${r.dueOn})) as integer) else 0 end`,
      facts: sql`(select ${list(fact, sql`${f.recordedAt}, ${f.id}`)} from ${f} left join ${a} on ${eq(a.id, f.attestationId)} where ${eq(f.returnId, r.id)})`,
      devices: sql`(select ${list(device, sql`${d.serial}`)} from ${d} where ${eq(d.returnId, r.id)})`,
    },
    marked: sql<number>`(select count(*) > 1 from ${d} where ${eq(d.returnId, r.id)})`,
    values: async (db) => {
      const { neverScannedDays, quietDays, booksZone } = await readPolicy({ db, t });
      const now = instant(kernel);
      // By whole minutes: within one, the same page is the same.
      const minute = Math.floor(Date.parse(now) / MINUTE_MS) * MINUTE_MS;
      const before = (days: number) => new Date(minute - days * DAY_MS).toISOString();
      return { today: dayIn(booksZone, now), unscannedBefore: before(neverScannedDays), quietBefore: before(quietDays) };
    },
    mend: (row) => ({ ...row, devices: asFarAsTheyCame(row.devices as { serial: string }[], row.facts as KnownFact[]) }),
  };
}
