import { describe, expect, it } from 'vitest';
import { can, PERMISSIONS, permissionsOf } from '../../server/domain/permissions.ts';
import { ROLES } from '../../server/domain/words.ts';

describe('Of the three roles', () => {
  it('an admin may do everything', () => {
    expect(permissionsOf('admin')).toEqual(PERMISSIONS);
  });

  it('sales operations see everything and change neither customers nor their upgrades', () => {
    const reads = PERMISSIONS.filter((one) => one.endsWith(':read') || one.endsWith(':own') || one.endsWith(':names'));
    for (const permission of reads) expect(can('sales_ops', permission), permission).toBe(true);
    for (const permission of ['escalations:work', 'upgrades:work', 'accounts:edit', 'contacts:edit', 'subscriptions:edit', 'users:manage', 'policies:edit', 'catalogue:edit', 'upgrades:approve-exception'] as const) expect(can('sales_ops', permission), permission).toBe(false);
    for (const permission of ['escalations:transfer', 'escalations:assign', 'escalations:note', 'root-causes:edit', 'imports:run', 'audit:all'] as const) expect(can('sales_ops', permission), permission).toBe(true);
  });

  it('account managers work escalations and upgrades, and see of the audit log their own', () => {
    for (const permission of ['escalations:work', 'upgrades:work', 'accounts:edit', 'contacts:edit', 'subscriptions:edit', 'audit:own'] as const) expect(can('account_manager', permission), permission).toBe(true);
    for (const permission of ['audit:all', 'users:manage', 'policies:edit', 'imports:run', 'root-causes:edit', 'escalations:assign', 'upgrades:approve-exception', 'catalogue:edit'] as const) expect(can('account_manager', permission), permission).toBe(false);
  });

  it('everyone has their own session and views', () => {
    for (const role of ROLES) expect(permissionsOf(role)).toEqual(expect.arrayContaining(['session:own', 'saved-views:own', 'users:names']));
  });
});
