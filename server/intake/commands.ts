import { eq } from 'drizzle-orm';
import type { AnyActor } from '../domain/escalation.ts';
import type { Mapping } from '../domain/imports/mapping.ts';
import type { ImportOptions } from '../domain/imports/options.ts';
import { isRefusal } from '../domain/refusal.ts';
import type { ImportKind } from '../domain/words.ts';
import { refusalProblem, staleProblem } from '../rest/problem.ts';
import { instant, type Act, type Kernel } from '../rest/request.ts';
import { runChunks, runInBackground, startCommit } from './commit.ts';
import { beginPlan, finishPlan, planRows, wishedFor, type Wish } from './plan.ts';
import { readBatch, type Batch } from './read.ts';
import { previewUndo, undoBatch, type UndoPreview } from './undo.ts';
import { openBatch, stageFile } from './upload.ts';

/** Goes on with the imports that a stopped or killed server left running: each chunk is whole, so the next row is where it left off. `report` hears of one that fails. */
export async function resumeImports(kernel: Kernel, report: (error: unknown) => void): Promise<void> {
  const { read, t } = kernel.store;
  const left = await read.select({ id: t.importBatches.id }).from(t.importBatches).where(eq(t.importBatches.status, 'running'));
  for (const { id } of left) runInBackground(kernel, id, report);
}

/** Everything of a dry run before its last write; null where somebody was faster. */
export async function preparePlan(kernel: Kernel, batch: Batch, wish: Wish, actorName: string): Promise<((act: Act) => Promise<void>) | null> {
  const wanted = await wishedFor({ db: kernel.store.read, t: kernel.store.t }, batch, wish);
  if (isRefusal(wanted)) throw refusalProblem(wanted);
  const taken = await beginPlan(kernel, batch.id, wish.version, wanted);
  if (!taken) return null;
  const plan = await planRows(kernel, taken, actorName);
  return (act) => finishPlan(act, taken, plan);
}

export type FileImport = {
  kind: ImportKind;
  fileName: string;
  text: string;
  actor: AnyActor;
  mapping?: Mapping;
  options?: Partial<ImportOptions>;
  /** Ends with the plan. */
  dryRun?: boolean;
  /** Hears the batch when it is planned, and after each chunk. */
  progress?: (batch: Batch) => void;
};

/**
 * A file from end to end: read, mapped by its headers (what `mapping` names goes before), planned, carried out. Answers the batch as it ended.
 * Throws `BadFile` where the file cannot be read and `Problem` where it cannot be mapped so.
 */
export async function importFile(kernel: Kernel, { kind, fileName, text, actor, mapping, options, dryRun = false, progress }: FileImport): Promise<Batch> {
  const { store } = kernel;
  const reader = { db: store.read, t: store.t };
  const inAct = (work: (act: Act) => Promise<void>) => store.write((tx) => work({ tx, actor, now: instant(kernel), requestId: 'import' }));
  const id = await stageFile(kernel, { kind, fileName, text }, actor);
  await inAct((act) => openBatch(act, id));
  const uploaded = await readBatch(reader, id);
  const finishPlanning = await preparePlan(kernel, uploaded, { mapping: { ...uploaded.mapping, ...mapping }, options, version: uploaded.version }, actor.name);
  if (!finishPlanning) throw staleProblem(uploaded);
  await inAct(finishPlanning);
  const planned = await readBatch(reader, id);
  progress?.(planned);
  if (dryRun) return planned;
  await inAct((act) => startCommit(act, id, planned.version));
  await runChunks(kernel, id, undefined, progress);
  return readBatch(reader, id);
}

/** Takes an import back where nothing stands in the way. Answers what was found before. */
export async function undoImport({ store, clock }: Kernel, id: string, actor: AnyActor, dryRun = false): Promise<UndoPreview> {
  const reader = { db: store.read, t: store.t };
  const preview = await previewUndo(reader, id);
  if (!preview.possible || dryRun) return preview;
  const { version } = await readBatch(reader, id);
  await store.write((tx) => undoBatch({ tx, actor, now: instant({ clock }), requestId: 'import' }, id, version), { books: true });
  return preview;
}
