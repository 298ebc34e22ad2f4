import { useCallback, useSyncExternalStore } from 'react';

export type Audience = 'customer' | 'internal';
export type Draft = { text: string; audience: Audience };

const EMPTY: Draft = { text: '', audience: 'customer' };
// In memory alone: what is half-written to a customer stays on no shared machine.
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

function keepDraft(id: string, draft: Draft): void {
  if (draft.text === '' && draft.audience === EMPTY.audience) drafts.delete(id);
  else drafts.set(id, draft);
  for (const listener of listeners) listener();
}

/** What somebody has begun to write on an escalation; there again when they come back to it. */
export function useDraft(id: string) {
  const draft = useSyncExternalStore(subscribe, useCallback(() => drafts.get(id) ?? EMPTY, [id]));
  const change = useCallback((part: Partial<Draft>) => keepDraft(id, { ...(drafts.get(id) ?? EMPTY), ...part }), [id]);
  return { draft, change };
}
