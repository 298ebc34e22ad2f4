import type { Store } from '../../db/store.ts';
import { standingCoding, type CodingRow } from '../coding/read.ts';
import type { Day } from '../domain/words.ts';
import type { Act } from '../rest/request.ts';
import { placeNow, type JourneyWatch } from './commands.ts';

/** What ordering would do now: from which day, what the books move, and how that is coded. Amounts in minor units of the reporting currency. */
export type OrderPreview = { effectiveOn: Day; beforeArrMinor: number; afterArrMinor: number } & Pick<CodingRow, 'legs' | 'deltaMinor' | 'trace' | 'flags'>;

/** Thrown to take everything back that was done for it. */
class Previewed extends Error {
  readonly preview: OrderPreview;

  constructor(preview: OrderPreview) {
    super('An order that was tried is taken back');
    this.preview = preview;
  }
}

/** Places the order and takes it back, so that what is foretold is what would come: the day, the rates, the rules of that moment. Refuses as placing does. */
export async function previewOrder(store: Store, id: string, actIn: (tx: Act['tx']) => Act, watch: JourneyWatch): Promise<OrderPreview> {
  try {
    return await store.write(async (tx): Promise<OrderPreview> => {
      const act = actIn(tx);
      const { upgrade, placed: { effectiveOn = upgrade.effectiveOn, beforeArrMinor = 0, afterArrMinor = 0 } } = await placeNow(act, watch, id);
      const coding = await standingCoding(tx, `upgrade:${id}`);
      throw new Previewed({ effectiveOn, beforeArrMinor, afterArrMinor, legs: coding?.legs ?? [], deltaMinor: coding?.deltaMinor ?? 0, trace: coding?.trace ?? [], flags: coding?.flags ?? [] });
    }, { books: true });
  } catch (error) {
    if (error instanceof Previewed) return error.preview;
    throw error;
  }
}
