import { findCard } from '../../../server/domain/payment-cards.ts';

export type Audience = 'customer' | 'internal';
export type Draft = { text: string; audience: Audience };

const PREFIX = 'draft/';
const EMPTY: Draft = { text: '', audience: 'customer' };
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

const told = () => {
  for (const listener of listeners) listener();
};

function stored(name: string): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(sessionStorage.getItem(PREFIX + name) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY;
  }
}

function store(name: string, draft: Draft): void {
  try {
    if (draft.text === '' || findCard(draft.text) !== null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, JSON.stringify(draft));
  } catch {
    // A browser that stores nothing keeps it until the page is left.
  }
}

export const subscribeDrafts = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** What was begun under a name; the same object until it changes. */
export function draftOf(name: string): Draft {
  const draft = drafts.get(name) ?? stored(name);
  drafts.set(name, draft);
  return draft;
}

/** Keeps it in this tab, over a reload too. One that holds a card stays in its field alone, and is gone with the page. */
export function keepDraft(name: string, part: Partial<Draft>): void {
  const draft = { ...draftOf(name), ...part };
  drafts.set(name, draft);
  store(name, draft);
  told();
}

/** Whoever signs out leaves nothing half-written to the next person at this machine. */
export function forgetDrafts(): void {
  drafts.clear();
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was stored where nothing can be read.
  }
  told();
}
