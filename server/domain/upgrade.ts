import { notNow, type Refusal } from './refusal.ts';
import { STEPS, type ReturnStatus, type Step, type UpgradeStatus } from './words.ts';

type Who = 'customer' | 'staff' | 'system';

/** What a transition needs: a path chosen, lines to order, or what the path's contract says of return and attestation. */
type Need = 'path' | 'lines' | 'return' | 'no_return' | 'attestation' | 'no_attestation';

type Transition = { from: Step; to: Step; may: readonly Who[]; needs: readonly Need[] };

const everyone = ['customer', 'staff'] as const;
const desk = ['staff', 'system'] as const;

/** Every step a journey can take, one row each. Placing is a row of its own: it is an order, not a step forward. */
export const JOURNEY: readonly Transition[] = [
  { from: 'entry', to: 'options', may: everyone, needs: [] },
  { from: 'options', to: 'entry', may: everyone, needs: [] },
  { from: 'options', to: 'configure', may: everyone, needs: ['path'] },
  { from: 'configure', to: 'options', may: everyone, needs: [] },
  { from: 'configure', to: 'review', may: everyone, needs: ['lines'] },
  { from: 'review', to: 'options', may: everyone, needs: [] },
  { from: 'review', to: 'configure', may: everyone, needs: [] },
  { from: 'review', to: 'payment', may: everyone, needs: ['lines'] },
  { from: 'payment', to: 'configure', may: everyone, needs: [] },
  { from: 'payment', to: 'review', may: everyone, needs: [] },
  { from: 'review', to: 'placed', may: everyone, needs: ['lines'] },
  { from: 'payment', to: 'placed', may: everyone, needs: ['lines'] },
  { from: 'entry', to: 'placed', may: desk, needs: ['lines'] },
  { from: 'options', to: 'placed', may: desk, needs: ['lines'] },
  { from: 'configure', to: 'placed', may: desk, needs: ['lines'] },
  { from: 'placed', to: 'shipment', may: desk, needs: [] },
  { from: 'shipment', to: 'return', may: desk, needs: ['return'] },
  { from: 'shipment', to: 'attestation', may: desk, needs: ['no_return', 'attestation'] },
  { from: 'shipment', to: 'completed', may: desk, needs: ['no_return', 'no_attestation'] },
  { from: 'return', to: 'attestation', may: desk, needs: ['attestation'] },
  { from: 'return', to: 'completed', may: desk, needs: ['no_attestation'] },
  { from: 'attestation', to: 'completed', may: desk, needs: [] },
];

/** The status that a step stands for; `cancelled` and `abandoned` end a journey at whatever step it had reached. */
export const STATUS_AT: Record<Step, UpgradeStatus> = {
  entry: 'draft', options: 'draft', configure: 'draft', review: 'draft', payment: 'draft',
  placed: 'placed', shipment: 'fulfilling', return: 'awaiting_return', attestation: 'awaiting_attestation', completed: 'completed',
};

/** What the journey's rules read of an upgrade and of its path's contract. */
export type Journey = { status: UpgradeStatus; step: Step; pathId: string | null; lineCount: number; returnRequired: boolean; attestationRequired: boolean };

const HOLDS: Record<Need, (journey: Journey) => boolean> = {
  path: (journey) => journey.pathId !== null,
  lines: (journey) => journey.lineCount > 0,
  return: (journey) => journey.returnRequired,
  no_return: (journey) => !journey.returnRequired,
  attestation: (journey) => journey.attestationRequired,
  no_attestation: (journey) => !journey.attestationRequired,
};

const NEEDED: Partial<Record<Need, string>> = { path: 'choose a path first', lines: 'there is nothing to order yet: configure its lines first' };

const ended = (journey: Journey) => journey.status === 'cancelled' || journey.status === 'abandoned';

function rowsFrom(journey: Journey, who: Who): Transition[] {
  return ended(journey) ? [] : JOURNEY.filter((row) => row.from === journey.step && row.may.includes(who));
}

const holds = (row: Transition, journey: Journey) => row.needs.every((need) => HOLDS[need](journey));

/** The steps that this party may take the journey to now. */
export function legalSteps(journey: Journey, who: Who): Step[] {
  return rowsFrom(journey, who).filter((row) => holds(row, journey)).map((row) => row.to);
}

