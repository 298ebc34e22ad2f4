import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { allowedMoves, MOVES, MOVE_NAMES } from '../../server/domain/escalation.ts';
import { ESCALATION_STATUSES, ROLES } from '../../server/domain/words.ts';
import type { EscalationRecord } from '../../client/console/escalations/records.ts';
import { hasDeclined, movesOf, sideMoves, standingOf } from '../../client/console/escalations/standing.ts';
import { Workspace } from '../../client/console/escalations/workspace/Workspace.tsx';
import { PersonBadge } from '../../client/console/fields/Person.tsx';
import { draftOf, keepDraft } from '../../client/console/providers/drafts.ts';
import { makeDataProvider } from '../../client/console/providers/dataProvider.ts';
import { setSession, signOut } from '../../client/console/providers/session.ts';
import { answer, renderConsole, withSignedIn } from './support.tsx';

withSignedIn('account_manager');
afterEach(() => sessionStorage.clear());

const me = { id: 'u-1', name: 'Ada Kowalski', role: 'account_manager' } as const;

describe('what is offered', () => {
  it('is what the table of moves allows, for every state, role and holder', () => {
    for (const status of ESCALATION_STATUSES) {
      for (const role of ROLES) {
        for (const assigneeId of [null, 'u-1', 'u-2']) {
          const row = { status, assigneeId, upgradeId: 'up-1' };
          const viewer = { ...me, role };
          expect(movesOf(row, viewer)).toEqual(allowedMoves(row, viewer));
        }
      }
    }
  });

  it('the panel shows no move that has its own place, and none that only the desk makes', () => {
    const side = sideMoves(MOVE_NAMES);
    expect(side).toEqual(['release', 'decline', 'transfer', 'pause', 'resume', 'cancel', 'escalate-again']);
    expect(side.filter((name) => MOVES[name].by === 'desk')).toEqual([]);
  });

  it('depends on whose it is', () => {
    expect(standingOf({ status: 'waiting', assigneeId: null }, 'u-1')).toBe('unheld');
    expect(standingOf({ status: 'paused', assigneeId: 'u-1' }, 'u-1')).toBe('mine');
    expect(standingOf({ status: 'claimed', assigneeId: 'u-2' }, 'u-1')).toBe('theirs');
    expect(standingOf({ status: 'handed_back', assigneeId: 'u-1' }, 'u-1')).toBe('with_customer');
    expect(standingOf({ status: 'resolved', assigneeId: 'u-1' }, 'u-1')).toBe('closed');
  });
});

const soon = new Date(Date.now() + 3_600_000).toISOString();
const now = new Date().toISOString();

const record = (given: Partial<EscalationRecord> = {}): EscalationRecord => {
  const row: EscalationRecord = {
    allowed: [], id: 'e-1', upgradeId: null, upgradeReference: null, accountId: 'a-1', accountName: 'Northwind Dental', contactId: null, contactName: 'Priya Nair', contactEmail: null, status: 'claimed', statusSince: now, outcome: null, step: null, channel: 'phone', reason: 'pricing_exception',
    subject: 'The total is not what was quoted', assigneeId: 'u-1', assigneeName: 'Ada Kowalski', claimedAt: now, leaseUntil: soon, ownerId: 'u-1', ownerName: 'Ada Kowalski', priority: 'high', priorityOverride: null, score: 61, scoreParts: [{ code: 'arr', points: 61, because: '$1,500 at stake' }],
    arrAtStakeMinor: 150_000, queueDueAt: soon, firstResponseDueAt: soon, resolutionDueAt: soon, firstRespondedAt: null, openedAt: now, roundStartedAt: now, pauseReason: null, pausedUntil: null, handedBackStep: null, handedBackAt: null, rootCause: null, timesEscalated: 1, handleSeconds: 0, closedAt: null,
    kind: null, region: 'emea', segment: 'smb', pathName: null, version: 4, handBackSteps: [], calendarZone: 'UTC',
    timeline: [{ id: 't-1', at: now, kind: 'customer', verb: 'log', authorId: null, authorName: 'Priya Nair', text: 'We need this before the 30th.', detail: {} }],
    ...given,
  };
  return { ...row, allowed: allowedMoves(row, me) };
};

type Reply = (body: Record<string, unknown>) => Response;

