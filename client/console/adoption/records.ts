import type { Cause } from '../../../server/domain/adoption/gap.ts';
import type { Cut } from '../../../server/domain/adoption/journey.ts';
import type { Definition } from '../../../server/domain/adoption/definitions.ts';
import type { FunnelStep } from '../../../server/domain/adoption/funnel.ts';
import type { Limits, Verdict } from '../../../server/domain/adoption/limits.ts';
import type { Grain } from '../../../server/domain/adoption/periods.ts';
import type { Rate } from '../../../server/domain/adoption/rate.ts';
import type { FilterValues } from '../table/filters.ts';

export type Rows = { resource: string; filter: FilterValues };
export type Window = { from: string; to: string };
export type Figure = Rate & { rows: { numerator: Rows; denominator: Rows } };
export type Cuts = Partial<Record<Cut, string>>;

export type Summary = {
  goal: number; goalDueOn: string | null; needed: number; window: Window; definitions: Record<Definition, Figure>; assistedThenSelfServed: number; shadowTouches: number; automatic: number;
  rows: { assistedThenSelfServed: Rows; shadowTouches: Rows; automatic: Rows };
  walk: { begun: number; rows: Rows; steps: { id: string; stay: number; leave: number; rows: { stay: Rows; leave: Rows } }[] };
};

export type TrendPeriod = Figure & { id: string; from: string; to: string; phase: number; maturity: number | null; whole: boolean; limits: Limits | null };
export type Annotation = { id: string; day: string; kind: string; text: string; rebaselines: boolean };
export type Trend = { definition: Definition; by: Grain; dated: 'flow' | 'cohort'; goal: number; window: Window; verdict: Verdict; periods: TrendPeriod[]; annotations: Annotation[] };

export type GapCause = Cause & { rootCauseName: string | null; pathName: string | null; worth: number; rows: Rows };
export type Gap = Rate & { goal: number; window: Window; needed: number; jointWorth: number; begun: number; touched: { journeys: number; rows: Rows }; byStaff: { journeys: number; rows: Rows }; causes: GapCause[] };

export type Cohort = Rate & { period: string; from: string; to: string; begun: number; over: number; completed: number; strict: number; maturity: number | null; rows: Record<'begun' | 'over' | 'completed' | 'strict', Rows> };
export type FunnelStepRow = FunnelStep & { rows: Record<'left' | 'waiting' | 'escalated' | 'handedBack', Rows> };
export type Funnel = { window: Window; begun: number; timed: number; rows: Rows; steps: FunnelStepRow[] };
export type Outlook = {
  goal: number; goalDueOn: string | null; date: string | null; refusal: string | null; met: boolean; date50: string | null; date80: string | null; date95: string | null; window: Window;
  probabilities: { date: string; probability: number; middle: number; low: number; high: number }[]; months: { month: string; numerator: number; denominator: number; rows: Rows }[];
  kept: { madeIn: string; month: string; middle: number; low: number; high: number; actual: number | null; held: boolean | null }[];
};
export type Revision = { month: string; figures: { asOf: string; numerator: number; denominator: number; rate: number | null }[] };
export type Aside = Rate & { rows: Rows };
export type RankedFix = {
  id: string; name: string; step: string; rootCause: string; pathId: string | null; confidencePercent: number; effortDays: number; shippedOn: string | null; note: string; enteredByName: string; enteredAt: string | null; version: number;
  escalations: number; worth: number; reach: number; impact: number; score: number; rows: Rows; effect: { before: Aside; after: Aside } | null;
};
export type Traffic = { from: string; to: string; months: number; online: Rate; offline: Rate; upgrades: number | null; valueMinor: number | null; valuePerUpgradeMinor: number };
export type Fixes = { window: Window; fixes: RankedFix[]; traffic: Traffic | null };
export type MotionFigures = { motion: string; journeys: number; accounts: number; deltaMinor: number; valuePerAccountMinor: number | null; arrPerAccountMinor: number | null; rows: Rows };
export type CustomerFigures = { newCustomer: boolean; strict: Figure; take_up: Figure };
export type Effects = {
  window: Window; hoursFreed: number | null; secondsEach: number | null; baseline: { month: string; share: Rate; frozenAt: string; frozenByName: string } | null;
  months: (Figure & { month: string })[]; motions: MotionFigures[]; customers: CustomerFigures[];
};
export type Side = { numerator: number; denominator: number; rows: Rows };
export type MixGroup = { key: string; name: string | null; before: Side; after: Side; mix: number | null; real: number | null };
export type Mix = { by: Cut; window: Window; beforeWindow: Window; before: number | null; after: number | null; change: number | null; mix: number | null; real: number | null; groups: MixGroup[] };

export type Week = {
  from: string; to: string; week: Figure; quarter: Figure; goal: number; needed: number; verdict: Verdict; date: string | null; met: boolean; refusal: string | null;
  causes: { name: string | null; step: string; escalations: number; worth: number; rows: Rows }[];
};
