import type { ImportKind } from '../words.ts';

export type ImportField = {
  name: string;
  label: string;
  /** A row without it is skipped. */
  required?: true;
  /** One of the fields of the same group is needed. */
  oneOf?: string;
  /** Headers by which it is guessed, folded: small letters and `_`. The likeliest first. */
  synonyms: readonly string[];
  /** Serial numbers may pass for card numbers. */
  cardExempt?: true;
  /** What it may hold, in a line. */
  hint?: string;
};

const ACCOUNT_KEY = ['account_id', 'account_external_id', 'account_key', 'account_ref', 'account_number', 'account_no', 'customer_id', 'customer_number', 'customer_no', 'company_id', 'account'];

const accounts: readonly ImportField[] = [
  { name: 'externalId', label: 'Account key', required: true, synonyms: [...ACCOUNT_KEY, 'external_id', 'id'], hint: 'The key by which the same account is found again' },
  { name: 'name', label: 'Name', required: true, synonyms: ['account_name', 'company_name', 'customer_name', 'company', 'customer', 'name'] },
  { name: 'customerSince', label: 'Customer since', required: true, synonyms: ['customer_since', 'signup_date', 'sign_up_date', 'since', 'created_on', 'created_at', 'created_date', 'start_date'], hint: 'YYYY-MM-DD' },
  { name: 'segment', label: 'Segment', synonyms: ['segment', 'account_segment', 'customer_segment'], hint: 'smb, mid_market or enterprise' },
  { name: 'seats', label: 'Seats', synonyms: ['seats', 'seat_count', 'employees', 'employee_count', 'users', 'licences', 'licenses'], hint: 'Decides the segment where none is given' },
  { name: 'region', label: 'Region', synonyms: ['region', 'account_region', 'territory'], hint: 'A region by code or name' },
  { name: 'country', label: 'Country', synonyms: ['country', 'country_code', 'billing_country'], hint: 'Decides the region where none is given' },
  { name: 'industry', label: 'Industry', synonyms: ['industry', 'sector', 'vertical'] },
  { name: 'managerEmail', label: 'Account manager (e-mail)', synonyms: ['manager_email', 'account_manager_email', 'account_manager', 'owner_email', 'manager', 'owner'], hint: 'For new accounts; without one they are dealt out' },
];

const subscriptions: readonly ImportField[] = [
  { name: 'externalId', label: 'Subscription key', required: true, synonyms: ['subscription_id', 'subscription_key', 'subscription_ref', 'subscription_number', 'contract_id', 'contract_number', 'line_id', 'subscription', 'external_id', 'id'], hint: 'The key by which the same line is found again' },
  { name: 'account', label: 'Account key', required: true, synonyms: ACCOUNT_KEY },
  { name: 'product', label: 'Product', required: true, synonyms: ['product', 'product_id', 'product_code', 'product_name', 'plan_tier', 'plan', 'plan_name', 'tier', 'sku'], hint: 'A product by code or name' },
  { name: 'quantity', label: 'Quantity', required: true, synonyms: ['quantity', 'qty', 'seats', 'seat_count', 'licences', 'licenses', 'units'] },
  { name: 'arr', label: 'ARR', oneOf: 'amount', synonyms: ['arr', 'arr_amount', 'annual_recurring_revenue', 'annual_amount', 'yearly_amount'], hint: 'For the whole line and one year' },
  { name: 'mrr', label: 'MRR', oneOf: 'amount', synonyms: ['mrr', 'mrr_amount', 'monthly_recurring_revenue', 'monthly_amount'], hint: 'Times twelve where no ARR is given' },
  { name: 'currency', label: 'Currency', synonyms: ['currency', 'currency_code', 'iso_currency'], hint: 'ISO code; the option where empty' },
  { name: 'startsOn', label: 'Start', required: true, synonyms: ['starts_on', 'start_date', 'start', 'started_on', 'begin_date', 'valid_from', 'term_start'], hint: 'YYYY-MM-DD' },
  { name: 'endsOn', label: 'End', synonyms: ['ends_on', 'end_date', 'end', 'ended_on', 'valid_until', 'valid_to', 'term_end', 'expiry_date'], hint: 'YYYY-MM-DD, its last day; empty: open-ended' },
  { name: 'isTrial', label: 'Trial', synonyms: ['is_trial', 'trial', 'trial_flag'], hint: 'A trial has no ARR' },
  { name: 'autoRenew', label: 'Renews by itself', synonyms: ['auto_renew', 'auto_renew_flag', 'auto_renewal', 'autorenew', 'renews_automatically'] },
  { name: 'billing', label: 'Billing', synonyms: ['billing_frequency', 'billing_period', 'billing_cycle', 'billing'], hint: 'monthly, quarterly, annual: the term' },
  { name: 'termMonths', label: 'Term in months', synonyms: ['term_months', 'term', 'contract_months', 'contract_term_months'] },
  { name: 'serial', label: 'Device (serial)', cardExempt: true, synonyms: ['serial', 'serial_number', 'device_serial', 'serial_no', 'imei'] },
];

