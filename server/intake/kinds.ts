import type { Decision } from '../domain/imports/decision.ts';
import type { ImportKind } from '../domain/words.ts';
import { openAccounts } from './accounts.ts';
import { openEscalations } from './escalations.ts';
import type { Reader } from './read.ts';
import { openReturnFacts } from './return-facts.ts';
import type { Opened, Session, Work } from './session.ts';
import { openSubscriptions } from './subscriptions.ts';
import { openUpgrades } from './upgrades.ts';

const OPEN: Record<ImportKind, (reader: Reader, work: Work) => Promise<Session>> = {
  accounts: async (reader, work) => untyped(await openAccounts(reader, work)),
  subscriptions: async (reader, work) => untyped(await openSubscriptions(reader, work)),
  upgrades: async (reader, work) => openUpgrades(reader, work),
  escalations: async (reader, work) => untyped(await openEscalations(reader, work)),
  return_facts: async (reader, work) => untyped(await openReturnFacts(reader, work)),
};

/** What one session decided only it writes: in between, nobody looks inside. */
function untyped<V extends object>(session: Opened<V>): Session {
  return { decide: ([first]) => session.decide(first?.values ?? new Map()), write: (act, decisions) => session.write(act, decisions as readonly Decision<V>[]) };
}

export const openSession = (kind: ImportKind, reader: Reader, work: Work): Promise<Session> => OPEN[kind](reader, work);
