import type Database from 'better-sqlite3';

type Draft = { id: string; version: number };

const READY = `select u.id, u.version from upgrades u where u.status = 'draft' and u.path_id is not null and u.step in ('review', 'configure') and (u.exception_status is null or u.exception_status = 'granted')
  and exists (select 1 from upgrade_lines l where l.upgrade_id = u.id and l.side = 'after') and not exists (select 1 from escalations e where e.upgrade_id = u.id and e.status in ('claimed', 'paused', 'waiting', 'handed_back')) order by u.id`;

/** The columns of a table as they are copied, with what is told instead of some of them. */
function copying(connection: Database.Database, table: string, instead: Record<string, string>): string {
  const names = (connection.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
  return `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) select ${names.map((name) => instead[name] ?? `x."${name}"`).join(', ')} from ${table} x`;
}

/** So many drafts that can be placed: those of the world, copied with their lines for other accounts until there are enough of them. */
export function draftsToPlace(connection: Database.Database, many: number): Draft[] {
  const ready = connection.prepare(READY).all() as Draft[];
  const accounts = connection.prepare("select id from accounts order by id limit ?").all(many) as { id: string }[];
  const upgrade = connection.prepare(`${copying(connection, 'upgrades', { id: "x.id || @copy", reference: "x.reference || @copy", external_id: 'null', contact_id: 'null', account_id: '@account' })} where x.id = @id`);
  const lines = connection.prepare(`${copying(connection, 'upgrade_lines', { id: "x.id || @copy", upgrade_id: "x.upgrade_id || @copy", subscription_id: "x.subscription_id || @copy", line: "case x.side when 'before' then x.line || @copy else x.line end", replaces: '(select json_group_array(value || @copy) from json_each(x.replaces))' })} where x.upgrade_id = @id`);
  const steps = connection.prepare(`${copying(connection, 'upgrade_steps', { id: "x.id || @copy", upgrade_id: "x.upgrade_id || @copy" })} where x.upgrade_id = @id`);
  const held = connection.prepare(`${copying(connection, 'subscriptions', { id: "x.id || @copy", external_id: 'null', account_id: '@account' })} where x.id in (select subscription_id from upgrade_lines where upgrade_id = @id)`);
  const journey = connection.prepare(`${copying(connection, 'journeys', { id: "x.id || @copy" })} where x.id = @id`);
  const drafts = [...ready];
  connection.transaction(() => {
    for (let made = 0; drafts.length < many; made += 1) {
      const draft = ready[made % ready.length];
      if (!draft) throw new Error('The world has no draft that can be placed');
      const values = { id: draft.id, copy: `~${made}`, account: accounts[made % accounts.length]?.id };
      for (const statement of [held, upgrade, lines, steps, journey]) statement.run(Object.fromEntries(Object.entries(values).filter(([name]) => statement.source.includes(`@${name}`))));
      drafts.push({ id: `${draft.id}~${made}`, version: draft.version });
    }
  }).immediate();
  return drafts.slice(0, many);
}
