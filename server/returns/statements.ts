import { desc, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Meaning } from '../domain/words.ts';
import type { Act } from '../rest/request.ts';
import type { Row } from '../rest/resource.ts';

/** The next edition of a meaning's statement, with the text as it will be read and signed. */
export async function newStatement({ tx, now, actor }: Act, body: Row): Promise<Row> {
  const { statements } = tx.t;
  const meaning = body.meaning as Meaning;
  const [last] = await tx.db.select({ edition: statements.edition }).from(statements).where(eq(statements.meaning, meaning)).orderBy(desc(statements.edition)).limit(1);
  return { id: uuidv7(), meaning, edition: (last?.edition ?? 0) + 1, title: String(body.title).trim(), text: String(body.text).trim(), createdAt: now, createdById: actor.id, createdByName: actor.name, version: 1 };
}