/** A server that knows one escalation, and what else a workspace asks. */
function serve(first: EscalationRecord, commands: Record<string, Reply> = {}) {
  const calls: { verb: string; body: Record<string, unknown> }[] = [];
  vi.stubGlobal('fetch', vi.fn(async (url: string, options: RequestInit = {}) => {
    const path = url.replace(/^.*\/api/, '').split('?')[0] ?? '';
    if (options.method === 'POST' && path.startsWith('/escalations/e-1/')) {
      const verb = path.split('/').at(-1) ?? '';
      const body = JSON.parse(String(options.body)) as Record<string, unknown>;
      calls.push({ verb, body });
      return commands[verb]?.(body) ?? answer(200, first);
    }
    if (path === '/escalations/e-1') return answer(200, first);
    if (path === '/root-causes') return answer(200, [{ id: 'pricing_exception', name: 'Pricing exception', description: 'A price of their own', active: true, position: 1 }, { id: 'gone', name: 'Gone', description: '', active: false, position: 2 }], { 'content-range': 'root-causes 0-1/2' });
    if (path === '/policies/current') return answer(200, { rules: { stopsClock: { waiting_for_customer: true }, targets: {}, handBackLinkHours: 72, abandonAfterDays: 14 } });
    if (path.startsWith('/escalations/e-1/clock')) return answer(404, { title: 'Not found', status: 404 });
    if (path.startsWith('/accounts/')) return answer(404, { title: 'Not found', status: 404 });
    return answer(200, [], { 'content-range': 'x 0-0/0' });
  }));
  renderConsole(<Workspace id="e-1" />, { dataProvider: makeDataProvider() });
  return calls;
}

it('a message goes to the customer, a card number does not', async () => {
  const calls = serve(record());
  const field = await screen.findByLabelText('Write to Priya Nair…');
  await userEvent.type(field, 'My card is 4111 1111 1111 1111');
  expect(screen.getByText(/looks like a payment card number/)).toBeTruthy();
  expect(screen.getByRole('button', { name: /^Send/ })).toHaveProperty('disabled', true);
  await userEvent.clear(field);
  await userEvent.type(field, 'Hello Priya');
  await userEvent.click(screen.getByRole('button', { name: /^Send/ }));
  await waitFor(() => expect(calls).toEqual([{ verb: 'message', body: { text: 'Hello Priya' } }]));
  expect(field).toHaveProperty('value', '');
});

describe('a draft', () => {
  const KEPT = 'Your draft is kept while you look elsewhere.';
  const stored = () => Object.entries(sessionStorage).map(([key, value]) => [key, (JSON.parse(String(value)) as { text: string }).text]);

  it('is kept by the tab for its person and its escalation, and goes when it is sent', async () => {
    serve(record());
    await userEvent.type(await screen.findByLabelText('Write to Priya Nair…'), 'Hello Priya');
    expect(screen.getByText(KEPT)).toBeTruthy();
    expect(stored()).toEqual([['draft/u-1/e-1', 'Hello Priya']]);
    await userEvent.click(screen.getByRole('button', { name: /^Send/ }));
    await waitFor(() => expect(stored()).toEqual([]));
  });

  it('is there after a reload, and not for whoever signs in after its person', async () => {
    sessionStorage.setItem('draft/u-1/e-2', JSON.stringify({ text: 'Half a sentence', audience: 'internal' }));
    expect(draftOf('u-1/e-2')).toEqual({ text: 'Half a sentence', audience: 'internal' });
    expect(draftOf('u-2/e-2').text).toBe('');
  });

  it('is neither kept nor said to be where it holds a card', async () => {
    serve(record());
    await userEvent.type(await screen.findByLabelText('Write to Priya Nair…'), 'My card is 4111 1111 1111 1111');
    expect(screen.queryByText(KEPT)).toBeNull();
    expect(JSON.stringify(stored())).not.toContain('4111 1111 1111 1111');
    await userEvent.clear(screen.getByLabelText('Write to Priya Nair…'));
  });

  it('goes at sign-out', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => answer(204, undefined)));
    keepDraft('u-1/e-3', { text: 'Half a sentence' });
    await signOut();
    expect(stored()).toEqual([]);
    expect(draftOf('u-1/e-3').text).toBe('');
    setSession(null);
  });
});

