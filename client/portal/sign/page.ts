import type { Sanitisation, Signer } from '../../../server/domain/attestation.ts';
import { signedTime } from '../../../server/domain/certificate-text.ts';
import type { Disposition, Meaning, ReturnStatus } from '../../../server/domain/words.ts';

export type Statement = { id: string; meaning: Meaning; edition: number; title: string; text: string };
export type SigningDevice = { serial: string; productName: string; status: ReturnStatus; attested: boolean };

/** What a signing link shows. */
export type SigningPage = {
  account: { name: string };
  order: { reference: string };
  manager: { name: string };
  message: string;
  contact: { name: string; title: string | null; email: string } | null;
  disposition: Disposition;
  dueOn: string;
  devices: SigningDevice[];
  statements: Statement[];
  expiresAt: string;
};

/** What is sent, and nothing beside it: the statement as it was shown goes by its id. */
export type Signature = { meaning: Meaning; signer: Signer; consent: true; statementId: string; signedZone: string; devices: { serial: string; sanitisation?: Sanitisation }[] };

export type Signed = { done: 'signed'; reference: string; signedAt: string; hash: string };

/** What came of it, with what was signed. */
export type SignedAs = { signed: Signed; ready: Ready; zone: string };

/** All that will be signed, complete. The page that is checked shows this, and this is sent. */
export type Ready = { statement: Statement; signer: Signer; devices: { device: SigningDevice; sanitisation: Sanitisation | null }[] };

export const asksHow = (meaning: Meaning | null): boolean => meaning === 'wiped' || meaning === 'destroyed';

export function signatureOf({ statement, signer, devices }: Ready, signedZone: string): Signature {
  return {
    meaning: statement.meaning, signer, consent: true, statementId: statement.id, signedZone,
    devices: devices.map(({ device, sanitisation }) => (sanitisation ? { serial: device.serial, sanitisation } : { serial: device.serial })),
  };
}

/** The zone whose time stands under the signature: the browser's, where it knows one that clocks go by. */
export function zoneHere(): string {
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    signedTime(new Date().toISOString(), timeZone);
    return timeZone;
  } catch {
    return 'UTC';
  }
}
