import type { Store } from '../../db/store.ts';
import { searchText } from '../../server/rest/search.ts';

const A_STATEMENT = 500;

/** So many contacts of one account in as few statements as can be: `Person 00001` and on. */
export async function manyContacts(store: Store, accountId: string, many: number): Promise<void> {
  await store.write(async ({ db, t }) => {
    for (let from = 0; from < many; from += A_STATEMENT) {
      const rows = Array.from({ length: Math.min(A_STATEMENT, many - from) }, (_, index) => {
        const number = String(from + index + 1).padStart(5, '0');
        return { id: `person-${number}`, accountId, name: `Person ${number}`, email: `person-${number}@many.example`, title: null, phone: null, isPrimary: false, search: searchText(`Person ${number}`) };
      });
      await db.insert(t.contacts).values(rows);
    }
  });
}
