import { Problem } from '../rest/problem.ts';
import type { Act } from '../rest/request.ts';
import { remind } from './work.ts';

export type Reminded = { done: string[]; refused: { id: string; because: string }[] };

/** Reminds of each of several; what cannot be reminded of is named with its reason, and keeps no other back. */
export async function remindMany(act: Act, ids: readonly string[]): Promise<Reminded> {
  const told: Reminded = { done: [], refused: [] };
  for (const id of new Set(ids)) {
    try {
      if (await act.tx.attempt(() => remind(act, id))) told.done.push(id);
      else told.refused.push({ id, because: 'They were reminded today already' });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      told.refused.push({ id, because: error.message });
    }
  }
  return told;
}
