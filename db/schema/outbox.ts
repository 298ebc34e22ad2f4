import { sql } from 'drizzle-orm';
import { MAIL_KINDS, MAIL_STATUSES } from '../../server/domain/mail.ts';
import type { Kit } from '../kit.sqlite.ts';
import type { defineAccounts } from './accounts.ts';
import type { defineEscalations } from './escalations.ts';
import type { defineUpgrades } from './upgrades.ts';

export function defineOutbox(kit: Kit, { accounts }: ReturnType<typeof defineAccounts>, { upgrades }: ReturnType<typeof defineUpgrades>, { escalations }: ReturnType<typeof defineEscalations>) {
  const { table, text, words, integer, index, uniqueIndex } = kit;
  /** Mail to customers, written in the transaction of what it tells of and sent after it. */
  const outbox = table('outbox', {
    /** The mail's Message-ID is made from it, so that every attempt carries the same one. */
    id: text().primaryKey(),
    /** What the mail is for; one cause has one mail. */
    cause: text().notNull(),
    kind: words(MAIL_KINDS).notNull(),
    to: text().notNull(),
    /** Who reads the answer: whoever wrote, where it was a person. */
    replyTo: text(),
    subject: text().notNull(),
    /** With a placeholder where a link goes. */
    text: text().notNull(),
    escalationId: text().references(() => escalations.id),
    upgradeId: text().references(() => upgrades.id),
    accountId: text().references(() => accounts.id),
    status: words(MAIL_STATUSES).notNull(),
    attempts: integer().notNull(),
    nextAttemptAt: text().notNull(),
    /** While it is being sent: past this, whoever was sending it is gone. */
    leaseUntil: text(),
    lastError: text(),
    createdAt: text().notNull(),
    sentAt: text(),
    version: integer().notNull().default(1),
  }, (t) => [
    uniqueIndex('outbox_cause').on(t.cause),
    index('outbox_created').on(t.createdAt, t.id),
    index('outbox_status').on(t.status, t.createdAt, t.id),
    index('outbox_due').on(t.status, t.nextAttemptAt, t.id),
    index('outbox_lease').on(t.leaseUntil).where(sql`status = 'sending'`),
    index('outbox_escalation').on(t.escalationId, t.createdAt, t.id),
    index('outbox_upgrade').on(t.upgradeId, t.createdAt, t.id),
    index('outbox_account').on(t.accountId, t.createdAt, t.id),
  ]);
  return { outbox };
}
