import { configureLines } from '../configuration.ts';
import { foldText } from '../fold.ts';
import { isRefusal } from '../refusal.ts';
import { STATUS_AT } from '../upgrade.ts';
import { PARTIES, STEPS, UPGRADE_KINDS, UPGRADE_STATUSES, type Day, type ExceptionStatus, type Instant, type Motion, type Step, type UpgradeKind, type UpgradeStatus } from '../words.ts';
import { changesFrom, skipped, type Decision, type Existing } from './decision.ts';
import type { ImportOptions } from './options.ts';
import type { Fault } from './reasons.ts';
import { RowReader } from './row.ts';
import { codesIn } from './upgrade-codes.ts';
import { isAfter, readLines, type ImportedLine, type LineReferences, type StoredLine, type UpgradeRow } from './upgrade-lines.ts';
import { quoted } from './values.ts';

type StartedBy = 'customer' | 'staff' | 'system';

/** What a file says of an upgrade: what an import compares. */
export type UpgradeFacts = {
  kind: UpgradeKind; pathId: string | null; status: UpgradeStatus; step: Step; motion: Motion; startedBy: StartedBy; startedAt: Instant; placedAt: Instant | null; completedAt: Instant | null; cancelledAt: Instant | null; effectiveOn: Day;
  beforeArrMinor: number; afterArrMinor: number; touches: number; firstTouchedAt: Instant | null; exceptionStatus: ExceptionStatus | null;
  /** What its change of recurring revenue was coded as elsewhere, as it is kept. */
  codedAs: string | null;
};

export type UpgradeValues = UpgradeFacts & { externalId: string; accountId: string; discountBasisPoints: number; steps: ImportedStep[]; lines: ImportedLine[] };
export type ImportedStep = { step: Step; startedAt: Instant; by: StartedBy };

/** An upgrade here. `isWorkedOn`: something other than an import has changed it, or belongs to it. */
export type ExistingUpgrade = Existing<UpgradeFacts & { accountId: string; lines: readonly StoredLine[] }> & { isWorkedOn: boolean };

export type UpgradeReferences = LineReferences & {
  now: Instant;
  dayOf: (at: Instant) => Day;
  exceptionLimitBasisPoints: number;
  accounts: ReadonlyMap<string, { id: string }>;
  /** By folded code and by folded name. */
  paths: ReadonlyMap<string, { id: string; kind: UpgradeKind }>;
  /** Subscriptions and keys that an upgrade earlier in this file opens or closes; kept by whoever plans the file. */
  taken: Map<string, string>;
};

const MOST_LINES = 500;
const PLACED: readonly UpgradeStatus[] = ['placed', 'fulfilling', 'awaiting_return', 'awaiting_attestation', 'completed'];
const STEP_OF: Partial<Record<UpgradeStatus, Step>> = Object.fromEntries(STEPS.filter((step) => STATUS_AT[step] !== 'draft').map((step) => [STATUS_AT[step], step]));
/** The upgrade's own: told in one row at least, and nothing else in another. */
const OWN_FIELDS = ['account', 'kind', 'path', 'startedAt', 'status', 'step', 'placedAt', 'completedAt', 'cancelledAt', 'startedBy', 'touched', 'effectiveOn'];

/** What the rows of one key would make of an upgrade. A fault of one row is the whole upgrade's. */
export function planUpgrade(rows: readonly UpgradeRow[], existing: ExistingUpgrade | undefined, refs: UpgradeReferences, options: ImportOptions): Decision<UpgradeValues> {
  const first = rows[0]?.line ?? 0;
  if (rows.length > MOST_LINES) return skipped('too_many_lines', `It has ${rows.length} lines; ${MOST_LINES} is the most`);
  const own = ownCells(rows);
  if ('reason' in own) return { outcome: 'skipped', fault: own };
  const read = new RowReader(own.cells);
  const values = valuesIn(read, rows, refs, options);
  if (values === null || read.fault) return { outcome: 'skipped', fault: { ...(read.fault ?? { reason: 'missing_value', detail: 'A needed value is empty' }), line: own.lineOf(read.fault?.detail ?? '') ?? first } };
  if ('reason' in values) return { outcome: 'skipped', fault: values };
  return existing ? onTop(existing, values, rows, refs) : (claim(values, rows, refs) ?? { outcome: 'create', values });
}

