import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { Type, type TObject } from 'typebox';
import { EvaluatedShape } from '../coding/shapes.ts';
import type { Permission } from '../domain/permissions.ts';
import type { Line } from '../domain/configuration.ts';
import { compareOptions } from '../domain/options.ts';
import { STEPS, UPGRADE_KINDS } from '../domain/words.ts';
import { change, instant, viewerOf, type Act, type Kernel } from '../rest/request.ts';
import { loadOne, serve, withCurrent } from '../rest/resource.ts';
import { Body, orNull, problems, Text, words } from '../rest/schemas.ts';
import { advanceUpgrade, cancelUpgrade, configureUpgrade, decideException, placeOnBehalf, startUpgrade, type ConfigureInput, type JourneyWatch, type StartInput } from './commands.ts';
import { previewOrder } from './preview-order.ts';
import { readLines, readUpgrade } from './read.ts';
import { upgradesResource, UpgradeShape } from './resources.ts';

const tags = ['upgrades'];
const version = Text.version;
const name = Type.String({ minLength: 1, maxLength: 200 });
const unit = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const LineBody = Body({
  line: Type.Optional(name), product: name, quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }), unitArrMinor: Type.Optional(unit), currency: Type.Optional(Text.currency),
  termMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })), startsOn: Type.Optional(Text.day), endsOn: Type.Optional(orNull(Text.day)), replaces: Type.Optional(Type.Array(name, { maxItems: 100 })),
});

const ExceptionBody = Body({
  line: Type.Optional(name), unitArrMinor: Type.Optional(unit), discountPercent: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })), reason: Type.Optional(Text.said(2_000)),
});

const StartBody = Body({
  accountId: Text.id, kind: words(UPGRADE_KINDS), pathId: Type.Optional(orNull(Type.String({ maxLength: 200 }))), subscriptionIds: Type.Optional(Type.Array(name, { maxItems: 100 })),
  contactId: Type.Optional(orNull(Type.String({ maxLength: 200 }))), effectiveOn: Type.Optional(Text.day), escalationId: Type.Optional(Text.id),
});

type Verb = { summary: string; permission: Permission; body: TObject; /** May post to the books. */ books?: true; run: (act: Act, watch: JourneyWatch, id: string, body: never) => Promise<void> };

const VERBS: Record<string, Verb> = {
  configure: {
    summary: 'Set path, lines and prices', permission: 'upgrades:work',
    body: Body({ pathId: name, lines: Type.Array(LineBody, { minItems: 1, maxItems: 100 }), priceException: Type.Optional(ExceptionBody), reason: Text.said(2_000), version }),
    run: (act, watch, id, body: ConfigureInput) => configureUpgrade(act, watch, id, body),
  },
  'place-on-behalf': { summary: 'Order for the customer', permission: 'upgrades:work', books: true, body: Body({ version }), run: placeOnBehalf },
  advance: { summary: 'Take the journey to another step', permission: 'upgrades:work', body: Body({ to: words(STEPS), version }), run: advanceUpgrade },
  cancel: { summary: 'Cancel it: a draft, or an order that has not taken effect', permission: 'upgrades:work', books: true, body: Body({ reason: Text.said(2_000), version }), run: cancelUpgrade },
  'approve-exception': { summary: 'Grant its price exception', permission: 'upgrades:approve-exception', body: Body({ version }), run: (act, watch, id, body: { version: number }) => decideException(act, watch, id, body, true) },
  'refuse-exception': { summary: 'Refuse its price exception', permission: 'upgrades:approve-exception', body: Body({ version }), run: (act, watch, id, body: { version: number }) => decideException(act, watch, id, body, false) },
};

/** Joins what the area above does when an upgrade is started from one of its escalations. */
export type Attach = (act: Act, escalationId: string, upgradeId: string) => Promise<void>;

export function serveUpgrades(app: FastifyInstance, kernel: Kernel, watch: JourneyWatch, attach: Attach): void {
  const resource = upgradesResource(kernel.store.t);
  serve(app, kernel, resource);
  const IdParams = Type.Object({ id: Text.id });

  app.post('/upgrades', {
    config: { permission: 'upgrades:work' },
    schema: { tags, summary: 'Start an upgrade for an account', body: StartBody, response: { 200: UpgradeShape, ...problems(400, 409, 422) } },
  }, (request, reply) => change(kernel, request, reply, async (act) => {
    const { escalationId, ...input } = request.body as StartInput & { escalationId?: string };
    const id = await startUpgrade(act, input);
    if (escalationId !== undefined) await attach(act, escalationId, id);
    return { status: 200, body: await loadOne(kernel, resource, id, viewerOf(request), act.tx.db) };
  }));

  for (const [verb, { summary, permission, books, body, run }] of Object.entries(VERBS)) {
    app.post(`/upgrades/:id/${verb}`, {
      config: { permission }, schema: { tags, summary, params: IdParams, body, response: { 200: UpgradeShape, ...problems(400, 404, 409, 422) } },
    }, (request, reply) => change(kernel, request, reply, async (act) => {
      const { id } = request.params as { id: string };
      await withCurrent(kernel, resource, act, id, viewerOf(request), () => run(act, watch, id, request.body as never));
      return { status: 200, body: await loadOne(kernel, resource, id, viewerOf(request), act.tx.db) };
    }, { books }));
  }

  const minor = Type.Integer();
  app.get('/upgrades/:id/order-preview', {
    config: { permission: 'upgrades:work' },
    schema: { tags, summary: 'What ordering it now would do', params: IdParams, response: { 200: Type.Object({ effectiveOn: Type.String(), beforeArrMinor: minor, afterArrMinor: minor, ...EvaluatedShape.properties }), ...problems(404, 409, 422) } },
  }, async (request) => {
    const { id: actorId, name, role } = viewerOf(request);
    return previewOrder(kernel.store, (request.params as { id: string }).id, (tx) => ({ tx, actor: { id: actorId, name, role }, now: instant(kernel), requestId: request.id }), watch);
  });

  const Option = Type.Object({
    pathId: Type.String(), name: Type.String(), kind: words(UPGRADE_KINDS), fits: Type.Boolean(), because: Type.String(), product: orNull(Type.String()), afterArrMinor: orNull(minor), deltaMinor: orNull(minor),
    residualMinor: minor, returnRequired: Type.Boolean(), attestationRequired: Type.Boolean(), selfServe: Type.Boolean(),
  });

  app.get('/upgrades/:id/options', {
    config: { permission: 'upgrades:read' },
    schema: { tags, summary: 'Its possible paths side by side', params: IdParams, response: { 200: Type.Object({ beforeArrMinor: minor, options: Type.Array(Option) }), ...problems(404) } },
  }, async (request) => {
    const { read, t } = kernel.store;
    const reader = { db: read, t };
    const upgrade = await readUpgrade(reader, (request.params as { id: string }).id);
    const before: Line[] = (await readLines(reader, upgrade.id)).before;
    const paths = await read.select().from(t.upgradePaths).where(eq(t.upgradePaths.active, true));
    return { beforeArrMinor: before.reduce((sum, line) => sum + line.reportingArrMinor, 0), options: compareOptions(paths, before, await read.select().from(t.products), upgrade.effectiveOn) };
  });
}
