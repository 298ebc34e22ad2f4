import Database from 'better-sqlite3';
import { standingOf } from '../../server/domain/return-standing.ts';
import { flagsOf, type ReturnFact } from '../../server/domain/returns.ts';
import { RETURN_FACTS } from '../../server/domain/words.ts';
import { measureList, type ListAsked } from './lists.ts';
import { drive, each, get, post } from './load.ts';
import type { Bench } from './main.ts';
import { median, ms, type Measured } from './table.ts';
import { besideItsRows } from './tape.ts';

const ROUNDS = 5;
const RUNS = 20_000;
const FACTS = 1_200;
const CERTIFICATES = 20;

/** Standing and flags of a return with fifty facts, the functions alone. */
function measureStanding(): Measured {
  const devices = [{ serial: 'A1' }, { serial: 'B2' }];
  const facts = Array.from({ length: 50 }, (_, n): ReturnFact => {
    const at = new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
    return { fact: RETURN_FACTS[n % 12] ?? 'authorised', serial: n % 3 === 0 ? null : n % 2 === 0 ? 'A1' : 'B2', occurredAt: at, recordedAt: at, source: 'bench', by: null };
  });
  const path = { disposition: 'return', attestationRequired: true } as const;
  const rounds = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    for (let run = 0; run < RUNS; run += 1) flagsOf(standingOf(devices, facts, path), { now: '2026-03-10T10:00:00.000Z', dueOn: '2026-03-01' });
    return ((performance.now() - began) * 1_000) / RUNS;
  });
  const micros = median(rounds);
  return { what: 'status, flags and contradictions from 50 facts, the functions alone', ours: `${micros.toFixed(1)} µs`, bare: '', ratio: '', goal: '≤ 20 µs', met: micros <= 20 };
}

/** A fact with the return's standing, its audit row and the kept answer. */
async function measureFact(bench: Bench): Promise<Measured[]> {
  const connection = new Database(bench.path, { readonly: true });
  const ids = (connection.prepare("select id from returns where status = 'label_issued' limit ?").all(FACTS) as { id: string }[]).map(({ id }) => id);
  connection.close();
  const fact = JSON.stringify({ fact: 'first_scan', occurredAt: '2026-03-10T09:00:00Z', source: 'carrier' });
  return besideItsRows(bench, 'recording a fact, with standing and audit', ids.map((id) => post(`/api/returns/${id}/record-fact`, { cookie: bench.cookie, 'idempotency-key': `fact-${id}` }, fact)));
}

/** The certificate on paper through HTTP, the first with its fonts to load, and the median of more; nothing in a world of copies, which have no attestations. */
async function measureCertificate({ ours, cookie, path }: Bench): Promise<Measured[]> {
  const connection = new Database(path, { readonly: true });
  const [one] = connection.prepare('select id from signed_attestations limit 1').all() as { id: string }[];
  connection.close();
  if (!one) return [];
  const request = get(`/api/attestations/${one.id}/certificate.pdf`, { cookie });
  const first = await drive(ours.port, 1, each([request]));
  const more = await drive(ours.port, 1, each(Array.from({ length: CERTIFICATES }, () => request)));
  const slowest = Math.max(first.p99, more.p50);
  return [{ what: 'a certificate as PDF (the first, then the median)', ours: `${ms(first.p99)}, then ${ms(more.p50)}`, bare: '', ratio: '', goal: '≤ 300 ms', met: slowest <= 300 }];
}

/** Returns: the list as its page asks for it, a fact, and the certificate of an attestation. */
export async function measureReturns(bench: Bench): Promise<Measured[]> {
  const byDue: ListAsked = { resource: 'returns', filter: { status: 'inspected' }, sort: ['dueOn', 'ASC'] };
  return [...(await measureList(bench, 'returns by status and due day', byDue, '/returns')), measureStanding(), ...(await measureFact(bench)), ...(await measureCertificate(bench))];
}