/** Each own field as the first row has it that says anything, and where. */
function ownCells(rows: readonly UpgradeRow[]): { cells: Map<string, string>; lineOf: (detail: string) => number | undefined } | Fault {
  const cells = new Map<string, string>(rows[0]?.values);
  const lines = new Map<string, number>();
  for (const field of OWN_FIELDS) {
    for (const { line, values } of rows) {
      const told = values.get(field) ?? '';
      const before = lines.get(field);
      if (told === '' || (before !== undefined && cells.get(field) === told)) continue;
      if (before !== undefined) return { reason: 'conflicting_value', detail: `${field}: ${quoted(told)} here, ${quoted(cells.get(field) ?? '')} on line ${before}`, line };
      cells.set(field, told);
      lines.set(field, line);
    }
  }
  return { cells, lineOf: (detail) => lines.get(/^(\w+): /.exec(detail)?.[1] ?? '') };
}

function valuesIn(read: RowReader, rows: readonly UpgradeRow[], refs: UpgradeReferences, options: ImportOptions): UpgradeValues | Fault | null {
  const externalId = read.need('externalId', read.key('externalId'));
  const key = read.need('account', read.key('account'));
  const accountId = key === null ? null : (refs.accounts.get(key)?.id ?? read.blame('unknown_account', `account: no account has the key ${quoted(key)}`));
  const named = read.text('path', 200);
  const path = named === null ? null : (refs.paths.get(foldText(named)) ?? read.blame('unknown_path', `path: there is no upgrade path ${quoted(named)}`));
  const kind = read.word('kind', UPGRADE_KINDS, { renew: 'renewal', addon: 'add_on' }) ?? path?.kind ?? read.blame('missing_value', 'Neither kind nor path is told');
  if (kind !== null && path !== null && path.kind !== kind) read.blame('contradiction', `kind: it says ${kind}, its path ${path.kind}`);
  const startedBy = read.word('startedBy', PARTIES, { portal: 'customer', self_serve: 'customer', sales: 'staff', account_manager: 'staff', automatic: 'system', auto: 'system' }) ?? 'customer';
  const isTouched = read.flag('touched') ?? false;
  const state = stateIn(read, refs.now, { hasPath: path !== null, hasAfter: rows.some(isAfter) });
  if (externalId === null || accountId === null || kind === null || state === null || read.fault) return null;
  const effectiveOn = read.day('effectiveOn') ?? refs.dayOf(state.placedAt ?? state.startedAt);
  if (read.fault) return null;
  const isDraft = state.status === 'draft';
  const lines = readLines(rows, { accountId, effectiveOn, isDraft, wasPlaced: PLACED.includes(state.status) }, refs, options);
  if (!Array.isArray(lines)) return lines;
  const priced = isDraft ? pricedDraft(lines, rows.filter(isAfter), effectiveOn, refs) : { lines, discountBasisPoints: 0, exceptionStatus: null };
  if ('reason' in priced) return priced;
  const codedAs = codesIn(rows, priced.lines, { wasPlaced: PLACED.includes(state.status), currency: refs.reportingCurrency });
  if (codedAs !== null && typeof codedAs !== 'string') return codedAs;
  const sum = (side: 'before' | 'after') => priced.lines.filter((line) => line.side === side).reduce((total, line) => total + line.reportingArrMinor, 0);
  const motion: Motion = startedBy === 'system' ? 'automatic' : startedBy === 'staff' ? 'sales_led' : isTouched ? 'assisted' : 'self_serve';
  return {
    externalId, accountId, kind, pathId: path?.id ?? null, ...state, motion, startedBy, effectiveOn, beforeArrMinor: sum('before'), afterArrMinor: sum('after'),
    // That staff began it is a touch by itself.
    touches: startedBy === 'staff' || (startedBy === 'customer' && isTouched) ? 1 : 0, firstTouchedAt: startedBy === 'staff' || (startedBy === 'customer' && isTouched) ? state.startedAt : null,
    exceptionStatus: priced.exceptionStatus, codedAs, discountBasisPoints: priced.discountBasisPoints, steps: stepsOf(state, startedBy), lines: priced.lines,
  };
}

type State = Pick<UpgradeFacts, 'status' | 'step' | 'startedAt' | 'placedAt' | 'completedAt' | 'cancelledAt'>;

