import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import HealthPage from '../../client/console/admin/health/HealthPage.tsx';
import { backupAlarm, type BackupStanding } from '../../client/console/admin/health/standing.ts';
import { BackupNotice } from '../../client/console/desk/BackupNotice.tsx';
import { answer, renderConsole, withSignedIn } from './support.tsx';

withSignedIn();

const standing = (more: Partial<BackupStanding> = {}): BackupStanding => ({
  state: 'ok', ok: true, lastAt: '2026-03-10T10:00:00.000Z', ageHours: 1, everyHours: 24, kept: 3, bytes: 5_242_880, rows: 12_345, because: null, warnings: [], ...more,
});
const health = (backup: BackupStanding | null) => vi.stubGlobal('fetch', async (input: string | URL | Request) => {
  const url = String(input instanceof Request ? input.url : input);
  if (url.includes('/differences')) return answer(200, { on: '2026-03-10', rows: [] });
  return answer(200, { backup, outbox: { waiting: 0, dead: 0 }, database: { engine: 'sqlite', answerMs: 0.2 } });
});

describe('The health page', () => {
  it('shows the last backup and what it holds', async () => {
    health(standing());
    renderConsole(<HealthPage />, { dataProvider: { getList: async () => ({ data: [], total: 0 }) } });
    expect(await screen.findByText('up to date')).toBeTruthy();
    expect(screen.getByText('12,345 rows, 5 MB')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes red when the last is too old, when there is none, and when it failed, with the reason', async () => {
    health(standing({ state: 'failed', ok: false, because: 'There is no room on the disk' }));
    renderConsole(<HealthPage />, { dataProvider: { getList: async () => ({ data: [], total: 0 }) } });
    expect((await screen.findByRole('alert')).textContent).toBe('The last backup failed.');
    expect(screen.getByText('There is no room on the disk')).toBeTruthy();
    for (const state of ['late', 'never'] as const) expect(backupAlarm(standing({ state, ok: false }))).toBe(true);
  });

  it('raises no alarm where backups are somebody else’s', () => {
    expect(backupAlarm(standing({ state: 'never', ok: false, everyHours: 0 }))).toBe(false);
    expect(backupAlarm(null)).toBe(false);
  });
});

describe('The desk', () => {
  it('tells an admin that the last backup is too old, and nothing while all is well', async () => {
    health(standing({ state: 'late', ok: false, ageHours: 60 }));
    const { unmount } = renderConsole(<BackupNotice />);
    expect((await screen.findByRole('alert')).textContent).toContain('The last backup is too old.');
    unmount();
    const asked = vi.fn(async () => answer(200, { backup: standing(), outbox: { waiting: 0, dead: 0 }, database: { engine: 'sqlite', answerMs: 1 } }));
    vi.stubGlobal('fetch', asked);
    renderConsole(<BackupNotice />);
    await waitFor(() => expect(asked).toHaveBeenCalled());
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
