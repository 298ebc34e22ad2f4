import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { simulateJourneys, type Market, type SimulatedJourney } from '../seeds/simulated.ts';
import { keyOf, signatureOf } from './intake/events/signature.ts';
import { DEMO_PASSWORD } from './people/routes.ts';

const USAGE = `npm run simulate -- [--journeys 50] [--per-minute 120] [--desk http://127.0.0.1:4000] [--secret whsec_…] [--email admin@demo.example --password …] [--seed TEXT]
  Sends made-up customers' journeys to a running desk and stops by itself. The secret is the first of WEBHOOK_SECRETS where none is given.`;

/** What the caller got wrong, or the desk refused, in a sentence. */
class Refused extends Error {}

type Use = { desk: string; journeys: number; perMinute: number; key: Buffer; email: string; password: string; seed: string };

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > most) throw new Refused(`--${name} must be a whole number from 1 to ${most}.\n${USAGE}`);
  return value;
}

function readUse(args: string[], env: NodeJS.ProcessEnv): Use {
  const option = (standard: string) => ({ type: 'string' as const, default: standard });
  const { values } = parseArgs({
    args,
    options: { desk: option('http://127.0.0.1:4000'), journeys: option('50'), 'per-minute': option('120'), secret: option((env.WEBHOOK_SECRETS ?? '').split(',')[0]?.trim() ?? ''), email: option('admin@demo.example'), password: option(DEMO_PASSWORD), seed: option(Date.now().toString(36)) },
  });
  if (!URL.canParse(values.desk) || !/^https?:$/.test(new URL(values.desk).protocol)) throw new Refused(`--desk must be an http or https address.\n${USAGE}`);
  const key = keyOf(values.secret);
  if (!key) throw new Refused(`No secret to sign with: start the desk with WEBHOOK_SECRETS=whsec_…, and give the same here, in WEBHOOK_SECRETS or with --secret.\n${USAGE}`);
  return { desk: values.desk.replace(/\/+$/, ''), journeys: wholeNumber('journeys', values.journeys, 100_000), perMinute: wholeNumber('per-minute', values['per-minute'], 60_000), key, email: values.email, password: values.password, seed: values.seed };
}

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) }).catch((error: unknown) => {
    throw new Refused(`${new URL(url).origin} cannot be reached (${error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)}): is the desk running?`);
  });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new Refused(`${init.method ?? 'GET'} ${new URL(url).pathname} was refused (${response.status}): ${problem.detail ?? response.statusText}`);
}

const A_PAGE = 1000;

/** Reads what the desk has, a page at a time, as somebody who may see it. */
async function readMarket({ desk, email, password }: Use): Promise<Market> {
  const signedIn = await ask(`${desk}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const all = async <T>(resource: string, filter: Record<string, unknown> = {}): Promise<T[]> => {
    const rows: T[] = [];
    for (let from = 0; ; from += A_PAGE) {
      const query = new URLSearchParams({ filter: JSON.stringify(filter), range: JSON.stringify([from, from + A_PAGE - 1]), sort: '["id","ASC"]' });
      const page = (await (await ask(`${desk}/api/${resource}?${query.toString()}`, { headers: { cookie } })).json()) as T[];
      rows.push(...page);
      if (page.length < A_PAGE) return rows;
    }
  };
  try {
    return { accounts: await all('accounts'), subscriptions: await all('subscriptions', { status: 'active' }), paths: await all('upgrade-paths'), products: await all('products') };
  } finally {
    await ask(`${desk}/api/session`, { method: 'DELETE', headers: { cookie } });
  }
}

type Result = { id: string | null; disposition: string; because?: string };

async function send({ desk, key }: Use, { events }: SimulatedJourney): Promise<Result[]> {
  const body = JSON.stringify(events);
  const id = randomUUID();
  const seconds = String(Math.floor(Date.now() / 1000));
  const headers = { 'content-type': 'application/cloudevents-batch+json', 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatureOf(key, id, seconds, body) };
  const answer = (await (await ask(`${desk}/api/events`, { method: 'POST', headers, body })).json()) as { results: Result[] };
  return answer.results;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function tally(results: readonly Result[]): string {
  const counts = new Map<string, number>();
  for (const { disposition } of results) counts.set(disposition, (counts.get(disposition) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([disposition, count]) => `${count} ${disposition}`).join(', ');
}

async function run(use: Use): Promise<void> {
  const market = await readMarket(use);
  const every = 60_000 / use.perMinute;
  const begun = Date.now();
  const results: Result[] = [];
  let sent = 0;
  for (const journey of simulateJourneys(use.seed, market, () => new Date().toISOString())) {
    const told = await send(use, journey);
    results.push(...told);
    sent += 1;
    say(`${String(sent).padStart(4)}  ${journey.upgradeRef}  ${journey.accountName}, ${journey.kind}: ${journey.story} – ${tally(told)}`);
    for (const { because } of told.filter((one) => one.disposition === 'quarantined')) say(`      quarantined: ${because ?? ''}`);
    if (sent === use.journeys) break;
    await wait(Math.max(0, begun + sent * every - Date.now()));
  }
  if (sent === 0) throw new Refused('Nothing to simulate with: no account here has an externalId and an active subscription with one.');
  say(`\n${sent} journeys, ${results.length} events in ${((Date.now() - begun) / 1000).toFixed(1)} s: ${tally(results)}`);
  if (sent < use.journeys) say('That is one for each account with a subscription that senders can name: there are no more.');
}

try {
  await run(readUse(process.argv.slice(2), process.env));
} catch (error) {
  const told = error instanceof Refused || (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  process.stderr.write(`${told ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
