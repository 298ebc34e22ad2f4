import { and, desc, eq, inArray } from 'drizzle-orm';
import { usualRange } from '../domain/coding/ranges.ts';
import type { Day } from '../domain/words.ts';
import type { Act } from '../rest/request.ts';

/** So many of the latest codings of a path say what is usual on it. */
const LATEST = 400;
/** What somebody is still to look at, or took back, is no measure. */
const SETTLED = ['auto', 'confirmed', 'overridden', 'imported'] as const;

/** Reckons anew what each path usually moves. */
export async function reckonRanges({ tx }: Act, today: Day): Promise<void> {
  const { codings, upgradePaths, pathRanges } = tx.t;
  for (const { id } of await tx.db.select({ id: upgradePaths.id }).from(upgradePaths)) {
    const rows = await tx.db.select({ deltaMinor: codings.deltaMinor }).from(codings).where(and(eq(codings.pathId, id), inArray(codings.status, [...SETTLED]))).orderBy(desc(codings.codedAt), desc(codings.id)).limit(LATEST);
    const range = usualRange(rows.map(({ deltaMinor }) => deltaMinor));
    if (!range) continue;
    const reckoned = { ...range, samples: rows.length, reckonedOn: today };
    await tx.db.insert(pathRanges).values({ id, ...reckoned }).onConflictDoUpdate({ target: pathRanges.id, set: reckoned });
  }
}
