import { count, inArray } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Kernel } from '../rest/request.ts';
import { orNull, problems, words } from '../rest/schemas.ts';
import { BACKUP_STATES, type Backups } from './backups.ts';

const maybe = orNull(Type.String());

const HealthShape = Type.Object({
  backup: Type.Union([Type.Null(), Type.Object({
    state: words(BACKUP_STATES), lastAt: maybe, ok: Type.Boolean(), ageHours: orNull(Type.Number()), everyHours: Type.Number(), kept: Type.Integer(), bytes: orNull(Type.Integer()), rows: orNull(Type.Integer()), because: maybe,
    warnings: Type.Array(Type.String()),
  })]),
  outbox: Type.Object({ waiting: Type.Integer(), dead: Type.Integer() }),
  database: Type.Object({ engine: words(['sqlite', 'postgres']), answerMs: Type.Number() }),
});

/** How the installation itself stands, for whoever looks after it. */
export function serveHealth(app: FastifyInstance, { store }: Kernel, backups: Backups | undefined): void {
  app.get('/health', {
    config: { permission: 'health:read' },
    schema: { tags: ['health'], summary: 'How the installation stands: its backups, its outgoing mail and its database', response: { 200: HealthShape, ...problems() } },
  }, async () => {
    const asked = performance.now();
    await store.ping();
    const answerMs = Math.round((performance.now() - asked) * 10) / 10;
    const { outbox } = store.t;
    const mails = await store.read.select({ status: outbox.status, n: count() }).from(outbox).where(inArray(outbox.status, ['waiting', 'sending', 'dead'])).groupBy(outbox.status);
    const many = (...statuses: string[]) => mails.filter(({ status }) => statuses.includes(status)).reduce((sum, { n }) => sum + Number(n), 0);
    return { backup: (await backups?.standing()) ?? null, outbox: { waiting: many('waiting', 'sending'), dead: many('dead') }, database: { engine: store.engine, answerMs } };
  });
}
