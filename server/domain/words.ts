/** The closed lists of the domain, each written once: columns, schemas, filters and buttons all draw from here. */

export const SEGMENTS = ['smb', 'mid_market', 'enterprise'] as const;
export type Segment = (typeof SEGMENTS)[number];

export const PRODUCT_KINDS = ['device', 'service', 'warranty'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

export const UPGRADE_KINDS = ['renewal', 'upgrade', 'downgrade', 'refresh', 'add_on'] as const;
export type UpgradeKind = (typeof UPGRADE_KINDS)[number];

export const MOTIONS = ['self_serve', 'assisted', 'sales_led', 'automatic'] as const;
export type Motion = (typeof MOTIONS)[number];

/** The journey's steps, in the order in which a customer takes them. */
export const STEPS = ['entry', 'options', 'configure', 'review', 'payment', 'placed', 'shipment', 'return', 'attestation', 'completed'] as const;
export type Step = (typeof STEPS)[number];

/** Who takes a step of a journey. */
export const PARTIES = ['customer', 'staff', 'system'] as const;

export const UPGRADE_STATUSES = ['draft', 'placed', 'fulfilling', 'awaiting_return', 'awaiting_attestation', 'completed', 'cancelled', 'abandoned'] as const;
export type UpgradeStatus = (typeof UPGRADE_STATUSES)[number];

export const CHANNELS = ['portal', 'phone', 'email', 'rule'] as const;
export type Channel = (typeof CHANNELS)[number];

export const ESCALATION_STATUSES = ['waiting', 'claimed', 'paused', 'handed_back', 'resolved', 'cancelled'] as const;
export type EscalationStatus = (typeof ESCALATION_STATUSES)[number];

/** An escalation in one of these is open: at most one such exists per upgrade. */
export const OPEN_ESCALATION_STATUSES = ['waiting', 'claimed', 'paused', 'handed_back'] as const satisfies readonly EscalationStatus[];

export const OUTCOMES = ['answered', 'ordered_for_customer', 'self_completed', 'abandoned', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const BANDS = ['urgent', 'high', 'normal', 'low'] as const;
export type Band = (typeof BANDS)[number];

export const MESSAGE_KINDS = ['customer', 'message', 'note'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** Why an escalation is set aside; whether the clock stands still for it is the policy's to say. */
export const PAUSE_REASONS = ['waiting_for_customer', 'callback_agreed', 'waiting_for_approval', 'waiting_for_colleague', 'waiting_for_supplier'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Root causes that always exist; sales operations and admins may add more. */
export const ROOT_CAUSES = [
  'pricing_exception', 'eligibility_unclear', 'choice_of_services', 'auto_renew_options', 'payment_method', 'card_by_phone', 'quote_needed',
  'compatibility', 'return_question', 'contract_terms', 'portal_defect', 'customer_preference', 'other',
] as const;

export const MOVEMENTS = ['new', 'expansion', 'contraction', 'churn', 'reactivation', 'renewal', 'transfer', 'fx', 'excluded'] as const;
export type Movement = (typeof MOVEMENTS)[number];

/** What moved the revenue. `none` stands with new, churn, reactivation and renewal; an override may pair any driver with any movement. */
export const DRIVERS = ['quantity', 'price', 'tier', 'add_on', 'term', 'item_removal', 'hardware_only', 'currency', 'none'] as const;
export type Driver = (typeof DRIVERS)[number];

/** Where an entry in the books comes from; there is no other way to change recurring revenue. */
export const ORIGINS = ['upgrade', 'lapse', 'import', 'event', 'correction'] as const;
export type Origin = (typeof ORIGINS)[number];

export const CODING_STATUSES = ['auto', 'needs_review', 'confirmed', 'overridden', 'proposed', 'imported', 'reversed'] as const;
export type CodingStatus = (typeof CODING_STATUSES)[number];

export const CODING_FLAGS = ['contract_broken', 'sign_against_kind', 'unlinked_pair', 'no_before_lines', 'fx', 'outlier'] as const;
export type CodingFlag = (typeof CODING_FLAGS)[number];

/** Reasons for a correction that always exist; admins may add more. */
export const REASON_CODES = ['wrong_path', 'wrong_kind', 'unlinked_pair', 'wrong_price', 'data_error', 'other'] as const;

export const PERIOD_STATES = ['open', 'closed'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

export const SUBSCRIPTION_STATUSES = ['active', 'expired', 'replaced', 'ended'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

export const DEVICE_STATUSES = ['in_field', 'due_back', 'returned', 'retired'] as const;
export type DeviceStatus = (typeof DEVICE_STATUSES)[number];

export const RETURN_FACTS = [
  'authorised', 'label_issued', 'first_scan', 'in_transit', 'exception', 'delivered', 'received', 'inspected', 'attested', 'certificate',
  'fee_charged', 'fee_refunded', 'waived', 'cancelled',
] as const;
export type ReturnFactName = (typeof RETURN_FACTS)[number];

/** The rungs of a return, lowest first, and the two ways in which it ends without one. */
export const RETURN_STATUSES = ['authorised', 'label_issued', 'in_transit', 'delivered', 'received', 'inspected', 'waived', 'cancelled'] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

export const DISPOSITIONS = ['return', 'keep_drive', 'destroy_on_site'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** What people do about a return, beside the facts that they record. */
export const RETURN_ACTS = ['reminded', 'extended', 'disposition_changed', 'settled', 'attestation_requested', 'link_withdrawn'] as const;
export type ReturnAct = (typeof RETURN_ACTS)[number];

/** What a signature under an attestation means. */
export const MEANINGS = ['returned', 'wiped', 'destroyed', 'kept'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** How it was signed: by the customer through the link, through a signed event, or written down by staff, who then have evidence. */
export const CAPTURES = ['portal', 'event', 'on_behalf'] as const;
export type Capture = (typeof CAPTURES)[number];

export const ATTESTATION_STATUSES = ['signed', 'verified', 'rejected', 'superseded'] as const;
export type AttestationStatus = (typeof ATTESTATION_STATUSES)[number];

/** How data were removed, in the words of NIST SP 800-88. */
export const SANITISATION_METHODS = ['Clear', 'Purge', 'Destroy'] as const;
export type SanitisationMethod = (typeof SANITISATION_METHODS)[number];

export const ROLES = ['account_manager', 'sales_ops', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const USER_STATUSES = ['active', 'suspended'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

export const EXCEPTION_STATUSES = ['granted', 'waiting', 'refused'] as const;
export type ExceptionStatus = (typeof EXCEPTION_STATUSES)[number];

/** How a staff command weighs on the self-serve rate: `touch` a customer can notice, `shadow` they cannot, `none` neither helps nor hides. */
export const TOUCH_CLASSES = ['touch', 'shadow', 'none'] as const;
export type TouchClass = (typeof TOUCH_CLASSES)[number];

/** What senders tell us of, and what became of each event that came in. */
export const EVENT_TYPES = [
  'upgrade.started', 'upgrade.step_reached', 'upgrade.escalated', 'upgrade.placed', 'upgrade.completed', 'upgrade.cancelled', 'return.fact', 'attestation.signed', 'subscription.changed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const DISPOSITIONS_OF_EVENTS = ['applied', 'duplicate', 'late', 'waiting', 'quarantined', 'not_yet'] as const;
export type EventDisposition = (typeof DISPOSITIONS_OF_EVENTS)[number];

export const IMPORT_KINDS = ['accounts', 'subscriptions', 'upgrades', 'escalations', 'return_facts'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What the dry run says of a row. */
export const ROW_OUTCOMES = ['pending', 'create', 'update', 'unchanged', 'skipped'] as const;

export const IMPORT_STATUSES = ['uploaded', 'planned', 'running', 'done', 'failed', 'cancelled', 'undone'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** An instant in UTC as ISO 8601 with milliseconds and `Z`: sorts as text as it sorts in time. */
export type Instant = string;
/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;
/** A calendar month, `YYYY-MM`. */
export type Month = string;

/** What a series of figures is annotated with. */
export const ANNOTATION_KINDS = ['release', 'policy', 'campaign', 'other'] as const;
