import { asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { alias, unionAll, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { can, type Permission } from '../domain/permissions.ts';
import { viewerOf, type Kernel } from '../rest/request.ts';
import { problems } from '../rest/schemas.ts';
import { searchEverywhere } from '../rest/search.ts';

const MOST = 20;

/** What the palette finds, and who may find it. */
const FINDABLE: Record<string, Permission> = { accounts: 'accounts:read', devices: 'accounts:read', contacts: 'accounts:read', upgrades: 'upgrades:read', escalations: 'escalations:read' };

/** One search over accounts, serials, contacts, upgrades and escalations. */
export function serveFind(app: FastifyInstance, kernel: Kernel): void {
  const Hit = Type.Object({ resource: Type.String(), id: Type.String(), title: Type.String(), subtitle: Type.String(), accountId: Type.String() });

  app.get('/search', {
    config: { permission: 'accounts:read' },
    schema: { tags: ['search'], summary: 'Find by name, serial, e-mail or reference', querystring: Type.Object({ q: Type.String({ maxLength: 200 }) }, { additionalProperties: false }), response: { 200: Type.Array(Hit), ...problems(400) } },
  }, async (request) => {
    const { read, t, engine } = kernel.store;
    const viewer = viewerOf(request);
    const rooms = Object.keys(FINDABLE).filter((room) => can(viewer.role, FINDABLE[room] ?? 'accounts:read'));
    const condition = searchEverywhere(t, rooms, (request.query as { q: string }).q, engine);
    if (!condition) return [];
    const entries = await read.select().from(t.searchEntries).where(condition).orderBy(asc(t.searchEntries.resource), asc(t.searchEntries.content)).limit(MOST);
    const idsOf = (resource: string) => entries.filter((entry) => entry.resource === resource).map((entry) => entry.recordId);
    // Whose it is tells two of the same name, or of the same product, apart.
    const account = alias(t.accounts, 'whose');
    const ofAccount = (...more: (SQL | SQLiteColumn)[]) => sql`${sql.join(more.map((part) => sql`${part} || ' · ' || `))}${account.name}`;
    const rowsOf = (resource: string, table: typeof t.accounts | typeof t.devices | typeof t.contacts | typeof t.upgrades | typeof t.escalations, title: SQLiteColumn, subtitle: SQL | SQLiteColumn, accountId: SQLiteColumn) =>
      read.select({ resource: sql<string>`${sql.raw(`'${resource}'`)}`.as('resource'), id: sql<string>`${table.id}`.as('id'), title: sql<string>`${title}`.as('title'), subtitle: sql<string>`${subtitle}`.as('subtitle'), accountId: sql<string>`${accountId}`.as('account_id') })
        .from(table).innerJoin(account, eq(account.id, accountId)).where(inArray(table.id, idsOf(resource)));
    const hits = await unionAll(
      rowsOf('accounts', t.accounts, t.accounts.name, t.accounts.segment, t.accounts.id),
      rowsOf('devices', t.devices, t.devices.serial, ofAccount(t.devices.productId), t.devices.accountId),
      rowsOf('contacts', t.contacts, t.contacts.name, sql`case when ${t.contacts.email} = '' then ${account.name} else ${ofAccount(t.contacts.email)} end`, t.contacts.accountId),
      rowsOf('upgrades', t.upgrades, t.upgrades.reference, ofAccount(t.upgrades.kind, t.upgrades.status), t.upgrades.accountId),
      rowsOf('escalations', t.escalations, t.escalations.subject, ofAccount(t.escalations.status), t.escalations.accountId),
    );
    return entries.flatMap((entry) => hits.filter((hit) => hit.resource === entry.resource && hit.id === entry.recordId));
  });
}