it('resolving says what will happen, offers only causes of today, and sends the version that was seen', async () => {
  const calls = serve(record(), { resolve: () => answer(200, record({ status: 'resolved', outcome: 'answered', rootCause: 'pricing_exception', closedAt: now, version: 5 })) });
  await userEvent.click(await screen.findByRole('button', { name: /^Resolve/ }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('It closes as “Answered”.')).toBeTruthy();
  expect(within(dialog).queryByText('Gone')).toBeNull();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Resolve' }));
  await waitFor(() => expect(calls).toEqual([{ verb: 'resolve', body: { rootCause: 'pricing_exception', version: 4 } }]));
});

it('where somebody was faster, both are shown, and one’s own goes on with the newer version', async () => {
  const theirs = record({ priority: 'urgent', version: 5 });
  let tries = 0;
  const calls = serve(record(), {
    resolve: () => {
      tries += 1;
      return tries === 1 ? answer(409, { status: 409, title: 'Conflict', detail: 'It has changed meanwhile', current: theirs }) : answer(200, record({ status: 'resolved', outcome: 'answered', version: 6 }));
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: /^Resolve/ }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Resolve' }));
  const conflict = await screen.findByRole('alertdialog');
  expect(within(conflict).getAllByText('Urgent').length).toBeGreaterThan(0);
  await userEvent.click(within(conflict).getByRole('button', { name: 'Apply mine again' }));
  await waitFor(() => expect(calls.map(({ body }) => body['version'])).toEqual([4, 5]));
});

it('what somebody else holds is read, and noted on, alone', async () => {
  serve(record({ assigneeId: 'u-2', assigneeName: 'Jonas Meyer' }));
  expect(await screen.findByText('Jonas Meyer is working on it.')).toBeTruthy();
  expect(screen.getByLabelText(/A note for colleagues/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^(Resolve|Hand back|Send)/ })).toBeNull();
});

it('a claim that was lost says who has it', async () => {
  const calls = serve(record({ status: 'waiting', assigneeId: null, assigneeName: null }), { claim: () => answer(409, { status: 409, title: 'Conflict', detail: 'Jonas Meyer is working on it', message: 'Jonas Meyer is working on it', allowed: ['note'], current: record({ assigneeId: 'u-2' }) }) });
  await userEvent.click(await screen.findByRole('button', { name: /^Claim/ }));
  await waitFor(() => expect(calls.map(({ verb }) => verb)).toEqual(['claim']));
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

const event = (verb: string, authorId: string, authorName: string, at = now) => ({ id: `${verb} ${authorId}`, at, kind: 'event' as const, verb, authorId, authorName, text: '', detail: {} });

it('whoever declined it reads so, and is offered the next one instead of declining again', async () => {
  serve(record({ status: 'waiting', assigneeId: null, assigneeName: null, timeline: [event('claim', 'u-1', 'Ada Kowalski'), event('decline', 'u-1', 'Ada Kowalski')] }));
  expect(await screen.findByText(/You declined it/)).toBeTruthy();
  expect(screen.getByRole('button', { name: /^Take next/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Not for me' })).toBeNull();
  expect(hasDeclined([event('decline', 'u-1', 'Ada Kowalski', '2026-01-01T00:00:00.000Z')], 'u-1', Date.parse(now) - 86_400_000)).toBe(false);
});

it('who was given it by a colleague reads by whom, and has no claim to undo', async () => {
  serve(record({ timeline: [event('claim', 'u-2', 'Jonas Meyer'), event('transfer', 'u-2', 'Jonas Meyer')] }));
  expect(await screen.findByText(/Jonas Meyer gave it to you/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Undo claim' })).toBeNull();
});

it('a claim of one’s own can be undone while nothing was said', async () => {
  serve(record({ timeline: [event('claim', 'u-1', 'Ada Kowalski')] }));
  expect(await screen.findByRole('button', { name: 'Undo claim' })).toBeTruthy();
});

it('what was handed back says to whom the link was mailed, after a reload too', async () => {
  serve(record({ status: 'handed_back', handedBackStep: 'review', handedBackAt: now, contactEmail: 'priya@northwind.example' }));
  expect(await screen.findByText(/A mail with their link is written to priya@northwind.example\./)).toBeTruthy();
});

it('a first response that came late says by how much', async () => {
  serve(record({ firstRespondedAt: '2026-05-04T11:10:00.000Z', firstResponseDueAt: '2026-05-04T09:00:00.000Z' }));
  expect(await screen.findByText('late 2 h 10 m')).toBeTruthy();
});

it('who else is here has the initials of their name, not of what they do', () => {
  renderConsole(<PersonBadge name="Maren Holt" doing="editing" />);
  expect(screen.getByRole('img', { name: 'Maren Holt · editing' }).textContent).toBe('MH');
});

it('what leaves an escalation as it is, is not called cancelling too', async () => {
  serve(record());
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel it' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Keep it', 'Cancel it']);
});
