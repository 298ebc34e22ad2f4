import { OWN_COMMAND } from '../../../../server/domain/returns.ts';
import { RETURN_FACTS, type ReturnFactName } from '../../../../server/domain/words.ts';

export type FactField = 'carrier' | 'trackingNumber' | 'labelUrl' | 'cause' | 'grade' | 'amount';
export const SOURCES = ['desk', 'dock', 'carrier', 'customer'] as const;
export type Source = (typeof SOURCES)[number];

/** What belongs to a fact besides its time, its device and a note; whether it needs a serial of its own; and who usually says so. */
type Form = { fields: readonly FactField[]; required: readonly FactField[]; ownSerial: boolean; source: Source };

const plain = (source: Source): Form => ({ fields: [], required: [], ownSerial: false, source });
const FORMS: Partial<Record<ReturnFactName, Form>> = {
  label_issued: { fields: ['carrier', 'trackingNumber', 'labelUrl'], required: [], ownSerial: false, source: 'desk' },
  first_scan: plain('carrier'), in_transit: plain('carrier'), delivered: plain('carrier'),
  exception: { fields: ['cause'], required: ['cause'], ownSerial: false, source: 'carrier' },
  received: { fields: [], required: [], ownSerial: true, source: 'dock' },
  inspected: { fields: ['grade'], required: ['grade'], ownSerial: false, source: 'dock' },
  fee_charged: { fields: ['amount'], required: ['amount'], ownSerial: false, source: 'desk' },
  fee_refunded: { fields: ['amount'], required: ['amount'], ownSerial: false, source: 'desk' },
};

/** Facts that are written down by hand: the others come from commands of their own. */
export const RECORDED = RETURN_FACTS.filter((fact) => OWN_COMMAND[fact] === undefined);

export const formOf = (fact: ReturnFactName): Form => FORMS[fact] ?? plain('desk');
