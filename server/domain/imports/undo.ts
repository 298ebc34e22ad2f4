/** The tables that imports write to, children first: the order in which rows can be deleted. */
export const WRITTEN_TABLES = ['timeline', 'upgradeLines', 'upgradeSteps', 'subscriptions', 'upgrades', 'escalations', 'accounts'] as const;
export type WrittenTable = (typeof WRITTEN_TABLES)[number];

export type StoredRow = { id: string } & Record<string, unknown>;

/** What one row of a file did, so that it can be taken back to the letter. */
export type UndoImage = {
  created: [table: WrittenTable, id: string][];
  /** Of records that were there: only the fields that were changed, as they were, and the version that it was a change of. */
  changed: [table: WrittenTable, before: StoredRow][];
  /** Whole rows that made way for others. */
  removed: [table: WrittenTable, row: StoredRow][];
};

/** The resource as which a table's records are audited; parts of a record have none of their own. */
export const AUDITED_AS: Partial<Record<WrittenTable, string>> = { accounts: 'accounts', subscriptions: 'subscriptions', upgrades: 'upgrades', escalations: 'escalations' };

/** The fields that a change touches, as they stand before it. */
export function beforeImage(before: StoredRow, changed: readonly string[]): StoredRow {
  const kept = new Set(['id', 'version', 'search', ...changed]);
  return { ...Object.fromEntries(Object.entries(before).filter(([field]) => kept.has(field))), id: before.id };
}

/** Each record that an image is about, with the version that the import left it at; parts of records have none. */
export function recordsIn({ created, changed }: UndoImage): { table: WrittenTable; id: string; version: number; isNew: boolean }[] {
  const made = created.filter(([table]) => AUDITED_AS[table] !== undefined).map(([table, id]) => ({ table, id, version: 1, isNew: true }));
  const moved = changed.filter(([table]) => AUDITED_AS[table] !== undefined).map(([table, before]) => ({ table, id: before.id, version: Number(before.version) + 1, isNew: false }));
  return [...made, ...moved];
}
