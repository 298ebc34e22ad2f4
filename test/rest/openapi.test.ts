import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from '../support/app.ts';
import { answerSchema, operationsOf, type Operation, type Schema } from '../support/openapi.ts';

let desk: Desk;
let operations: Operation[];
beforeAll(async () => {
  desk = await openDesk();
  operations = await operationsOf(desk.app);
});
afterAll(() => desk.close());

const names = () => operations.map(({ method, path }) => `${method} ${path}`);
const operation = (name: string): Operation => {
  const found = operations.find(({ method, path }) => `${method} ${path}` === name);
  if (!found) throw new Error(`${name} is not in the document`);
  return found;
};
const fields = (schema: Schema | undefined) => Object.keys(schema?.properties ?? {});
const nullable = (schema: Schema | undefined) => [schema?.type ?? []].flat().includes('null') || (schema?.anyOf ?? []).some((one) => one.type === 'null') || (schema?.enum ?? []).includes(null);

const READ = ['accounts', 'contacts', 'products', 'subscriptions', 'devices', 'upgrade-paths', 'upgrades', 'escalations', 'returns', 'attestations', 'users', 'audit-events', 'imports', 'saved-views', 'root-causes'];

/** Every command of the contract that is built, with what it has to be sent and may be sent beside. */
const COMMANDS: Record<string, [required: string[], optional?: string[]]> = {
  'POST /session': [['email', 'password']],
  'POST /escalations': [['accountId', 'channel', 'reason', 'text'], ['upgradeId']],
  'POST /escalations/claim-next': [[]],
  'POST /escalations/{id}/claim': [['version']], 'POST /escalations/{id}/release': [['reason', 'version']], 'POST /escalations/{id}/decline': [['reason', 'version']], 'POST /escalations/{id}/transfer': [['toUserId', 'version'], ['note']],
  'POST /escalations/{id}/pause': [['reason', 'until', 'version']], 'POST /escalations/{id}/resume': [['version']], 'POST /escalations/{id}/note': [['text'], ['version']], 'POST /escalations/{id}/message': [['text'], ['version']],
  'POST /escalations/{id}/hand-back': [['step', 'rootCause', 'version'], ['message']], 'POST /escalations/{id}/resolve': [['rootCause', 'version'], ['note']], 'POST /escalations/{id}/cancel': [['reason', 'version']], 'POST /escalations/{id}/set-priority': [['band', 'reason', 'version']],
  'POST /upgrades': [['accountId', 'kind']], 'POST /upgrades/{id}/configure': [['pathId', 'lines', 'reason', 'version'], ['priceException']], 'POST /upgrades/{id}/place-on-behalf': [['version']], 'POST /upgrades/{id}/cancel': [['reason', 'version']], 'POST /upgrades/{id}/advance': [['to', 'version']],
  'POST /returns/{id}/record-fact': [['fact', 'occurredAt', 'source'], ['serial', 'cause', 'grade', 'carrier', 'trackingNumber', 'amountMinor', 'note', 'version']], 'POST /returns/{id}/remind': [[]], 'POST /returns/{id}/extend': [['dueOn', 'reason', 'version']], 'POST /returns/{id}/waive': [['reason', 'version']],
  'POST /returns/{id}/attestations': [['meaning', 'signer', 'consent', 'capture', 'evidence', 'devices'], ['statementId', 'signedAt']], 'POST /attestations/{id}/verify': [['version']], 'POST /attestations/{id}/reject': [['reason', 'version']],
  'POST /codings/evaluate': [['kind', 'effectiveOn', 'before', 'after'], ['orderedOn', 'account', 'rates', 'path']], 'POST /codings/{id}/preview-override': [['legs', 'reasonCode', 'note', 'version']], 'POST /codings/{id}/override': [['legs', 'reasonCode', 'note', 'version']],
  'POST /codings/{id}/approve': [['note', 'version']], 'POST /codings/{id}/reject': [['note', 'version']], 'POST /codings/{id}/confirm': [['version']], 'POST /periods/{id}/close': [[], ['version']], 'POST /periods/{id}/reopen': [['reason'], ['version']],
};

/** Reports of the contract. */
const REPORTS = ['/adoption/summary', '/adoption/trend', '/adoption/funnel', '/adoption/gap', '/adoption/forecast', '/adoption/cohorts', '/adoption/mix', '/adoption/fixes', '/revenue/bridge'];