/** Null when the journey may go there, else why not and where it may go instead. */
export function refuseStep(journey: Journey, to: Step, who: Who): Refusal | null {
  const row = rowsFrom(journey, who).find((candidate) => candidate.to === to);
  if (row && holds(row, journey)) return null;
  const missing = row?.needs.find((need) => !HOLDS[need](journey));
  const because = (missing && NEEDED[missing]) ?? `from ${ended(journey) ? journey.status : journey.step} the journey cannot go to ${to}`;
  return notNow(because, legalSteps(journey, who));
}

export const UPGRADE_COMMANDS = ['configure', 'place-on-behalf', 'advance', 'cancel', 'approve-exception', 'refuse-exception'] as const;
export type UpgradeCommand = (typeof UPGRADE_COMMANDS)[number];

type CommandState = Journey & { exceptionStatus: string | null };

const NO_PRICE: Record<string, string> = { waiting: 'Its price exception waits for an admin', refused: 'Its price exception was refused: configure it at another price' };

/** Whether it can be ordered at the price that it is configured with. */
export const priceStands = ({ exceptionStatus }: { exceptionStatus: string | null }): boolean => exceptionStatus === null || exceptionStatus === 'granted';

/** Which commands the upgrade's own state allows to staff; roles and who holds the escalation are asked apart. */
export function legalCommands(upgrade: CommandState): UpgradeCommand[] {
  const draft = upgrade.status === 'draft';
  const waits = upgrade.exceptionStatus === 'waiting';
  const granted = priceStands(upgrade);
  return UPGRADE_COMMANDS.filter((command) => {
    switch (command) {
      case 'configure': return draft;
      case 'place-on-behalf': return draft && upgrade.lineCount > 0 && granted;
      case 'advance': return legalSteps(upgrade, 'staff').some((step) => step !== 'placed');
      case 'cancel': return draft || upgrade.status === 'placed';
      case 'approve-exception':
      case 'refuse-exception': return draft && waits;
    }
  });
}

export function refuseCommand(upgrade: CommandState, command: UpgradeCommand): Refusal | null {
  const allowed = legalCommands(upgrade);
  if (allowed.includes(command)) return null;
  if (command === 'place-on-behalf' && upgrade.status === 'draft') {
    return notNow(priceStands(upgrade) ? 'There is nothing to order yet: configure its lines first' : NO_PRICE[String(upgrade.exceptionStatus)] ?? '', allowed);
  }
  return notNow(`The upgrade is ${upgrade.status.replaceAll('_', ' ')}: “${command.replaceAll('-', ' ')}” is not possible now`, allowed);
}

/** The steps that a customer walks on a path with this contract, in order. */
export function stepsOf(contract: { returnRequired: boolean; attestationRequired: boolean }): Step[] {
  return STEPS.filter((step) => (step !== 'return' || contract.returnRequired) && (step !== 'attestation' || contract.attestationRequired));
}

/** Where a journey can be handed back to: its own step or an earlier one that the customer takes; past placing, what is still theirs to do. */
export function handBackSteps(journey: Journey): Step[] {
  if (journey.status === 'draft') return ['entry', 'options', ...(journey.pathId ? ['configure' as const] : []), ...(journey.lineCount > 0 ? ['review' as const, 'payment' as const] : [])];
  if (journey.step === 'return' || journey.step === 'attestation') return [journey.step];
  return [];
}

/**
 * Whether the customer has done what a journey past its order was handed back for: it went on from that step, or none of its returns owes anything any more (for
 * the return alone: all devices are here). One that was handed back before its order ends by the order.
 */
export function handBackIsDone(handedBack: Step, journey: { step: Step; status: UpgradeStatus }, returns: readonly { status: ReturnStatus; owed: boolean }[]): boolean {
  if (STATUS_AT[handedBack] === 'draft' || journey.status === 'cancelled') return false;
  if (STEPS.indexOf(journey.step) > STEPS.indexOf(handedBack)) return true;
  return returns.length > 0 && returns.every(({ status, owed }) => !owed || (handedBack === 'return' && (status === 'received' || status === 'inspected')));
}