/** Status, step and times, which must be able to be so together. */
function stateIn(read: RowReader, now: Instant, { hasPath, hasAfter }: { hasPath: boolean; hasAfter: boolean }): State | null {
  const startedAt = read.need('startedAt', read.instant('startedAt'));
  const [placedAt, completedAt, cancelledAt] = [read.instant('placedAt'), read.instant('completedAt'), read.instant('cancelledAt')];
  const told = read.word('status', UPGRADE_STATUSES, { open: 'draft', quote: 'draft', ordered: 'placed', shipped: 'fulfilling', done: 'completed', closed: 'completed', canceled: 'cancelled' });
  const toldStep = read.word('step', STEPS);
  if (startedAt === null || read.fault) return null;
  const times: [string, Instant | null][] = [['startedAt', startedAt], ['placedAt', placedAt], ['completedAt', completedAt], ['cancelledAt', cancelledAt]];
  let latest = startedAt;
  for (const [field, at] of times) {
    if (at === null) continue;
    if (at > now) return read.blame('in_future', `${field}: ${at} has not come yet`);
    if (at < latest) return read.blame('ends_before_start', `${field}: ${at} is before ${latest}`);
    latest = at;
  }
  const status = told ?? (cancelledAt ? 'cancelled' : completedAt ? 'completed' : placedAt ? 'placed' : 'draft');
  const isEnded = status === 'cancelled' || status === 'abandoned';
  const open = hasAfter && hasPath ? 'configure' : 'options';
  const step = toldStep ?? (isEnded ? (placedAt ? 'placed' : open) : (STEP_OF[status] ?? open));
  const fault = [
    [PLACED.includes(status) !== (placedAt !== null) && !isEnded, `placedAt: it is ${status} and ${placedAt ? 'has' : 'lacks'} the time at which it was placed`],
    [(status === 'completed') !== (completedAt !== null), `completedAt: it is ${status} and ${completedAt ? 'has' : 'lacks'} the time at which it was completed`],
    [isEnded !== (cancelledAt !== null), `cancelledAt: it is ${status} and ${cancelledAt ? 'has' : 'lacks'} the time at which it was cancelled`],
    [!isEnded && STATUS_AT[step] !== status, `step: at ${step} it cannot be ${status}`],
    [isEnded && (STATUS_AT[step] === 'completed' || (STATUS_AT[step] !== 'draft') !== (placedAt !== null)), `step: it was ${status} at ${step}, and ${placedAt ? 'had' : 'had not'} been placed`],
  ].find(([isSo]) => isSo === true);
  if (fault) return read.blame('contradiction', String(fault[1]));
  return { status, step, startedAt, placedAt, completedAt, cancelledAt };
}

/** The steps whose start is known. The one that a draft stands at began when the draft did, as far as a file says. */
function stepsOf({ step, startedAt, placedAt, completedAt }: State, startedBy: StartedBy): ImportedStep[] {
  const first: Step = startedBy === 'customer' ? 'entry' : 'options';
  const steps: ImportedStep[] = [{ step: first, startedAt, by: startedBy }];
  if (placedAt) steps.push({ step: 'placed', startedAt: placedAt, by: startedBy });
  if (completedAt) steps.push({ step: 'completed', startedAt: completedAt, by: 'system' });
  if (!steps.some((one) => one.step === step)) steps.push({ step, startedAt: placedAt ?? startedAt, by: placedAt ? 'system' : startedBy });
  return steps;
}

/** A draft's lines are priced as any order is: a discount past the policy's limit waits for an admin, whatever a file says was agreed. */
function pricedDraft(lines: readonly ImportedLine[], afterRows: readonly UpgradeRow[], effectiveOn: Day, refs: UpgradeReferences): { lines: ImportedLine[]; discountBasisPoints: number; exceptionStatus: ExceptionStatus | null } | Fault {
  const before = lines.filter((line) => line.side === 'before');
  const after = lines.filter((line) => line.side === 'after');
  const inputs = after.map(({ line, product, quantity, unitArrMinor, currency, termMonths, startsOn, endsOn, replaces, isPriced }) => ({ line, product, quantity, termMonths, startsOn, endsOn, replaces, ...(isPriced && { unitArrMinor, currency }) }));
  const { catalogue, reportingCurrency, rates, exceptionLimitBasisPoints } = refs;
  const configured = configureLines(inputs, undefined, { before, products: catalogue, effectiveOn, reportingCurrency, rates, exceptionLimitBasisPoints, mayGrant: false });
  if (isRefusal(configured)) return { reason: 'contradiction', detail: configured.because, line: afterRows[Number(/^lines\[(\d+)\]/.exec(configured.because)?.[1])]?.line };
  return { ...configured, lines: [...before, ...configured.after.map((line, position) => ({ ...line, side: 'after' as const, position, subscriptionId: null, opens: null, isPriced: true }))] };
}

