import { count, like } from 'drizzle-orm';
import { openStore, type Store } from '../db/store.ts';
import { seedReference } from '../seeds/reference.ts';
import { buildApp } from './app.ts';
import { linkAddress } from './record/link-token.ts';
import { openBooksOnce } from './coding/history.ts';
import type { MailLink } from './domain/mail.ts';
import { Backups } from './jobs/backups.ts';
import { startAdoption } from './jobs/adoption.ts';
import { startBooks } from './jobs/books.ts';
import { startDesk } from './jobs/desk.ts';
import { startRounds } from './jobs/rounds.ts';
import { deliverRound } from './mail/deliver.ts';
import { smtpPost } from './mail/smtp.ts';
import { makeAccessLink } from './people/access-links.ts';
import { hashPassword } from './people/passwords.ts';
import { DEMO_PASSWORD } from './people/routes.ts';
import { resumeImports } from './intake/commands.ts';
import { replayKept } from './intake/events/receive.ts';
import { retakeUnmatched } from './intake/events/retake.ts';
import { countJourneysOnce } from './record/journeys.ts';
import { standReturnsOnce } from './returns/history.ts';
import { filesIn } from '../db/files.ts';
import { errorShown } from './rest/logging.ts';
import { BadSetting, readSettings, type Settings } from './settings.ts';
import { productVersion } from './version.ts';

const DESK_EVERY_MS = 5_000;
const MAIL_EVERY_MS = 1_000;
const BOOKS_EVERY_MS = 30_000;
const RETAKE_EVERY_MS = 30_000;
const ADOPTION_EVERY_MS = 60_000;
const clock = () => new Date();
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The server's whole life. A setting or a file at fault is said in one sentence; anything else is a defect and shows where. */
export async function run(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await serveUntilStopped(env);
  } catch (error) {
    const sentence = error instanceof BadSetting || (error instanceof Error && /already writing|too old|EADDRINUSE/.test(error.message));
    process.stderr.write(`${sentence ? (error as Error).message : errorShown(error)}\n`);
    process.exitCode = 1;
  }
}

/** Reads the settings, opens the store, listens, fills a new database, and runs until SIGTERM or SIGINT. */
async function serveUntilStopped(env: NodeJS.ProcessEnv): Promise<void> {
  const settings = readSettings(env);
  const store = await openStore(settings.databaseUrl);
  let ready = false;
  // The demo world is made anew in seconds.
  const everyHours = (await isDemo(store, settings)) ? 0 : settings.backup.everyHours;
  const backups = new Backups({ ...settings.backup, everyHours, filesFolder: settings.filesFolder, url: settings.databaseUrl, version: productVersion() }, clock);
  const app = await buildApp({ store, clock, settings, files: filesIn(settings.filesFolder), backups, ready: () => ready, log: { level: settings.logLevel } });
  await app.listen({ host: settings.host, port: settings.port });
  const desk = startDesk({ store, clock }, DESK_EVERY_MS, (error) => app.log.error({ err: error }, 'a round of the desk failed'));
  const books = startBooks({ store, clock }, BOOKS_EVERY_MS, (error) => app.log.error({ err: error }, 'a round of the books failed'));
  const carrier = { post: settings.mail && smtpPost(settings.mail), linkFor: (link: MailLink) => linkAddress({ publicUrl: settings.publicUrl, secret: settings.sessionSecret }, link.purpose, link.id) };
  const mail = startRounds((ending) => deliverRound({ store, clock }, carrier, ending), MAIL_EVERY_MS, (error) => app.log.error({ err: error }, 'a round of the mail failed'));
  const adoption = startAdoption({ store, clock }, app.reports, settings.publicUrl, ADOPTION_EVERY_MS, (error) => app.log.error({ err: error }, 'a round of the self-serve rate failed'));
  const retakes = startRounds(() => retakeUnmatched({ store, clock }), RETAKE_EVERY_MS, (error) => app.log.error({ err: error }, 'unmatched events could not be tried again'));
  const scheduled = backups.start((error) => app.log.error({ err: error }, 'a backup failed'));
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // A connection that is kept open for the next request would hold up the end.
    const idle = setInterval(() => app.server.closeIdleConnections(), 50);
    await app.close();
    clearInterval(idle);
    await Promise.all([desk.stop(), books.stop(), adoption.stop(), mail.stop(), retakes.stop(), scheduled.stop()]);
    await store.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  await fill(store, settings);
  await standReturnsOnce({ store, clock });
  await countJourneysOnce(store);
  await openBooksOnce({ store, clock });
  await replayKept({ store, clock });
  ready = true;
  await resumeImports({ store, clock }, (error) => app.log.error({ err: error }, 'an import failed'));
  await greet(store, settings);
}

async function staffCount(store: Store): Promise<number> {
  const [row] = await store.read.select({ n: count() }).from(store.t.users);
  return Number(row?.n ?? 0);
}

/** That the database holds the demo world, or is about to. */
async function isDemo(store: Store, { demo }: Settings): Promise<boolean> {
  if (demo === false) return false;
  const { users } = store.t;
  const [person] = await store.read.select({ id: users.id }).from(users).where(like(users.email, '%@demo.example')).limit(1);
  return person !== undefined || (await staffCount(store)) === 0;
}

/** Reference data always; the demo world into an empty database where it is wanted. */
async function fill(store: Store, settings: Settings): Promise<void> {
  await seedReference(store);
  if (settings.demo === false || (await staffCount(store)) > 0) return;
  say('Filling the new database with demo data …');
  const { seedWorld } = await import('../seeds/world.ts');
  const now = clock().toISOString();
  await seedWorld(store, { seed: 1, today: now.slice(0, 10), now, passwordHash: await hashPassword(DEMO_PASSWORD), files: filesIn(settings.filesFolder) });
}

async function greet(store: Store, settings: Settings): Promise<void> {
  say(`Upgrade Desk: ${settings.publicUrl}`);
  if ((await staffCount(store)) === 0) {
    const link = await store.write((tx) => makeAccessLink(tx, settings.publicUrl, null, clock()));
    say(`There are no staff yet. This link makes the first admin, once, within three days: ${link}`);
    return;
  }
  const { users } = store.t;
  const people = await store.read.select({ email: users.email, role: users.role }).from(users);
  const demo = people.filter((person) => person.email.endsWith('@demo.example'));
  if (demo.length === 0) return;
  say(`Demo sign-ins, password ${DEMO_PASSWORD}:`);
  for (const person of demo) say(`  ${person.email.padEnd(22)} ${person.role.replace('_', ' ')}`);
}
