import { Type } from 'typebox';
import { uuidv7 } from 'uuidv7';
import type { Tables } from '../../db/schema/index.ts';
import { CURRENCIES } from '../domain/money.ts';
import { MOVEMENTS, PRODUCT_KINDS, UPGRADE_KINDS } from '../domain/words.ts';
import { recountPath } from '../record/journeys.ts';
import { flag, text, word } from '../rest/filterable.ts';
import type { Resource, Row, RowQuery } from '../rest/resource.ts';
import { Body, orNull, Text, words } from '../rest/schemas.ts';
import { searchText } from '../rest/search.ts';

const productFields = {
  name: Text.line(200), kind: words(PRODUCT_KINDS), family: Text.line(80), capacity: Type.Optional(orNull(Type.String({ maxLength: 40 }))),
  listPriceMinor: Text.count, currency: words(Object.keys(CURRENCIES)), active: Type.Boolean(),
};

const products = (t: Tables): Resource => ({
  name: 'products', title: 'products', read: 'catalogue:read', table: t.products, searchable: true,
  select: (db) => db.select({
    id: t.products.id, name: t.products.name, kind: t.products.kind, family: t.products.family, capacity: t.products.capacity, listPriceMinor: t.products.listPriceMinor, currency: t.products.currency,
    active: t.products.active, version: t.products.version,
  }).from(t.products).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...productFields, version: Type.Integer() }),
  filters: { id: text(t.products.id), name: text(t.products.name), kind: word(t.products.kind, PRODUCT_KINDS), family: text(t.products.family), active: flag(t.products.active) },
  sorts: { id: { column: t.products.id }, name: { column: t.products.name } },
  standardSort: { field: 'name', order: 'ASC' },
  create: {
    permission: 'catalogue:edit', fields: Body({ id: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$' }), ...productFields }),
    make: async (_act, body) => ({ capacity: null, ...body, search: searchText(String(body.id), String(body.name), String(body.family)) }),
  },
  update: {
    permission: 'catalogue:edit', fields: Body(productFields),
    check: async (_act, current, changes) => {
      const next: Row = { ...current, ...changes };
      return { ...changes, search: searchText(String(next.id), String(next.name), String(next.family)) };
    },
  },
});

const Expected = Type.Array(Body({ movement: words(MOVEMENTS) }), { maxItems: MOVEMENTS.length });
const pathFields = {
  name: Text.line(120), kind: words(UPGRADE_KINDS), fromFamily: Type.Optional(orNull(Type.String({ maxLength: 80 }))), toFamily: Type.Optional(orNull(Type.String({ maxLength: 80 }))),
  returnRequired: Type.Boolean(), attestationRequired: Type.Boolean(), selfServe: Type.Boolean(), expected: Expected, description: Text.free(2_000), active: Type.Boolean(),
};

const upgradePaths = (t: Tables): Resource => ({
  name: 'upgrade-paths', title: 'upgrade paths', read: 'catalogue:read', table: t.upgradePaths, searchable: { texts: [t.upgradePaths.id, t.upgradePaths.name] },
  select: (db) => db.select().from(t.upgradePaths).$dynamic() as unknown as RowQuery,
  shape: Type.Object({ id: Type.String(), ...pathFields, version: Type.Integer() }),
  filters: { id: text(t.upgradePaths.id), name: text(t.upgradePaths.name), kind: word(t.upgradePaths.kind, UPGRADE_KINDS), active: flag(t.upgradePaths.active) },
  sorts: { id: { column: t.upgradePaths.id }, name: { column: t.upgradePaths.name } },
  standardSort: { field: 'name', order: 'ASC' },
  create: { permission: 'catalogue:edit', fields: Body(pathFields), make: async (_act, body) => ({ id: uuidv7(), fromFamily: null, toFamily: null, ...body }) },
  update: {
    permission: 'catalogue:edit', fields: Body(pathFields),
    check: async (act, current, changes) => {
      const next: Row = { ...current, ...changes };
      if (next.fromFamily !== current.fromFamily || next.toFamily !== current.toFamily) await recountPath(act.tx, String(current.id));
      return changes;
    },
  },
});

export const catalogueResources = (t: Tables): Resource[] => [products(t), upgradePaths(t)];
