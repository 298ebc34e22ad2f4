import type { Role } from './words.ts';

/** Who may do what: routes, scopes and the console all ask this one table. */
const GRANTS = {
  'accounts:read': ['account_manager', 'sales_ops', 'admin'],
  'accounts:edit': ['account_manager', 'admin'],
  'contacts:edit': ['account_manager', 'admin'],
  'subscriptions:edit': ['account_manager', 'admin'],
  'catalogue:read': ['account_manager', 'sales_ops', 'admin'],
  'catalogue:edit': ['admin'],
  'upgrades:read': ['account_manager', 'sales_ops', 'admin'],
  'upgrades:work': ['account_manager', 'admin'],
  'upgrades:approve-exception': ['admin'],
  'returns:read': ['account_manager', 'sales_ops', 'admin'],
  /** Facts, reminders, attestations on behalf, verifying: of any account. */
  'returns:work': ['account_manager', 'admin'],
  'returns:waive': ['admin'],
  'statements:edit': ['admin'],
  'contacts:erase': ['admin'],
  'codings:read': ['account_manager', 'sales_ops', 'admin'],
  /** Of accounts that one manages; admins of all. */
  'codings:propose': ['account_manager', 'admin'],
  'codings:approve': ['admin'],
  'periods:close': ['admin'],
  'reason-codes:edit': ['admin'],
  'adoption:read': ['account_manager', 'sales_ops', 'admin'],
  /** Goals, annotations, and what is entered about fixes. */
  'adoption:edit': ['sales_ops', 'admin'],
  /** The rates of all managers' accounts side by side: they rank people. */
  'adoption:compare': ['sales_ops', 'admin'],
  'escalations:read': ['account_manager', 'sales_ops', 'admin'],
  'escalations:work': ['account_manager', 'admin'],
  'escalations:transfer': ['account_manager', 'sales_ops', 'admin'],
  /** Hand an item to a colleague without holding it oneself. */
  'escalations:assign': ['sales_ops', 'admin'],
  'escalations:note': ['account_manager', 'sales_ops', 'admin'],
  'root-causes:read': ['account_manager', 'sales_ops', 'admin'],
  'root-causes:edit': ['sales_ops', 'admin'],
  'saved-replies:read': ['account_manager', 'sales_ops', 'admin'],
  'saved-replies:edit': ['sales_ops', 'admin'],
  'saved-views:own': ['account_manager', 'sales_ops', 'admin'],
  'users:names': ['account_manager', 'sales_ops', 'admin'],
  'users:manage': ['admin'],
  'policies:read': ['account_manager', 'sales_ops', 'admin'],
  'policies:edit': ['admin'],
  'imports:run': ['sales_ops', 'admin'],
  'events:read': ['sales_ops', 'admin'],
  'events:mend': ['admin'],
  'outbox:read': ['sales_ops', 'admin'],
  'outbox:mend': ['admin'],
  'health:read': ['sales_ops', 'admin'],
  'audit:own': ['account_manager', 'sales_ops', 'admin'],
  'audit:all': ['sales_ops', 'admin'],
  'session:own': ['account_manager', 'sales_ops', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;

export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

export function can(role: Role, permission: Permission): boolean {
  return (GRANTS[permission] as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return PERMISSIONS.filter((permission) => can(role, permission));
}