/** An upgrade that is there follows the file for as long as only files have said anything of it. */
function onTop(existing: ExistingUpgrade, values: UpgradeValues, rows: readonly UpgradeRow[], refs: UpgradeReferences): Decision<UpgradeValues> {
  const { id, version, isWorkedOn } = existing;
  if (existing.accountId !== values.accountId) return skipped('other_account', 'The upgrade belongs to another account here');
  const { externalId: _key, accountId: _account, discountBasisPoints, steps, lines, ...facts } = values;
  const { touches: _touches, firstTouchedAt: _firstTouchedAt, motion: _motion, ...unworked } = facts;
  const changes: Partial<UpgradeValues> = changesFrom<UpgradeFacts>(existing, isWorkedOn ? unworked : facts);
  const exceptionMoved = facts.exceptionStatus !== null || 'exceptionStatus' in changes;
  const moved = shape(existing.lines) !== shape(lines) || lines.some((line) => line.opens !== null);
  if (Object.keys(changes).length === 0 && !moved) return { outcome: 'unchanged', id };
  if (isWorkedOn) return skipped('worked_here', `${[...Object.keys(changes), ...(moved ? ['lines'] : [])].join(', ')}: the file says otherwise`);
  return claim(values, rows, refs, id) ?? { outcome: 'update', id, version, changes: { ...changes, ...(exceptionMoved && { discountBasisPoints }), ...(STEP_FIELDS.some((field) => field in changes) && { steps }), ...(moved && { lines }) } };
}

const STEP_FIELDS = ['step', 'startedAt', 'placedAt', 'completedAt', 'startedBy'] as const;

const SHAPE = ['side', 'position', 'line', 'subscriptionId', 'product', 'quantity', 'unitArrMinor', 'arrMinor', 'currency', 'reportingArrMinor', 'termMonths', 'startsOn', 'endsOn', 'replaces'] as const;
const shape = (lines: readonly StoredLine[]): string => JSON.stringify(lines.map((line) => JSON.stringify(SHAPE.map((field) => line[field]))).sort());

/** A subscription is opened by one upgrade and closed by one: the first of the file. Null where nobody has taken what this one takes. */
function claim({ externalId, status, effectiveOn, lines }: UpgradeValues, rows: readonly UpgradeRow[], { taken, subscriptions }: UpgradeReferences, ownId?: string): Decision<UpgradeValues> | null {
  if (!PLACED.includes(status)) return null;
  const byId = new Map([...subscriptions.values()].map((one) => [one.id, one]));
  const opening = lines.some((line) => line.opens !== null);
  const wanted: string[] = [];
  for (const { side, subscriptionId, opens } of lines) {
    const subscription = subscriptionId === null ? undefined : byId.get(subscriptionId);
    const closes = opening && side === 'before' && subscription !== undefined && subscription.countsUntil === null;
    const name = side === 'after' ? (subscriptionId ?? opens) : closes ? subscriptionId : null;
    if (name === null) continue;
    const key = subscription?.externalId ?? opens;
    const line = rows.find((row) => row.values.get('side') !== '' && row.values.get('subscription') === key)?.line;
    const other = taken.get(`${side} ${name}`);
    const isOthers = (side === 'after' && subscription?.upgradeId && subscription.upgradeId !== ownId) || (other !== undefined && other !== externalId);
    if (isOthers) return { outcome: 'skipped', fault: { reason: 'other_upgrade', detail: `${quoted(subscription?.externalId ?? name)} ${side === 'after' ? 'was opened' : 'is closed'} by another upgrade`, line } };
    if (closes && effectiveOn < subscription.countsFrom) return { outcome: 'skipped', fault: { reason: 'ends_before_start', detail: `It takes effect on ${effectiveOn}, and ${quoted(subscription.externalId ?? '')} counts from ${subscription.countsFrom} on`, line } };
    wanted.push(`${side} ${name}`);
  }
  for (const name of wanted) taken.set(name, externalId);
  return null;
}
