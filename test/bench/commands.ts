import Database from 'better-sqlite3';
import { signatureOf } from '../../server/intake/events/signature.ts';
import { drive, each, post, type Load } from './load.ts';
import type { Bench } from './main.ts';
import { byTurns, commandsBeside, median, perSecond, times, type Measured } from './table.ts';

const CONNECTIONS = 10;
const ROUNDS = 5;
const MOST_CLAIMS = 300;

type Waiting = { id: string; version: number };

/** Ours leaves an audit row, a line on the timeline, a counted touch and the kept answer to its key; the bare one is the durable update alone. */
export async function measureClaims({ ours, bare, cookie, path }: Bench): Promise<Measured[]> {
  const connection = new Database(path, { readonly: true });
  const waiting = connection.prepare("select id, version from escalations where status = 'waiting' order by queue_due_at, id").all() as Waiting[];
  connection.close();
  const round = Math.min(MOST_CLAIMS, Math.floor(waiting.length / (4 * ROUNDS)));
  let taken = 0;
  const next = (): Waiting[] => waiting.slice(taken, taken += round);
  const claim = ({ id, version }: Waiting) => post(`/api/escalations/${id}/claim`, { cookie, 'idempotency-key': `claim-${id}` }, JSON.stringify({ version }));
  const bareClaim = ({ id, version }: Waiting) => post(`/claim/${id}`, {}, JSON.stringify({ version }));
  const claims = async (connections: number) => byTurns(ROUNDS, () => drive(ours.port, connections, each(next().map(claim))), () => drive(bare.port, connections, each(next().map(bareClaim))));
  const lines: Measured[] = [];
  for (const [connections, who] of [[1, 'one person at a time'], [CONNECTIONS, `${CONNECTIONS} at once`]] as const) {
    lines.push(commandsBeside(`claim with all that belongs to it, ${who}`, 'UPDATE', await claims(connections)));
  }
  return lines;
}

type Event = { specversion: '1.0'; id: string; source: string; type: string; time: string; data: Record<string, unknown> };

/** Journeys of four events each, as a portal sends them; every batch has other customers. */
function journeys(accounts: readonly string[], name: string, many: number, time: string): Event[] {
  return Array.from({ length: many }, (_, index): Event => {
    const journey = Math.floor(index / 4);
    const [type, data] = ([
      ['upgrade.started', { accountRef: accounts[journey % accounts.length], kind: 'renewal' }], ['upgrade.step_reached', { step: 'options' }], ['upgrade.step_reached', { step: 'configure' }], ['upgrade.escalated', { step: 'configure', reason: 'quote_needed', text: 'We need a quote.' }],
    ] as const)[index % 4] ?? ['upgrade.started', {}];
    return { specversion: '1.0', id: `${name}-${index}`, source: '/bench', type, time, data: { upgradeRef: `${name}-${journey}`, ...data } };
  });
}

function signed(secret: string, body: string, batch: boolean, now: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const seconds = String(Math.floor(Date.parse(now) / 1000));
  return post('/api/events', { 'content-type': batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json', 'webhook-id': 'bench', 'webhook-timestamp': seconds, 'webhook-signature': signatureOf(key, 'bench', seconds, body) }, body);
}

const SINGLE = 200;
const BATCH = 1_000;

/** Ours checks, stores once, moves the journey on and opens the escalation; the bare one stores what came. */
export async function measureEvents({ ours, bare, path, secret, serverNow }: Bench): Promise<Measured[]> {
  const connection = new Database(path, { readonly: true });
  const accounts = (connection.prepare('select external_id as ref from accounts order by id limit 2000').all() as { ref: string }[]).map((row) => row.ref);
  connection.close();
  const lines: Measured[] = [];
  for (const [size, what] of [[1, 'events in, one a request'], [BATCH, `events in, ${BATCH.toLocaleString('en')} a request`]] as const) {
    const send = (name: string, where: 'ours' | 'bare') => (round: number): Promise<Load> => {
      const now = serverNow();
      const events = journeys(accounts, `${name}-${size}-${round}`, size === 1 ? SINGLE : BATCH, now);
      const bodies = size === 1 ? events.map((event) => [event]) : [events];
      const requests = bodies.map((some) => (where === 'bare' ? post('/events', {}, JSON.stringify(some)) : signed(secret, JSON.stringify(size === 1 ? some[0] : some), size > 1, now)));
      return drive(where === 'ours' ? ours.port : bare.port, 1, each(requests));
    };
    const told = await byTurns(ROUNDS, send('ours', 'ours'), send('bare', 'bare'));
    const [rate, bareRate] = [median(told.ours.map((one) => one.perSecond * size)), median(told.bare.map((one) => one.perSecond * size))];
    lines.push({ what, ours: perSecond(rate), bare: `${perSecond(bareRate)} (INSERT)`, ratio: times(bareRate / rate), goal: '', met: null });
  }
  return lines;
}
