import type { RaRecord } from 'react-admin';
import type { Mapping } from '../../../server/domain/imports/mapping.ts';
import type { ImportOptions } from '../../../server/domain/imports/options.ts';
import type { NewProduct } from '../../../server/domain/imports/subscriptions.ts';
import type { ImportKind, ImportStatus } from '../../../server/domain/words.ts';

export type ImportBatch = RaRecord<string> & {
  kind: ImportKind; fileName: string; status: ImportStatus; columns: string[]; filled: Record<string, number>; mapping: Mapping; options: ImportOptions; counts: Record<string, number>; reasons: Record<string, number>;
  newProducts: NewProduct[]; total: number; done: number; error: string | null; createdByName: string; committedByName: string | null; createdAt: string; finishedAt: string | null; undoneAt: string | null; undoneByName: string | null; version: number;
};

export const ROW_OUTCOMES = ['create', 'update', 'unchanged', 'skipped'] as const;

export type ImportRow = RaRecord<string> & { line: number; cells: string[]; outcome: 'pending' | (typeof ROW_OUTCOMES)[number]; reason: string | null; detail: string | null; recordId: string | null; committed: boolean };

/** What the plan would write. */
export const toWrite = ({ counts }: ImportBatch): number => (counts['create'] ?? 0) + (counts['update'] ?? 0);

/** Whether the plan was ever begun: records have been changed, or may have been. */
export const wasBegun = ({ committedByName }: ImportBatch): boolean => committedByName !== null;

/** What taking an import back would do; `blockedBy` holds the first of `blocked`. */
export type UndoPreview = { possible: boolean; blockedBy: { line: number | null; resource: string; id: string; because: string }[]; blocked: number; records: number };
