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

const app = Fastify({ bodyLimit: 4_194_304 });
app.get('/upgrades', async (request) => upgrades.all(25, Number((request.query as { from?: string }).from ?? 0)));
app.get('/queue', async () => queue.all('waiting', 25, 0));
app.get('/returns', async () => {
  const rows = returns.all() as { id: string }[];
  const ids = JSON.stringify(rows.map(({ id }) => id));
  return { rows, devices: devicesOf?.all(ids), facts: factsOf?.all(ids) };
});
app.post('/claim/:id', async (request) => ({ changed: claim.run(now(), now(), now(), (request.params as { id: string }).id, (request.body as { version: number }).version).changes }));
app.post('/events', async (request) => {
  keepAll.immediate(request.body as Event[]);
  return { results: [] };
});
await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ port: (app.server.address() as { port: number }).port });
