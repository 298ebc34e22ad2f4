import type { FileStore } from '../db/files.ts';
import type { Store } from '../db/store.ts';
import { countJourneysOnce } from '../server/record/journeys.ts';
import type { Day, Instant } from '../server/domain/words.ts';
import { beginStory, endStory, type Counters } from './accounts.ts';
import { seedAdoption, seedMeasured } from './adoption.ts';
import { putEvidence, writeSigned } from './attestations.ts';
import { seedBooks } from './books.ts';
import { seedCatalogue } from './catalogue.ts';
import { tellFeature } from './featured.ts';
import { tellUpgrade } from './journeys.ts';
import { tellCall } from './open-work.ts';
import { seedPeople } from './people.ts';
import { makePlan } from './plan.ts';
import { seedReference } from './reference.ts';
import { makeSink, writeAudit, type AuditRow } from './rows.ts';
import { makeSetting, type Size } from './setting.ts';

export type { Size } from './setting.ts';

export const ORDINARY_SIZE: Size = { accounts: 400, upgrades: 3_500 };

export type WorldOptions = {
  seed: number;
  /** The day on which the world stands; history ends as it begins. */
  today: Day;
  /** The time of that day (UTC) around which open work is laid out; ten in the morning where nothing is said. */
  now?: Instant;
  size?: Size;
  /** Of every member of the demo's staff. */
  passwordHash: string;
  /** Where the evidence of what staff wrote down on behalf lies. */
  files: Pick<FileStore, 'put'>;
  onProgress?: (done: number, of: number) => void;
};

/** Steps of the golden ratio never fall into a pattern and leave no gap: every stretch of time gets its due share of each kind of ending. */
const GOLDEN = 0.618_033_988_749_895;

/**
 * Fills an empty database with a whole demo world: the same one for the same seed, day, time of day and size. Every history in it was made
 * by the product's own rules. Accounts are told one after the other and written in batches, so that memory does not grow with their texts.
 */
export async function seedWorld(store: Store, { seed, today, now = `${today}T10:00:00.000Z`, size = ORDINARY_SIZE, passwordHash, files, onProgress }: WorldOptions): Promise<void> {
  const setting = makeSetting({ seed, today, now, size });
  const plan = makePlan(setting);
  await putEvidence(files);
  await seedReference(store);
  await seedCatalogue(store, setting.allRates);
  await seedPeople(store, setting.people, today, passwordHash);
  // First of all, so that whoever starts an upgrade while this runs gets a number of its own.
  await store.write(async ({ db, t }) => {
    await db.insert(t.counters).values([...plan.lastNumbers].map(([year, value]) => ({ id: `upgrades:${year}`, value })));
  });
  const sink = makeSink(store, size.upgrades);
  const counters: Counters = { devices: 0, subscriptions: 0 };
  const audit: AuditRow[] = [];
  for (let account = 0; account < size.accounts; account += 1) {
    const story = beginStory(setting, account, counters);
    for (let index = plan.starts[account] ?? 0; index < (plan.starts[account + 1] ?? 0); index += 1) {
      const upgrade = plan.order[index] ?? 0;
      const [at, number] = [plan.at[upgrade] ?? 0, plan.number[upgrade] ?? 0];
      const feature = plan.features[plan.feature[upgrade] ?? -1];
      if (feature) tellFeature(story, feature, at, number);
      else tellUpgrade(story, at, number, (upgrade * GOLDEN + seed * GOLDEN) % 1);
    }
    for (const recipe of plan.calls.get(account) ?? []) story.atTheEnd.push(() => tellCall(story, recipe));
    endStory(story);
    for (const row of story.audit) audit.push(row);
    await sink.take(story.rows);
    if (account % 100 === 99) onProgress?.(account + 1, size.accounts);
  }
  await sink.end();
  await writeSigned(store, setting.signed);
  await writeAudit(store, audit);
  await seedBooks(store, setting);
  await seedAdoption(store, today, seed);
  await countJourneysOnce(store);
  await seedMeasured(store, today);
  onProgress?.(size.accounts, size.accounts);
}
