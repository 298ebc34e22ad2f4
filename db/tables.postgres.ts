import { kit } from './kit.postgres.ts';
import { defineSchema } from './schema/index.ts';

/** What drizzle-kit reads to generate the migrations of this engine; a test holds the list against the schema. */
export const {
  calendars, regions, users, sessions, signInFailures, accessLinks, identities, savedViews, accounts, contacts, products, devices, subscriptions, exchangeRates, upgradePaths, upgrades, upgradeLines, upgradeSteps, journeys, adoptionDays, adoptionMonths, adoptionGoals, adoptionAnnotations, adoptionFixes, adoptionTraffic, adoptionBaselines, adoptionForecasts, adoptionSnapshots, returns, returnDevices, returnFacts, returnActs, statements, attestations, signedAttestations, signingLinks, evidenceFiles, erasures, erasing, rootCauses, escalations, timeline, declines, handBackLinks, savedReplies, codings, corrections, revenueEntries, chainHeads, periods, revenueMonths, reasonCodes, pathRanges, outbox, auditEvents, idempotencyKeys, counters, policies, searchEntries, importBatches, importRows, incomingEvents,
} = defineSchema(kit);