/** One row a line; what is the upgrade's own stands in its first row at least. */
const upgrades: readonly ImportField[] = [
  { name: 'externalId', label: 'Upgrade key', required: true, synonyms: ['upgrade_id', 'upgrade_key', 'upgrade_ref', 'upgrade_number', 'order_id', 'order_number', 'quote_id', 'opportunity_id', 'upgrade', 'external_id', 'id'], hint: 'The same in every line of one upgrade' },
  { name: 'account', label: 'Account key', required: true, synonyms: ACCOUNT_KEY },
  { name: 'kind', label: 'Kind', oneOf: 'kind', synonyms: ['kind', 'upgrade_kind', 'upgrade_type', 'order_type', 'type'], hint: 'renewal, upgrade, downgrade, refresh or add_on' },
  { name: 'path', label: 'Path', oneOf: 'kind', synonyms: ['path', 'path_id', 'upgrade_path', 'path_name'], hint: 'An upgrade path by code or name' },
  { name: 'startedAt', label: 'Started', required: true, synonyms: ['started_at', 'started', 'created_at', 'opened_at', 'start_time'], hint: 'YYYY-MM-DD HH:MM; without a zone it is UTC' },
  { name: 'status', label: 'Status', synonyms: ['status', 'upgrade_status', 'state', 'order_status'], hint: 'By the times where empty' },
  { name: 'step', label: 'Step', synonyms: ['step', 'upgrade_step', 'stage'], hint: 'By the status where empty' },
  { name: 'placedAt', label: 'Placed', synonyms: ['placed_at', 'placed', 'ordered_at', 'order_date'] },
  { name: 'completedAt', label: 'Completed', synonyms: ['completed_at', 'completed', 'finished_at', 'done_at'] },
  { name: 'cancelledAt', label: 'Cancelled', synonyms: ['cancelled_at', 'canceled_at', 'cancelled', 'canceled', 'abandoned_at'] },
  { name: 'startedBy', label: 'Started by', synonyms: ['started_by', 'initiated_by', 'begun_by', 'origin'], hint: 'customer or staff, system for what renewed by itself; customer where empty' },
  { name: 'touched', label: 'Touched by staff', synonyms: ['touched', 'staff_touched', 'assisted', 'is_assisted'], hint: 'Yes: assisted, not self-served' },
  { name: 'effectiveOn', label: 'Effective', synonyms: ['effective_on', 'effective_date', 'effective', 'takes_effect_on'], hint: 'YYYY-MM-DD; the day of placing where empty' },
  { name: 'side', label: 'Side', synonyms: ['side', 'line_side', 'before_after', 'before_or_after'], hint: 'before or after; empty in a row without a line' },
  { name: 'line', label: 'Line', synonyms: ['line', 'line_name', 'line_id', 'line_number', 'line_no'], hint: 'Its name inside the upgrade' },
  { name: 'subscription', label: 'Subscription key', synonyms: ['subscription', 'subscription_id', 'subscription_key', 'subscription_ref', 'contract_id'], hint: 'The line here that it was, or became' },
  { name: 'product', label: 'Product', synonyms: ['product', 'product_id', 'product_code', 'product_name', 'sku'], hint: 'By code or name; from the subscription where empty' },
  { name: 'quantity', label: 'Quantity', synonyms: ['quantity', 'qty', 'seats', 'units'] },
  { name: 'unitArr', label: 'ARR of one unit', synonyms: ['unit_arr', 'unit_price', 'unit_arr_amount', 'price_per_unit'] },
  { name: 'arr', label: 'ARR', synonyms: ['arr', 'arr_amount', 'annual_recurring_revenue', 'line_arr'], hint: 'Of the whole line; goes before the unit’s' },
  { name: 'currency', label: 'Currency', synonyms: ['currency', 'currency_code', 'iso_currency'] },
  { name: 'termMonths', label: 'Term in months', synonyms: ['term_months', 'term', 'contract_months'] },
  { name: 'startsOn', label: 'Line starts', synonyms: ['starts_on', 'line_start', 'start_date', 'term_start'], hint: 'YYYY-MM-DD; the effective day where empty' },
  { name: 'endsOn', label: 'Line ends', synonyms: ['ends_on', 'line_end', 'end_date', 'term_end'], hint: 'YYYY-MM-DD, its last day; by the term where empty' },
  { name: 'movement', label: 'Coded as', synonyms: ['movement', 'coded_as', 'revenue_code', 'revenue_coding', 'arr_movement', 'revenue_movement', 'arr_category'], hint: 'new, expansion, contraction, churn, reactivation, renewal or excluded; of the upgrade, or of each line' },
  { name: 'driver', label: 'Coded driver', synonyms: ['driver', 'revenue_driver', 'arr_driver', 'movement_driver'], hint: 'quantity, price, tier, add_on …; the coder’s where empty' },
  { name: 'replaces', label: 'Replaces', synonyms: ['replaces', 'replaced_lines', 'replaces_lines'], hint: 'Before-lines by name or subscription key, parted by ; or |' },
];

