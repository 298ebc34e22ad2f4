import type { Store } from '../db/store.ts';
import { lastDayOf } from '../server/domain/coding/months.ts';
import { addDays } from '../server/domain/days.ts';
import type { Day } from '../server/domain/words.ts';

const ADDED_BY = 'Petra Lund';

/** What sales operations has set and written down: goals, and what a reader of the rate should know. */
export async function seedAdoption(store: Store, today: Day): Promise<void> {
  const yearBefore = addDays(today, -365);
  const due = lastDayOf(addDays(today, 365).slice(0, 7));
  await store.write(async ({ db, t }) => {
    await db.insert(t.adoptionGoals).values([
      { id: 'goal-all', segment: null, targetBasisPoints: 9_000, startsOn: yearBefore, dueOn: due, note: 'Nine of ten upgrades need no one.', setByName: ADDED_BY, setAt: `${yearBefore}T09:00:00.000Z`, version: 1 },
      { id: 'goal-enterprise', segment: 'enterprise', targetBasisPoints: 8_500, startsOn: yearBefore, dueOn: due, note: 'More sites, more exceptions: a step on the way.', setByName: ADDED_BY, setAt: `${yearBefore}T09:05:00.000Z`, version: 1 },
    ]);
    await db.insert(t.adoptionAnnotations).values([
      { id: 'note-cart', day: `${addDays(today, -170).slice(0, 7)}-01`, kind: 'release', text: 'Co-term in the cart', rebaselines: false, addedByName: ADDED_BY, version: 1 },
      { id: 'note-returns', day: addDays(today, -50), kind: 'policy', text: 'Return label with the order', rebaselines: false, addedByName: ADDED_BY, version: 1 },
    ]);
  });
}
