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
  database: Type.Object({ engine: words(['sqlite', 'postgres']), answerMs: Type.Number() }),
});

/** How the installation itself stands, for whoever looks after it. */
export function serveHealth(app: FastifyInstance, { store }: Kernel, backups: Backups | undefined): void {
  app.get('/health', {
    config: { permission: 'health:read' },
    schema: { tags: ['health'], summary: 'How the installation stands: its backups and its database', response: { 200: HealthShape, ...problems() } },
  }, async () => {
    const asked = performance.now();
    await store.ping();
    return { backup: (await backups?.standing()) ?? null, database: { engine: store.engine, answerMs: Math.round((performance.now() - asked) * 10) / 10 } };
  });
}
