import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CloseList } from '../../client/console/revenue/periods/CloseList.tsx';
import type { Period } from '../../client/console/revenue/records.ts';
import { renderConsole, withSignedIn } from './support.tsx';

const ready = { id: '2026-10', state: 'open', checks: [{ code: 'ended', holds: true, because: 'It ended on 2026-10-31' }], allowed: ['close'] } as unknown as Period;

describe('of a month that can close, sales operations', () => {
  withSignedIn('sales_ops');

  it('read who closes it', () => {
    renderConsole(<CloseList period={ready} />);
    expect(screen.getByRole('note').textContent).toBe('Nothing stands in its way any more. Closing it is for an admin.');
  });

  it('read nothing of it while something stands in its way', () => {
    renderConsole(<CloseList period={{ ...ready, allowed: [] }} />);
    expect(screen.queryByRole('note')).toBeNull();
  });
});
