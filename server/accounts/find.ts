import { asc, inArray, sql } from 'drizzle-orm';
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
    const [accounts, devices, contacts, upgrades, escalations] = await Promise.all([
      read.select({ id: t.accounts.id, title: t.accounts.name, subtitle: t.accounts.segment, accountId: t.accounts.id }).from(t.accounts).where(inArray(t.accounts.id, idsOf('accounts'))),
      read.select({ id: t.devices.id, title: t.devices.serial, subtitle: t.devices.productId, accountId: t.devices.accountId }).from(t.devices).where(inArray(t.devices.id, idsOf('devices'))),
      read.select({ id: t.contacts.id, title: t.contacts.name, subtitle: t.contacts.email, accountId: t.contacts.accountId }).from(t.contacts).where(inArray(t.contacts.id, idsOf('contacts'))),
      read.select({ id: t.upgrades.id, title: t.upgrades.reference, subtitle: sql<string>`${t.upgrades.kind} || ' · ' || ${t.upgrades.status}`, accountId: t.upgrades.accountId }).from(t.upgrades).where(inArray(t.upgrades.id, idsOf('upgrades'))),
      read.select({ id: t.escalations.id, title: t.escalations.subject, subtitle: t.escalations.status, accountId: t.escalations.accountId }).from(t.escalations).where(inArray(t.escalations.id, idsOf('escalations'))),
    ]);
    const found: Record<string, { id: string; title: string; subtitle: string; accountId: string }[]> = { accounts, devices, contacts, upgrades, escalations };
    return entries.flatMap((entry) => (found[entry.resource] ?? []).filter((hit) => hit.id === entry.recordId).map((hit) => ({ resource: entry.resource, ...hit })));
  });
}
