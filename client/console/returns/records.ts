import type { RaRecord } from 'react-admin';
import type { AttestationMove, Sanitisation } from '../../../server/domain/attestation.ts';
import type { Mismatch, ReturnFlag } from '../../../server/domain/returns.ts';
import type { AttestationStatus, Capture, Disposition, Meaning, ReturnAct, ReturnFactName, ReturnStatus } from '../../../server/domain/words.ts';

type Kept = RaRecord<string> & { version: number };

/** A fact as the server tells it. `stands`: false where the attestation that it came from no longer counts. */
export type Fact = {
  id: string; fact: ReturnFactName; serial: string | null; occurredAt: string; recordedAt: string; source: string; by: string | null; attestationId: string | null; cause?: string; grade?: string; carrier?: string; trackingNumber?: string;
  labelUrl?: string; amountMinor?: number; note?: string; fileId?: string; stands?: boolean;
};

export type DeviceOfReturn = { serial: string; deviceId: string | null; productId: string; status: ReturnStatus };

/** A return as lists have it. */
export type ReturnRow = Kept & {
  upgradeId: string; upgradeReference: string; accountId: string; accountName: string; managerId: string; status: ReturnStatus; complete: boolean; owed: boolean; flags: ReturnFlag[]; disposition: Disposition; attestationRequired: boolean;
  devices: DeviceOfReturn[]; facts: Fact[]; mismatches: Mismatch[]; dueOn: string; daysOverdue: number; atStakeMinor: number; feeMinor: number; currency: string; carrier: string | null; trackingNumber: string | null; labelUrl: string | null;
  unscannedSince: string | null; quietSince: string | null; remindedAt: string | null; openedAt: string;
};

export type ActOnReturn = { id: string; act: ReturnAct; at: string; byId: string | null; byName: string; detail: Record<string, unknown> };

export type ReturnCommand = 'record-fact' | 'remind' | 'extend' | 'change-disposition' | 'request-attestation' | 'attestations' | 'record-certificate' | 'files' | 'settle' | 'waive';

/** One return alone: what was done about it, what this viewer may do now, and whom its mails go to. `link`: answered once, where an attestation was just asked for. */
export type ReturnRecord = ReturnRow & { acts: ActOnReturn[]; allowed: ReturnCommand[]; writesTo: { name: string; email: string } | null; link?: string };

/** An attestation as lists have it. The signer is null once their personal data were erased. */
export type AttestationRow = Kept & {
  returnId: string; accountId: string; accountName: string; upgradeId: string; upgradeReference: string; status: AttestationStatus; meaning: Meaning; capture: Capture; signedAt: string; recordedAt: string;
  signerName: string | null; signerTitle: string | null; signerEmail: string | null; decidedAt: string | null; decidedByName: string | null; reason: string | null; supersededById: string | null;
};

export type AttestationRecord = AttestationRow & {
  statementId: string; statementEdition: number; statementText: string; consent: boolean; signedZone: string; recordedById: string | null; devices: { serial: string; sanitisation: Sanitisation | null }[];
  evidence: { id: string; name: string; sha256: string }[]; signerDigest: string; position: number; previousHash: string; hash: string; erased: boolean; allowed: AttestationMove[];
};

export type EvidenceFile = RaRecord<string> & { returnId: string; name: string; mediaType: string; bytes: number; sha256: string; uploadedAt: string; uploadedById: string | null; uploadedByName: string };

export type Statement = Kept & { meaning: Meaning; edition: number; title: string; text: string; createdAt: string; createdByName: string };

export const returnPath = ({ id }: { id: string }) => `/returns/${id}`;
export const attestationPath = ({ id }: { id: string }) => `/attestations/${id}`;