/** The shapes of the contract: fields that an answer has, and those of them that may be null. */
const SHAPES: Record<string, { of: string; fields: string[]; nullable?: string[] }> = {
  'an escalation': {
    of: 'GET /escalations/{id}', fields: ['id', 'upgradeId', 'accountId', 'status', 'outcome', 'step', 'channel', 'reason', 'assigneeId', 'leaseUntil', 'priority', 'score', 'queueDueAt', 'firstResponseDueAt', 'resolutionDueAt', 'version'],
    nullable: ['upgradeId', 'outcome', 'step', 'assigneeId', 'leaseUntil'],
  },
  'a subscription': {
    of: 'GET /subscriptions/{id}', fields: ['id', 'accountId', 'product', 'quantity', 'arrMinor', 'currency', 'reportingArrMinor', 'startsOn', 'endsOn', 'countsFrom', 'countsUntil', 'autoRenew', 'status', 'version'], nullable: ['endsOn', 'countsUntil'],
  },
  'a coding': { of: 'GET /codings/{id}', fields: ['id', 'origin', 'upgradeId', 'accountId', 'status', 'legs', 'proposal', 'flags', 'trace', 'version'], nullable: ['upgradeId'] },
  'an entry': {
    of: 'GET /revenue-entries/{id}', fields: ['movement', 'driver', 'amountMinor', 'currency', 'effectiveOn', 'lines', 'id', 'origin', 'upgradeId', 'postingPeriod', 'effectivePeriod', 'reversalOf', 'previousHash', 'hash'], nullable: ['upgradeId', 'reversalOf'],
  },
  'the bridge': { of: 'GET /revenue/bridge', fields: ['currency', 'periods'] },
  'the self-serve rate': { of: 'GET /adoption/summary', fields: ['goal', 'window', 'definitions', 'assistedThenSelfServed', 'shadowTouches', 'automatic'] },
  'the date to goal': { of: 'GET /adoption/forecast', fields: ['date', 'refusal', 'date50', 'date80', 'date95', 'probabilities'], nullable: ['date', 'refusal', 'date50', 'date80', 'date95'] },
  'the gap to the goal': { of: 'GET /adoption/gap', fields: ['needed', 'causes', 'jointWorth'] },
  'a return': { of: 'GET /returns/{id}', fields: ['id', 'upgradeId', 'status', 'complete', 'flags', 'disposition', 'devices', 'facts', 'mismatches', 'dueOn', 'version'] },
  'an evidence file': { of: 'POST /returns/{id}/files', fields: ['id'] },
  'the session': { of: 'GET /session', fields: ['id', 'name', 'email', 'role', 'permissions'] },
};

describe('The document that the server makes of itself', () => {
  it('lists and shows every resource of the contract that is built', () => {
    for (const resource of READ) expect(names()).toEqual(expect.arrayContaining([`GET /${resource}`, `GET /${resource}/{id}`]));
  });

  it.each(Object.entries(COMMANDS))('says of %s what it takes', (name, [required, optional = []]) => {
    const { body } = operation(name);
    expect([...(body?.required ?? [])].sort()).toEqual([...required].sort());
    expect(fields(body ?? undefined)).toEqual(expect.arrayContaining([...required, ...optional]));
    expect(body?.additionalProperties).toBe(false);
  });

  it.each(Object.entries(SHAPES))('has %s as the contract shows it', (_name, { of, fields: wanted, nullable: empty = [] }) => {
    const shape = answerSchema(operation(of), 200);
    expect(fields(shape)).toEqual(expect.arrayContaining(wanted));
    for (const field of empty) expect(nullable(shape?.properties?.[field]), field).toBe(true);
  });

  it('has money in minor units with a currency, and no other numbers with a point', () => {
    for (const one of operations) for (const [status] of Object.entries(one.responses)) expect(JSON.stringify(answerSchema(one, status) ?? {}), `${one.method} ${one.path}`).not.toMatch(/"(price|amount|arr|value)":\{"type":"number"/i);
  });

  it('says that every record of staff’s own has a version, and every change asks for it', () => {
    for (const one of operations.filter(({ method, path }) => method === 'PUT' && path.endsWith('{id}'))) expect(one.body?.required, one.path).toContain('version');
  });

  it('has a sentence for every operation, and tells how it can fail', () => {
    for (const one of operations) {
      expect(one.summary, `${one.method} ${one.path}`).not.toBe('');
      if (!['/stream', '/sign-in-page'].includes(one.path) && !one.path.endsWith('.csv')) expect(Object.keys(one.responses), `${one.method} ${one.path}`).toContain('401');
    }
  });

  it('shows every report of the contract', () => {
    expect(names()).toEqual(expect.arrayContaining(REPORTS.map((path) => `GET ${path}`)));
  });

  it('can be browsed without a session', async () => {
    expect((await desk.app.inject({ method: 'GET', url: '/api/docs/' })).headers['content-type']).toContain('text/html');
  });
});
