import { DrizzleQueryError, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { errorLogged, errorShown, errorWords } from '../../server/rest/logging.ts';
import { openDesk, SETTINGS, START, type Desk } from '../support/app.ts';
import { filesInMemory } from '../support/files.ts';

const WRITTEN = 'Priya Nair\'s letter "to the board"\n    at the office';

let desk: Desk;
let failure: unknown;

beforeAll(async () => {
  desk = await openDesk();
  const { t, write } = desk.store;
  failure = await write(({ db }) => db.insert(t.contacts).values({ id: 'nobody', accountId: 'none', name: WRITTEN, email: 'priya@customer.example', title: null, phone: null, isPrimary: false, search: '' }).then(() => null)).catch((error: unknown) => error);
  // Of a statement that SQLite refuses drizzle tells nothing of its own.
  if (desk.store.engine === 'sqlite') failure = new DrizzleQueryError('insert into "contacts" ("id", "name") values (?, ?)', ['nobody', WRITTEN], failure as Error);
});
afterAll(() => desk.close());

const silent = (told: string) => {
  expect(told).not.toMatch(/Priya|priya|the office|the board/);
  return told;
};

describe('A statement that fails', () => {
  it('is told with its cause and its place, and without what somebody wrote', () => {
    expect(String((failure as Error).message)).toContain('Priya');
    const told = errorLogged(failure) as { message: string; stack: string; cause: { message: string; code: string } };
    silent(JSON.stringify(told));
    expect(told.message).toMatch(/^Failed query: insert into "contacts"/);
    expect(told.cause).toMatchObject({ message: expect.stringMatching(/foreign key/i), code: expect.any(String) });
    expect(told.stack).toMatch(/^ {4}at /);
    expect(silent(errorWords(failure))).toMatch(/foreign key/i);
    silent(errorShown(failure));
  });

  it('is told so among others, as the cause of another, and when its words came from a thread', () => {
    const words = (failure as Error).message;
    const told = [errorLogged(new AggregateError([failure], 'one item could not be moved')), errorLogged(new Error('outer', { cause: failure })), errorLogged(new Error(`the report x failed: ${words}`))];
    silent(JSON.stringify(told));
    expect(told[0]).toMatchObject({ message: 'one item could not be moved', errors: [{ cause: { message: expect.any(String) } }] });
  });

  it('for a value that the database cannot read does not repeat it', async () => {
    if (desk.store.engine === 'sqlite') return;
    const unread = await desk.store.rows(sql`select cast(${WRITTEN} as integer)`).catch((error: unknown) => error);
    expect(JSON.stringify(unread, Object.getOwnPropertyNames(unread))).toContain('Priya');
    expect(silent(JSON.stringify(errorLogged(unread)))).toContain('invalid input syntax');
  });

  it('while a request is served leaves a line in the log that does not hold it', async () => {
    const lines: string[] = [];
    const { cookie } = await desk.as('ada');
    const store = { ...desk.store, kept: () => { throw failure; } };
    const app = await buildApp({ store, clock: () => new Date(START), files: filesInMemory(), settings: SETTINGS, log: { level: 'info', stream: { write: (line) => void lines.push(line) } } });
    expect((await app.inject({ url: '/api/session?of=customer', headers: { cookie } })).statusCode).toBe(500);
    app.log.error(failure);
    app.log.warn({ err: failure });
    await app.close();
    expect(lines).toHaveLength(3);
    expect(silent(lines.join('\n'))).toMatch(/request failed[\s\S]*foreign key/i);
    expect(lines.join('\n')).not.toContain(cookie);
  });
});

describe('An error that is its own cause', () => {
  it('is told to an end', () => {
    const round = new Error('round');
    round.cause = round;
    expect(errorWords(round)).toMatch(/^round: round/);
    expect(JSON.stringify(errorLogged(round)).length).toBeLessThan(20_000);
    expect(errorLogged('a text').message).toBe('what was thrown is not an error');
  });
});
