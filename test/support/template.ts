import type { Store } from '../../db/store.ts';
import { seedReference } from '../../seeds/reference.ts';

/** What every test database starts from: the newest migration and the reference data. */
export async function fillTemplate(store: Store): Promise<void> {
  await seedReference(store);
  await store.close();
}
