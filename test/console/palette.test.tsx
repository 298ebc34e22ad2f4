import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { usePaletteActions } from '../../client/console/palette/actions.ts';
import { fits, Palette } from '../../client/console/palette/Palette.tsx';
import { pageOf } from '../../client/console/palette/search.ts';
import { answer, renderConsole, withSignedIn } from './support.tsx';

withSignedIn();

const found = [{ resource: 'accounts', id: 'a-1', title: 'Northwind Dental', subtitle: 'mid_market' }, { resource: 'devices', id: 'd-1', title: '4KX-7719-02', subtitle: 'Northwind Dental', accountId: 'a-1' }];

function Here({ claim }: { claim: () => void }) {
  usePaletteActions([{ id: 'claim', label: 'Claim this item', run: claim }]);
  return null;
}

it('finds pages by the beginnings of their words, in any order', () => {
  expect(fits('Audit log', 'log au')).toBe(true);
  expect(fits('Audit log', 'dit')).toBe(false);
  expect(fits('Audit log', '')).toBe(true);
});

it('goes to the record that was found, with nothing but the keyboard', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => answer(200, found)));
  const onClose = vi.fn();
  const { router } = renderConsole(<Palette open onClose={onClose} />);
  const field = screen.getByRole('combobox');
  await userEvent.type(field, 'northw');
  await screen.findByRole('option', { name: /Northwind Dental Mid market/ });
  await userEvent.keyboard('{ArrowDown}{ArrowUp}');
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('Northwind Dental');
  expect(field.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option', { selected: true }).id);
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/accounts/a-1'));
  expect(onClose).toHaveBeenCalledTimes(1);
});

it('says beside each hit what it is, in the words of its page', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => answer(200, [{ resource: 'upgrades', id: 'up-1', title: 'UP-2026-0001', subtitle: 'add_on · awaiting_return' }, { resource: 'escalations', id: 'e-1', title: 'Quote expired', subtitle: 'handed_back' }])));
  renderConsole(<Palette open onClose={vi.fn()} />);
  await userEvent.type(screen.getByRole('combobox'), 'quote');
  await screen.findByRole('option', { name: /UP-2026-0001 Add-on · Awaiting return/ });
  expect(screen.getByRole('option', { name: /Quote expired Handed back/ })).toBeTruthy();
});

it('runs what the page offers', async () => {
  const claim = vi.fn();
  renderConsole(<><Here claim={claim} /><Palette open onClose={vi.fn()} /></>);
  await userEvent.type(screen.getByRole('combobox'), '{Enter}');
  expect(claim).toHaveBeenCalledTimes(1);
});

it('a device is looked at on its account’s page', () => {
  expect(pageOf({ resource: 'devices', id: 'd-1', title: 'x', accountId: 'a-1' })).toBe('/accounts/a-1');
  expect(pageOf({ resource: 'upgrades', id: 'up 1', title: 'x' })).toBe('/upgrades/up%201');
});
