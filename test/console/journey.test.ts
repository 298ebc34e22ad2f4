import { expect, it } from 'vitest';
import { journeyRows } from '../../client/console/upgrades/journey.ts';
import { suggestedStep } from '../../client/console/escalations/workspace/HandBackDialog.tsx';
import type { StepTaken } from '../../client/console/upgrades/records.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString();
const taken = (step: StepTaken['step'], minute: number, by: StepTaken['by'] = 'customer'): StepTaken => ({ step, startedAt: at(minute), by });
const path = { returnRequired: true, attestationRequired: false };

it('each step is shown once, with all the time that it took', () => {
  const steps = [taken('entry', 0), taken('options', 2), taken('configure', 6), taken('options', 10), taken('configure', 12), taken('review', 20)];
  const rows = journeyRows({ step: 'review', status: 'draft', steps, path });
  expect(rows.map(({ step, state, seconds, visits }) => [step, state, seconds, visits])).toEqual([
    ['entry', 'done', 120, 1], ['options', 'done', 360, 2], ['configure', 'done', 720, 2], ['review', 'here', null, 1],
    ['payment', 'ahead', null, 0], ['placed', 'ahead', null, 0], ['shipment', 'ahead', null, 0], ['return', 'ahead', null, 0], ['completed', 'ahead', null, 0],
  ]);
});

it('what was skipped is not shown, and what the path leaves out is not to come', () => {
  const rows = journeyRows({ step: 'options', status: 'draft', steps: [taken('options', 0, 'staff')], path: null });
  expect(rows.map(({ step }) => step)).toEqual(['options', 'configure', 'review', 'payment', 'placed', 'shipment', 'completed']);
  expect(rows[0]).toMatchObject({ state: 'here', byStaff: true });
});

it('a journey that is over has nothing ahead', () => {
  const rows = journeyRows({ step: 'completed', status: 'completed', steps: [taken('placed', 0), taken('shipment', 5), taken('completed', 9)], path });
  expect(rows.map(({ step, state }) => [step, state])).toEqual([['placed', 'done'], ['shipment', 'done'], ['completed', 'done']]);
});

it('a journey goes back to where it stopped, or to the last step that the customer can be given', () => {
  expect(suggestedStep(['entry', 'options', 'review'], 'review')).toBe('review');
  expect(suggestedStep(['entry', 'options'], 'payment')).toBe('options');
  expect(suggestedStep([], 'payment')).toBeUndefined();
});
