import { Type, type TObject } from 'typebox';
import type { Tables } from '../../db/schema/index.ts';
import { SEGMENTS, IMPORT_KINDS, IMPORT_STATUSES, ROW_OUTCOMES } from '../domain/words.ts';
import { text, word } from '../rest/filterable.ts';
import type { Resource, RowQuery } from '../rest/resource.ts';
import { Body, orNull, Text, words, wordsOrNull } from '../rest/schemas.ts';

const Names = Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 200 }));
const Counts = Type.Record(Type.String(), Type.Integer());

const optionFields = {
  currency: Text.currency, managerIds: Type.Array(Text.id, { maxItems: 500 }), createProducts: Type.Boolean(), reopenEscalated: Type.Boolean(), openSubscriptions: Type.Boolean(),
  midMarketSeats: Type.Integer({ minimum: 1, maximum: 10_000_000 }), enterpriseSeats: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  defaultSegment: wordsOrNull(SEGMENTS), regions: Names, defaultRegion: orNull(Type.String({ maxLength: 200 })),
};

export const Wish = Body({ mapping: Type.Optional(Names), options: Type.Optional(Body(Type.Partial(Type.Object(optionFields)).properties)), version: Text.version });

export const ImportShape: TObject = Type.Object({
  id: Type.String(), kind: words(IMPORT_KINDS), fileName: Type.String(), status: words(IMPORT_STATUSES), columns: Type.Array(Type.String()), filled: Type.Record(Type.String(), Type.Number()),
  mapping: Names, options: Type.Object(optionFields), counts: Counts, reasons: Counts,
  newProducts: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), listPriceMinor: Type.Integer(), currency: Type.String() })),
  total: Type.Integer(), done: Type.Integer(), error: orNull(Type.String()), createdById: orNull(Type.String()), createdByName: Type.String(), committedById: orNull(Type.String()), committedByName: orNull(Type.String()),
  createdAt: Type.String(), finishedAt: orNull(Type.String()), undoneAt: orNull(Type.String()), undoneByName: orNull(Type.String()), version: Type.Integer(),
});

export const ImportRowShape = Type.Object({
  id: Type.String(), line: Type.Integer(), cells: Type.Array(Type.String()), outcome: words(ROW_OUTCOMES), reason: orNull(Type.String()), detail: orNull(Type.String()),
  recordId: orNull(Type.String()), committed: Type.Boolean(),
});

/** One uploaded file and what became of it. */
export const importsResource = (t: Tables): Resource => ({
  name: 'imports', title: 'imports', read: 'imports:run', table: t.importBatches, searchable: { texts: [t.importBatches.fileName] },
  select: (db) => db.select().from(t.importBatches).$dynamic() as unknown as RowQuery,
  shape: ImportShape,
  filters: { id: text(t.importBatches.id), status: word(t.importBatches.status, IMPORT_STATUSES), kind: word(t.importBatches.kind, IMPORT_KINDS) },
  sorts: { id: { column: t.importBatches.id }, createdAt: { column: t.importBatches.createdAt } },
  standardSort: { field: 'createdAt', order: 'DESC' },
});