/** Kinds of which several rows may make up one record, told by their key. */
export const KINDS_IN_LINES: readonly ImportKind[] = ['upgrades'];

/** Kinds that change the books: rows of one account are carried out together, so that its past is told as a whole. */
export const KINDS_BY_ACCOUNT: readonly ImportKind[] = ['subscriptions'];

const escalations: readonly ImportField[] = [
  { name: 'externalId', label: 'Ticket key', required: true, synonyms: ['ticket_id', 'ticket_key', 'ticket_number', 'ticket_no', 'case_id', 'case_number', 'escalation_id', 'ticket', 'external_id', 'id'], hint: 'The key by which the same ticket is found again' },
  { name: 'account', label: 'Account key', required: true, synonyms: ACCOUNT_KEY },
  { name: 'openedAt', label: 'Opened', required: true, synonyms: ['opened_at', 'submitted_at', 'created_at', 'opened', 'submitted', 'created', 'created_on', 'reported_at'], hint: 'YYYY-MM-DD HH:MM; without a zone it is UTC' },
  { name: 'closedAt', label: 'Closed', synonyms: ['closed_at', 'resolved_at', 'closed', 'resolved', 'solved_at', 'closed_on'], hint: 'Empty: it waits' },
  { name: 'firstResponseMinutes', label: 'First response after (minutes)', synonyms: ['first_response_time_minutes', 'first_response_minutes', 'first_reply_time_minutes'] },
  { name: 'priority', label: 'Priority', synonyms: ['priority', 'severity', 'urgency'], hint: 'urgent, high, normal (medium) or low' },
  { name: 'escalated', label: 'Escalated', synonyms: ['escalation_flag', 'escalated', 'is_escalated', 'escalated_flag'], hint: 'Which ones the option opens again' },
  { name: 'channel', label: 'Channel', synonyms: ['channel', 'source', 'via'], hint: 'portal, phone, email or rule; email where empty' },
  { name: 'reason', label: 'Reason', synonyms: ['reason', 'root_cause', 'reason_code', 'category'], hint: 'A root cause by code; other where empty' },
  { name: 'subject', label: 'Subject', synonyms: ['subject', 'title', 'summary'] },
  { name: 'text', label: 'The customer’s words', synonyms: ['text', 'description', 'body', 'message', 'comment'] },
];

const returnFacts: readonly ImportField[] = [
  { name: 'returnId', label: 'Return', oneOf: 'match', synonyms: ['return_id', 'return', 'rma', 'rma_number'], hint: 'Goes before tracking number and serial' },
  { name: 'trackingNumber', label: 'Tracking number', oneOf: 'match', cardExempt: true, synonyms: ['tracking_number', 'tracking_no', 'tracking', 'tracking_code', 'waybill', 'awb', 'parcel_id'], hint: 'Of a label that was issued for a return' },
  { name: 'serial', label: 'Serial number', oneOf: 'match', cardExempt: true, synonyms: ['serial', 'serial_number', 'serial_no', 'device_serial'], hint: 'Of the device; the return that awaits it where nothing else is given' },
  { name: 'fact', label: 'What happened', required: true, synonyms: ['fact', 'status', 'event', 'scan', 'tag', 'tracking_status'], hint: 'received, delivered, in_transit …, or a carrier’s status where a vocabulary is given' },
  { name: 'occurredAt', label: 'When', required: true, synonyms: ['occurred_at', 'happened_at', 'scanned_at', 'received_at', 'event_time', 'timestamp', 'date', 'datetime', 'time'], hint: 'YYYY-MM-DD HH:MM; without a zone it is UTC' },
  { name: 'vocabulary', label: 'Vocabulary', synonyms: ['vocabulary', 'provider', 'tracking_provider'], hint: 'easypost, aftership or karrio; empty: our own words' },
  { name: 'source', label: 'Source', synonyms: ['source', 'told_by', 'location', 'dock'], hint: 'dock, carrier …' },
  { name: 'cause', label: 'Cause', synonyms: ['cause', 'reason', 'exception', 'exception_reason', 'detail'] },
  { name: 'grade', label: 'Grade', synonyms: ['grade', 'condition', 'inspection_grade'] },
  { name: 'carrier', label: 'Carrier', synonyms: ['carrier', 'carrier_name', 'courier'] },
  { name: 'labelUrl', label: 'Label', synonyms: ['label_url', 'label', 'label_link'], hint: 'An https address' },
  { name: 'note', label: 'Note', synonyms: ['note', 'comment', 'remark'] },
];

export const IMPORT_FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = { accounts, subscriptions, upgrades, escalations, return_facts: returnFacts };

export const fieldOf = (kind: ImportKind, name: string): ImportField | undefined => IMPORT_FIELDS[kind].find((field) => field.name === name);
