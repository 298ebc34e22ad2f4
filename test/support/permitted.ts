import type { Role } from '../../server/domain/words.ts';

const EVERYONE: readonly Role[] = ['account_manager', 'sales_ops', 'admin'];
const ACCOUNT_WORK: readonly Role[] = ['account_manager', 'admin'];
const OPERATIONS: readonly Role[] = ['sales_ops', 'admin'];
const ADMINS: readonly Role[] = ['admin'];

const exportsOf = (resources: readonly string[], roles: readonly Role[]) => Object.fromEntries(resources.map((name) => [`GET /${name}/export.csv`, roles]));

/** Who may do what, route by route, as the contract's table has it. A route that is not here fails the test: decide who may use it first. */
export const PERMITTED: Record<string, readonly Role[] | 'public'> = {
  'POST /session': 'public', 'GET /session': EVERYONE, 'DELETE /session': EVERYONE, 'GET /sessions': EVERYONE, 'DELETE /sessions/{id}': EVERYONE, 'PUT /profile': EVERYONE,
  'GET /sign-in-page': 'public', 'GET /access/{token}': 'public', 'POST /access/{token}': 'public', 'GET /sign-on': 'public', 'GET /sign-on/callback': 'public',

  'GET /users': EVERYONE, 'GET /users/{id}': EVERYONE, 'POST /users': ADMINS, 'PUT /users/{id}': ADMINS, 'POST /users/{id}/suspend': ADMINS, 'POST /users/{id}/reinstate': ADMINS, 'POST /users/{id}/access-link': ADMINS, 'POST /users/{id}/forget-sign-on': ADMINS,
  'GET /policies': EVERYONE, 'GET /policies/{id}': EVERYONE, 'PUT /policies/{id}': ADMINS,
  'GET /calendars': EVERYONE, 'GET /calendars/{id}': EVERYONE, 'POST /calendars': ADMINS, 'PUT /calendars/{id}': ADMINS, 'DELETE /calendars/{id}': ADMINS,
  'GET /regions': EVERYONE, 'GET /regions/{id}': EVERYONE, 'POST /regions': ADMINS, 'PUT /regions/{id}': ADMINS, 'DELETE /regions/{id}': ADMINS,
  'GET /audit-events': EVERYONE, 'GET /audit-events/{id}': EVERYONE,
  'GET /saved-views': EVERYONE, 'GET /saved-views/{id}': EVERYONE, 'POST /saved-views': EVERYONE, 'PUT /saved-views/{id}': EVERYONE, 'DELETE /saved-views/{id}': EVERYONE,

  'GET /accounts': EVERYONE, 'GET /accounts/{id}': EVERYONE, 'POST /accounts': ACCOUNT_WORK, 'PUT /accounts/{id}': ACCOUNT_WORK,
  'GET /contacts': EVERYONE, 'GET /contacts/{id}': EVERYONE, 'POST /contacts/{id}/erase': ADMINS, 'POST /contacts': ACCOUNT_WORK, 'PUT /contacts/{id}': ACCOUNT_WORK, 'DELETE /contacts/{id}': ACCOUNT_WORK,
  'GET /devices': EVERYONE, 'GET /devices/{id}': EVERYONE, 'GET /subscriptions': EVERYONE, 'GET /subscriptions/{id}': EVERYONE, 'PUT /subscriptions/{id}': ACCOUNT_WORK,
  'GET /products': EVERYONE, 'GET /products/{id}': EVERYONE, 'POST /products': ADMINS, 'PUT /products/{id}': ADMINS,
  'GET /upgrade-paths': EVERYONE, 'GET /upgrade-paths/{id}': EVERYONE, 'POST /upgrade-paths': ADMINS, 'PUT /upgrade-paths/{id}': ADMINS,
  'GET /root-causes': EVERYONE, 'GET /root-causes/{id}': EVERYONE, 'POST /root-causes': OPERATIONS, 'PUT /root-causes/{id}': OPERATIONS,
  'GET /saved-replies': EVERYONE, 'GET /saved-replies/{id}': EVERYONE, 'POST /saved-replies': OPERATIONS, 'PUT /saved-replies/{id}': OPERATIONS, 'DELETE /saved-replies/{id}': OPERATIONS,
  'GET /search': EVERYONE,

  'GET /returns': EVERYONE, 'GET /returns/{id}': EVERYONE, 'POST /returns/{id}/record-fact': ACCOUNT_WORK, 'POST /returns/{id}/remind': ACCOUNT_WORK, 'POST /returns/{id}/extend': ACCOUNT_WORK, 'POST /returns/{id}/waive': ADMINS,
  'POST /returns/{id}/change-disposition': ACCOUNT_WORK, 'POST /returns/{id}/settle': ACCOUNT_WORK, 'POST /returns/{id}/record-certificate': ACCOUNT_WORK, 'POST /returns/{id}/request-attestation': ACCOUNT_WORK, 'POST /returns/{id}/withdraw-link': ACCOUNT_WORK,
  'POST /returns/remind-many': ACCOUNT_WORK, 'POST /returns/{id}/attestations': ACCOUNT_WORK, 'POST /returns/{id}/files': ACCOUNT_WORK, 'GET /returns/{id}/files/{fileId}': EVERYONE, 'GET /evidence-files': EVERYONE, 'GET /evidence-files/{id}': EVERYONE,
  'GET /attestations': EVERYONE, 'GET /attestations/{id}': EVERYONE, 'POST /attestations/{id}/verify': ACCOUNT_WORK, 'POST /attestations/{id}/reject': ACCOUNT_WORK, 'GET /attestations/{id}/certificate.json': EVERYONE, 'GET /attestations/{id}/certificate.pdf': EVERYONE,
  'GET /statements': EVERYONE, 'GET /statements/{id}': EVERYONE, 'POST /statements': ADMINS,

  'GET /upgrades': EVERYONE, 'GET /upgrades/{id}': EVERYONE, 'GET /upgrades/{id}/options': EVERYONE, 'GET /upgrades/{id}/order-preview': ACCOUNT_WORK, 'POST /upgrades': ACCOUNT_WORK,
  'POST /upgrades/{id}/configure': ACCOUNT_WORK, 'POST /upgrades/{id}/place-on-behalf': ACCOUNT_WORK, 'POST /upgrades/{id}/advance': ACCOUNT_WORK, 'POST /upgrades/{id}/cancel': ACCOUNT_WORK,
  'POST /upgrades/{id}/approve-exception': ADMINS, 'POST /upgrades/{id}/refuse-exception': ADMINS,

  'GET /escalations': EVERYONE, 'GET /escalations/{id}': EVERYONE, 'GET /escalations/{id}/clock': EVERYONE, 'GET /escalations/counts': EVERYONE, 'POST /escalations': ACCOUNT_WORK, 'POST /escalations/claim-next': ACCOUNT_WORK,
  'POST /escalations/{id}/claim': ACCOUNT_WORK, 'POST /escalations/{id}/release': ACCOUNT_WORK, 'POST /escalations/{id}/decline': ACCOUNT_WORK, 'POST /escalations/{id}/pause': ACCOUNT_WORK, 'POST /escalations/{id}/resume': ACCOUNT_WORK,
  'POST /escalations/{id}/message': ACCOUNT_WORK, 'POST /escalations/{id}/resolve': ACCOUNT_WORK, 'POST /escalations/{id}/cancel': ACCOUNT_WORK, 'POST /escalations/{id}/set-priority': ACCOUNT_WORK, 'POST /escalations/{id}/escalate-again': ACCOUNT_WORK,
  'POST /escalations/{id}/hand-back': ACCOUNT_WORK, 'POST /escalations/{id}/note': EVERYONE, 'POST /escalations/{id}/transfer': EVERYONE, 'POST /escalations/bulk-transfer': EVERYONE,

  'GET /codings': EVERYONE, 'GET /codings/{id}': EVERYONE, 'POST /codings/evaluate': EVERYONE, 'POST /codings/{id}/preview-override': ACCOUNT_WORK, 'POST /codings/{id}/preview-join': ACCOUNT_WORK, 'POST /codings/{id}/override': ACCOUNT_WORK, 'POST /codings/{id}/join': ACCOUNT_WORK,
  'POST /codings/{id}/confirm': ACCOUNT_WORK, 'POST /codings/{id}/approve': ADMINS, 'POST /codings/{id}/reject': ADMINS, 'POST /codings/preview-override-many': ACCOUNT_WORK, 'POST /codings/override-many': ACCOUNT_WORK,
  'GET /revenue-entries': EVERYONE, 'GET /revenue-entries/{id}': EVERYONE, 'GET /revenue-entries/checkpoint': EVERYONE, 'GET /revenue-entries/ledger.jsonl': EVERYONE,
  'GET /periods': EVERYONE, 'GET /periods/{id}': EVERYONE, 'POST /periods/{id}/close': ADMINS, 'POST /periods/{id}/reopen': ADMINS,
  'GET /reason-codes': EVERYONE, 'GET /reason-codes/{id}': EVERYONE, 'POST /reason-codes': ADMINS, 'PUT /reason-codes/{id}': ADMINS,
  'GET /exchange-rates': EVERYONE, 'GET /exchange-rates/{id}': EVERYONE, 'POST /exchange-rates': ADMINS, 'DELETE /exchange-rates/{id}': ADMINS,
  'GET /revenue/bridge': EVERYONE, 'GET /revenue/miscoding': EVERYONE, 'GET /revenue/differences': EVERYONE,

  'GET /adoption/summary': EVERYONE, 'GET /adoption/trend': EVERYONE, 'GET /adoption/gap': EVERYONE, 'GET /adoption/funnel': EVERYONE, 'GET /adoption/forecast': EVERYONE, 'GET /adoption/fixes': EVERYONE, 'GET /adoption/effects': EVERYONE, 'GET /adoption/revisions': EVERYONE, 'GET /adoption/week': EVERYONE, 'POST /adoption/load-traffic': OPERATIONS, 'POST /adoption/freeze-baseline': OPERATIONS, 'GET /adoption/cohorts': EVERYONE, 'GET /adoption/mix': EVERYONE,
  'GET /adoption-goals': EVERYONE, 'GET /adoption-goals/{id}': EVERYONE, 'POST /adoption-goals': OPERATIONS, 'PUT /adoption-goals/{id}': OPERATIONS, 'DELETE /adoption-goals/{id}': OPERATIONS,
  'GET /adoption-fixes': EVERYONE, 'GET /adoption-fixes/{id}': EVERYONE, 'POST /adoption-fixes': OPERATIONS, 'PUT /adoption-fixes/{id}': OPERATIONS, 'DELETE /adoption-fixes/{id}': OPERATIONS, 'GET /adoption-traffic': EVERYONE, 'GET /adoption-traffic/{id}': EVERYONE, 'DELETE /adoption-traffic/{id}': OPERATIONS,
  'GET /adoption-annotations': EVERYONE, 'GET /adoption-annotations/{id}': EVERYONE, 'POST /adoption-annotations': OPERATIONS, 'PUT /adoption-annotations/{id}': OPERATIONS, 'DELETE /adoption-annotations/{id}': OPERATIONS,

  'GET /portal/{token}': 'public', 'POST /portal/{token}/place': 'public', 'POST /portal/{token}/ask-again': 'public', 'POST /portal/{token}/leave': 'public', 'GET /portal/sign/{token}': 'public', 'POST /portal/sign/{token}': 'public',
  'POST /events': 'public', 'GET /incoming-events': OPERATIONS, 'GET /incoming-events/{id}': OPERATIONS, 'POST /incoming-events/{id}/replay': ADMINS, 'POST /incoming-events/{id}/mend': ADMINS,
  'GET /imports': OPERATIONS, 'GET /imports/{id}': OPERATIONS, 'POST /imports': OPERATIONS, 'POST /imports/{id}/plan': OPERATIONS, 'POST /imports/{id}/commit': OPERATIONS, 'POST /imports/{id}/cancel': OPERATIONS,
  'GET /imports/{id}/undo': OPERATIONS, 'POST /imports/{id}/undo': OPERATIONS, 'GET /imports/{id}/rows': OPERATIONS, 'GET /imports/{id}/failed.csv': OPERATIONS,
  ...exportsOf([
    'users', 'policies', 'calendars', 'regions', 'audit-events', 'saved-views', 'accounts', 'contacts', 'devices', 'subscriptions', 'products', 'upgrade-paths', 'root-causes', 'saved-replies', 'returns', 'upgrades', 'escalations',
    'codings', 'revenue-entries', 'periods', 'reason-codes', 'exchange-rates', 'attestations', 'statements', 'evidence-files', 'adoption-goals', 'adoption-annotations', 'adoption-fixes', 'adoption-traffic',
  ], EVERYONE),
  ...exportsOf(['incoming-events', 'imports', 'outbox'], OPERATIONS),
  'GET /outbox': OPERATIONS, 'GET /outbox/{id}': OPERATIONS, 'GET /outbox/summary': OPERATIONS, 'POST /outbox/{id}/retry': ADMINS, 'POST /outbox/{id}/drop': ADMINS,
  'GET /health': OPERATIONS,
  'POST /presence': EVERYONE, 'DELETE /presence': EVERYONE, 'GET /stream': EVERYONE,
};

/** Readable for some, but somebody else's is not there for everyone: `route: roles that see another person's`. */
export const OTHERS: Record<string, readonly Role[]> = {
  'GET /audit-events/{id}': OPERATIONS, 'GET /saved-views/{id}': [], 'PUT /saved-views/{id}': [], 'DELETE /saved-views/{id}': [], 'DELETE /sessions/{id}': [],
};
