import Database from 'better-sqlite3';
import Fastify from 'fastify';

/** The same work with nothing around it: prepared statements behind bare routes, without session, permission, total, audit or check. */
const [path = ''] = process.argv.slice(2);
const connection = new Database(path, { timeout: 60_000 });
for (const setting of ['synchronous = FULL', 'cache_size = -65536', 'mmap_size = 268435456']) connection.pragma(setting);

const upgrades = connection.prepare(`
  select u.id, u.reference, u.external_id as externalId, u.account_id as accountId, u.contact_id as contactId, u.kind, u.path_id as pathId, u.status, u.step, u.motion, u.started_by as startedBy, u.started_by_id as startedById, u.started_at as startedAt,
    u.placed_at as placedAt, u.completed_at as completedAt, u.cancelled_at as cancelledAt, u.last_activity_at as lastActivityAt, u.effective_on as effectiveOn, u.before_arr_minor as beforeArrMinor, u.after_arr_minor as afterArrMinor,
    u.exception_status as exceptionStatus, u.exception, u.cancel_reason as cancelReason, u.touches, u.shadow_touches as shadowTouches, u.times_escalated as timesEscalated, u.version, a.name as accountName, c.name as contactName, p.name as pathName
  from upgrades u join accounts a on a.id = u.account_id left join contacts c on c.id = u.contact_id left join upgrade_paths p on p.id = u.path_id order by u.started_at desc, u.id desc limit ? offset ?`);
const queue = connection.prepare(`
  select e.*, a.name as account_name, h.name as assignee_name, o.name as owner_name, u.reference as upgrade_reference, p.name as path_name, c.name as contact_name
  from escalations e join accounts a on a.id = e.account_id join users o on o.id = e.owner_id left join users h on h.id = e.assignee_id left join upgrades u on u.id = e.upgrade_id left join upgrade_paths p on p.id = u.path_id left join contacts c on c.id = e.contact_id
  where e.status = ? order by e.queue_due_at, e.id limit ? offset ?`);
const returns = connection.prepare(`
  select r.*, u.reference as upgrade_reference, a.name as account_name, a.manager_id, p.attestation_required from returns r join upgrades u on u.id = r.upgrade_id join accounts a on a.id = r.account_id left join upgrade_paths p on p.id = u.path_id
  where r.status = 'inspected' order by r.due_on, r.id limit 25`);
const [devicesOf, factsOf] = ['return_devices', 'return_facts'].map((table) => connection.prepare(`select * from ${table} where return_id in (select value from json_each(?))`));
const claim = connection.prepare("update escalations set status = 'claimed', status_since = ?, assignee_id = owner_id, claimed_at = ?, lease_until = ?, version = version + 1 where id = ? and status = 'waiting' and version = ?");
const keep = connection.prepare("insert into incoming_events (id, source, event_id, type, occurred_at, received_at, upgrade_ref, data, disposition) values (?, ?, ?, ?, ?, ?, ?, ?, 'applied')");

type Event = { id: string; source: string; type: string; time: string; data: { upgradeRef: string } };
const now = () => new Date().toISOString();
const keepAll = connection.transaction((events: Event[]) => {
  for (const { id, source, type, time, data } of events) keep.run(`bare-${id}`, `bare-${source}`, id, type, time, now(), data.upgradeRef, JSON.stringify(data));
});

/** What a placed order writes, row for row, copied from one that was placed: a journey's row changed, its step, two lines, a coding, an entry, the chain's end, the month's sums, audit. */
const like = (table: string, where = '1') => {
  const columns = (connection.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name).filter((name) => !(table === 'audit_events' && name === 'id'));
  const row = connection.prepare(`select ${columns.map((name) => `"${name}"`).join(', ')} from ${table} where ${where} limit 1`).get() as Record<string, unknown>;
  const insert = connection.prepare(`insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`);
  return (changes: Record<string, unknown>) => insert.run(columns.map((name) => (name in changes ? changes[name] : row[name])));
};
const [step, line, coding, entry, audit] = [like('upgrade_steps'), like('subscriptions'), like('codings', "origin = 'upgrade'"), like('revenue_entries'), like('audit_events')];
const moveOn = connection.prepare("update upgrades set version = version + 1, last_activity_at = ? where id = (select id from upgrades where status = 'completed' limit 1)");
const closeLine = connection.prepare('update subscriptions set version = version + 1 where id = (select id from subscriptions limit 1)');
const addUp = connection.prepare('update revenue_months set amount_minor = amount_minor + 1 where id in (select id from revenue_months limit 8)');
const moveHead = connection.prepare('update chain_heads set length = length where id = ?');
const settle = connection.prepare('update accounts set version = version + 1 where id = (select id from accounts limit 1)');
const position = connection.prepare('select max(position) as last from revenue_entries');
const placeAll = connection.transaction((id: string) => {
  moveOn.run(now());
  step({ id: `bare-step-${id}` });
  closeLine.run();
  line({ id: `bare-line-${id}`, external_id: null });
  coding({ id: `bare-coding-${id}`, subject: `bare:${id}` });
  entry({ id: `bare-entry-${id}`, position: 1_000_000_000 + Number((position.get() as { last: number }).last), reversal_of: null });
  moveHead.run('revenue-entries');
  addUp.run();
  settle.run();
  for (let n = 0; n < 2; n += 1) audit({});
  return 1;
});

/** What a recorded fact writes: the fact, the return's row changed, an audit row. */
const [fact, stand] = [like('return_facts'), connection.prepare("update returns set status = status, quiet_since = ? where id = (select id from returns where status = 'label_issued' limit 1)")];
const factAll = connection.transaction((id: string) => {
  fact({ id: `bare-fact-${id}`, digest: `bare-${id}` });
  stand.run(now());
  audit({});
  return 1;
});

const app = Fastify({ bodyLimit: 4_194_304 });
app.get('/upgrades', async (request) => upgrades.all(25, Number((request.query as { from?: string }).from ?? 0)));
app.get('/queue', async () => queue.all('waiting', 25, 0));
app.get('/returns', async () => {
  const rows = returns.all() as { id: string }[];
  const ids = JSON.stringify(rows.map(({ id }) => id));
  return { rows, devices: devicesOf?.all(ids), facts: factsOf?.all(ids) };
});
app.post('/fact/:id', async (request) => ({ written: factAll.immediate((request.params as { id: string }).id) }));
app.post('/claim/:id', async (request) => ({ changed: claim.run(now(), now(), now(), (request.params as { id: string }).id, (request.body as { version: number }).version).changes }));
app.post('/place/:id', async (request) => ({ written: placeAll.immediate((request.params as { id: string }).id) }));
app.post('/events', async (request) => {
  keepAll.immediate(request.body as Event[]);
  return { results: [] };
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ port: (app.server.address() as { port: number }).port });
