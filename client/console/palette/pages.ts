import type { Permission } from '../../../server/domain/permissions.ts';

/** The console's pages: the menu, the palette and the Admin menu draw from here. */
export type PageEntry = { to: string; label: string; needs?: Permission; /** What lies under it on the menu, though not in its address. */ holds?: readonly string[] };

export const MAIN_PAGES: readonly PageEntry[] = [
  { to: '/', label: 'shell.pages.desk' },
  { to: '/escalations', label: 'shell.pages.escalations', needs: 'escalations:read' },
  { to: '/coding', label: 'shell.pages.coding', needs: 'codings:read' },
  { to: '/revenue', label: 'shell.pages.revenue', needs: 'codings:read', holds: ['/revenue-entries', '/periods'] },
  { to: '/returns', label: 'returns.title', needs: 'returns:read', holds: ['/attestations'] },
  { to: '/adoption', label: 'adoption.title', needs: 'adoption:read' },
];

export const ADOPTION_PAGES: readonly PageEntry[] = [
  { to: '/adoption', label: 'adoption.pages.rate', needs: 'adoption:read' },
  { to: '/adoption/funnel', label: 'adoption.pages.funnel', needs: 'adoption:read' },
  { to: '/adoption/worth', label: 'adoption.pages.worth', needs: 'adoption:read' },
  { to: '/adoption/history', label: 'adoption.pages.history', needs: 'adoption:read' },
  { to: '/adoption/week', label: 'adoption.pages.week', needs: 'adoption:read' },
  { to: '/adoption/goals', label: 'adoption.pages.goals', needs: 'adoption:read' },
  { to: '/adoption/annotations', label: 'adoption.pages.annotations', needs: 'adoption:read' },
];

export const RETURN_PAGES: readonly PageEntry[] = [
  { to: '/returns', label: 'returns.pages.list', needs: 'returns:read' },
  { to: '/returns/contradictions', label: 'returns.queue.title', needs: 'returns:read' },
  { to: '/attestations', label: 'returns.attestation.title', needs: 'returns:read' },
];

export const REVENUE_PAGES: readonly PageEntry[] = [
  { to: '/revenue', label: 'revenue.pages.bridge', needs: 'codings:read' },
  { to: '/revenue-entries', label: 'revenue.pages.entries', needs: 'codings:read' },
  { to: '/periods', label: 'revenue.pages.periods', needs: 'codings:read' },
  { to: '/revenue/miscoding', label: 'revenue.pages.miscoding', needs: 'codings:read' },
  { to: '/revenue/differences', label: 'revenue.pages.differences', needs: 'codings:read' },
];

export const RECORD_PAGES: readonly PageEntry[] = [
  { to: '/accounts', label: 'shell.pages.accounts', needs: 'accounts:read' },
  { to: '/upgrades', label: 'shell.pages.upgrades', needs: 'upgrades:read' },
];

/** Pages inside an area: the palette finds them, the menu leads to them through their area. */
export const INNER_PAGES: readonly PageEntry[] = [{ to: '/coding/try', label: 'shell.pages.try_coding', needs: 'codings:read' }, ...REVENUE_PAGES.slice(1), ...RETURN_PAGES.slice(1), ...ADOPTION_PAGES.slice(1)];

export const ADMIN_PAGES: readonly PageEntry[] = [
  { to: '/admin/users', label: 'shell.pages.users', needs: 'users:manage' },
  { to: '/admin/products', label: 'shell.pages.products', needs: 'catalogue:read' },
  { to: '/admin/upgrade-paths', label: 'shell.pages.paths', needs: 'catalogue:read' },
  { to: '/admin/policy', label: 'shell.pages.policy', needs: 'policies:read' },
  { to: '/admin/calendars', label: 'shell.pages.calendars', needs: 'policies:read' },
  { to: '/admin/regions', label: 'shell.pages.regions', needs: 'policies:read' },
  { to: '/admin/root-causes', label: 'shell.pages.root_causes', needs: 'root-causes:read' },
  { to: '/admin/exchange-rates', label: 'shell.pages.rates', needs: 'catalogue:read' },
  { to: '/admin/reason-codes', label: 'shell.pages.reason_codes', needs: 'codings:read' },
  { to: '/admin/statements', label: 'admin.statements.title', needs: 'returns:read' },
  { to: '/admin/saved-replies', label: 'shell.pages.saved_replies', needs: 'saved-replies:read' },
  { to: '/admin/imports', label: 'shell.pages.imports', needs: 'imports:run' },
  { to: '/admin/events', label: 'events.title', needs: 'events:read' },
  { to: '/admin/outbox', label: 'shell.pages.outbox', needs: 'outbox:read' },
  { to: '/admin/health', label: 'health.title', needs: 'health:read' },
  { to: '/admin/audit', label: 'shell.pages.audit', needs: 'audit:own' },
];

export const OWN_PAGES: readonly PageEntry[] = [
  { to: '/profile', label: 'shell.pages.profile' },
  { to: '/profile/sessions', label: 'shell.pages.sessions' },
];
