import type { Mismatch, MismatchCode } from '../../../../server/domain/returns.ts';
import type { ReturnFactName } from '../../../../server/domain/words.ts';

/** What can be laid over a return. */
export type Overlay =
  | { what: 'fact'; fact?: ReturnFactName; serial?: string | null }
  | { what: 'remind' | 'extend' | 'waive' | 'disposition' | 'request' }
  | { what: 'on-behalf' | 'certificate'; serial?: string | null }
  | { what: 'settle'; code: MismatchCode; serial: string | null };

/** The dialog of what settles a contradiction. */
export function overlayFor({ code, serial, action }: Mismatch): Overlay {
  switch (action) {
    case 'remind': return { what: 'remind' };
    case 'record_receipt': return { what: 'fact', fact: 'received' };
    case 'request_attestation': return { what: 'request' };
    case 'refund_fee': return { what: 'fact', fact: 'fee_refunded', serial };
    case 'settle': return { what: 'settle', code, serial };
  }
}
