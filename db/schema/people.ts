import { ROLES, USER_STATUSES } from '../../server/domain/words.ts';
import type { Kit } from '../kit.sqlite.ts';

export type Preferences = { theme?: 'light' | 'dark' | 'system'; singleKeys?: boolean; tables?: Record<string, unknown>; /** False: no weekly summary of the self-serve rate by mail. */ weeklySummary?: boolean };

export function defineCalendars({ table, text, json, integer }: Kit) {
  const calendars = table('calendars', {
    id: text().primaryKey(),
    name: text().notNull(),
    zone: text().notNull(),
    week: json<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', [string, string][]>>().notNull(),
    holidays: json<{ date: string; name: string }[]>().notNull(),
    version: integer().notNull().default(1),
  });
  const regions = table('regions', {
    id: text().primaryKey(),
    name: text().notNull(),
    calendarId: text().notNull().references(() => calendars.id),
    version: integer().notNull().default(1),
  });
  return { calendars, regions };
}

export function definePeople({ table, text, words, integer, flag, json, index, uniqueIndex }: Kit, { calendars }: ReturnType<typeof defineCalendars>) {
  const users = table('users', {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    role: words(ROLES).notNull(),
    status: words(USER_STATUSES).notNull(),
    passwordHash: text(),
    calendarId: text().notNull().references(() => calendars.id),
    /** First and last day away, both included, in the zone of the person's calendar. */
    awayFrom: text(),
    awayUntil: text(),
    coverUserId: text(),
    preferences: json<Preferences>().notNull(),
    createdAt: text().notNull(),
    /** Folded text that `q` searches; triggers keep the search index in step with it. */
    search: text().notNull(),
    version: integer().notNull().default(1),
  }, (t) => [uniqueIndex('users_email').on(t.email), index('users_name').on(t.name, t.id), index('users_cover').on(t.coverUserId)]);

  /** `id` is the SHA-256 of what the cookie holds: a copy of this table signs nobody in. */
  const sessions = table('sessions', {
    id: text().primaryKey(),
    userId: text().notNull().references(() => users.id),
    createdAt: text().notNull(),
    seenAt: text().notNull(),
    expiresAt: text().notNull(),
    userAgent: text().notNull(),
    address: text().notNull(),
  }, (t) => [index('sessions_user').on(t.userId, t.createdAt), index('sessions_expiry').on(t.expiresAt)]);

  const signInFailures = table('sign_in_failures', {
    subject: text().primaryKey(),
    failures: integer().notNull(),
    lastAt: text().notNull(),
    lockedUntil: text(),
  });

  /** One-time links by which a person sets a password; without a user: the one that makes the first admin. */
  const accessLinks = table('access_links', {
    id: text().primaryKey(),
    userId: text().references(() => users.id),
    expiresAt: text().notNull(),
    usedAt: text(),
  });

  /** Whom the identity provider means by a subject: bound at the first sign-in, so that an address that goes to somebody else there takes nobody with it. `id` is issuer and subject, a space between. */
  const identities = table('identities', {
    id: text().primaryKey(),
    userId: text().notNull().references(() => users.id),
    boundAt: text().notNull(),
  }, (t) => [uniqueIndex('identities_user').on(t.userId)]);

  const savedViews = table('saved_views', {
    id: text().primaryKey(),
    resource: text().notNull(),
    name: text().notNull(),
    ownerId: text().notNull().references(() => users.id),
    shared: flag().notNull(),
    filter: json<Record<string, unknown>>().notNull(),
    sort: json<{ field: string; order: 'ASC' | 'DESC' } | null>(),
    columns: json<Record<string, unknown> | null>(),
    version: integer().notNull().default(1),
  }, (t) => [index('saved_views_resource').on(t.resource, t.name, t.id), index('saved_views_name').on(t.name, t.id)]);

  return { users, sessions, signInFailures, accessLinks, identities, savedViews };
}
