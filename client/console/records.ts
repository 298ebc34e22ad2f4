import type { RaRecord } from 'react-admin';
import type { PolicyRules } from '../../server/domain/policy.ts';
import type {
  Band, Channel, DeviceStatus, EscalationStatus, ExceptionStatus, Motion, Movement, Outcome, ProductKind, Role, Segment, Step, SubscriptionStatus, TouchClass, UpgradeKind, UpgradeStatus, UserStatus,
} from '../../server/domain/words.ts';

/** Records as the server answers them in lists: the table's columns, and the names of what they point to. */
type Kept = RaRecord<string> & { version: number };

export type Account = Kept & {
  externalId: string | null; name: string; segment: Segment; region: string; regionName: string; country: string | null; industry: string | null; customerSince: string;
  managerId: string; managerName: string; reportingArrMinor: number; openEscalations: number; createdAt: string;
};

export type Contact = Kept & { accountId: string; accountName: string; name: string; email: string; title: string | null; phone: string | null; isPrimary: boolean };

export type Product = Kept & { name: string; kind: ProductKind; family: string; capacity: string | null; listPriceMinor: number; currency: string; active: boolean };

export type Device = Kept & { accountId: string; accountName: string; serial: string; productId: string; productName: string; status: DeviceStatus; shippedOn: string };

export type Subscription = Kept & {
  externalId: string | null; accountId: string; accountName: string; product: string; productName: string; quantity: number; unitArrMinor: number; arrMinor: number; currency: string; reportingArrMinor: number;
  termMonths: number; startsOn: string; endsOn: string | null; countsFrom: string; countsUntil: string | null; autoRenew: boolean; isTrial: boolean; status: SubscriptionStatus; deviceId: string | null;
  serial: string | null; upgradeId: string | null;
};

export type UpgradePath = Kept & {
  name: string; kind: UpgradeKind; fromFamily: string | null; toFamily: string | null; returnRequired: boolean; attestationRequired: boolean; selfServe: boolean; expected: { movement: Movement }[]; description: string; active: boolean;
};

export type Upgrade = Kept & {
  reference: string; externalId: string | null; accountId: string; accountName: string; contactId: string | null; contactName: string | null; kind: UpgradeKind; pathId: string | null; pathName: string | null;
  status: UpgradeStatus; step: Step; motion: Motion; startedBy: 'customer' | 'staff' | 'system'; startedAt: string; placedAt: string | null; completedAt: string | null; cancelledAt: string | null; lastActivityAt: string;
  effectiveOn: string; beforeArrMinor: number; afterArrMinor: number; exceptionStatus: ExceptionStatus | null; cancelReason: string | null; touches: number; shadowTouches: number; timesEscalated: number;
};

export type Escalation = Kept & {
  upgradeId: string | null; upgradeReference: string | null; accountId: string; accountName: string; contactId: string | null; status: EscalationStatus; statusSince: string; outcome: Outcome | null; step: Step | null;
  channel: Channel; reason: string; subject: string; assigneeId: string | null; assigneeName: string | null; ownerId: string; ownerName: string; priority: Band; score: number; arrAtStakeMinor: number; queueDueAt: string;
  firstResponseDueAt: string; resolutionDueAt: string; firstRespondedAt: string | null; openedAt: string; handedBackStep: Step | null; rootCause: string | null; timesEscalated: number; closedAt: string | null; kind: UpgradeKind | null;
};

/** Whoever may not manage users reads id, name and role alone. */
export type User = Kept & {
  name: string; role: Role; email?: string; status?: UserStatus; calendarId?: string; awayFrom?: string | null; awayUntil?: string | null; coverUserId?: string | null; createdAt?: string; link?: string; signOnAt?: string | null; invited?: boolean;
};

export type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7';
export type Calendar = Kept & { name: string; zone: string; week: Record<Weekday, [string, string][]>; holidays: { date: string; name: string }[] };
export type Region = Kept & { name: string; calendarId: string; calendarName?: string; zone?: string };
export type ExchangeRate = RaRecord<string> & { name: string; base: string; quote: string; on: string; rate: string };
export type RootCause = Kept & { name: string; description: string; active: boolean; position: number };
export type SavedReply = Kept & { name: string; text: string; rootCause: string | null; active: boolean };
export type Policy = Kept & { rules: PolicyRules; updatedAt: string };

export type AuditEvent = RaRecord<string> & {
  at: string; actorId: string | null; actorName: string; action: string; resource: string; recordId: string; accountId: string | null; upgradeId: string | null; touch: TouchClass;
  before: Record<string, unknown> | null; after: Record<string, unknown> | null; requestId: string;
};
