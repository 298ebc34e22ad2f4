import { useCallback, useSyncExternalStore } from 'react';
import { draftOf, keepDraft, subscribeDrafts, type Draft } from '../../providers/drafts.ts';
import { useSession } from '../../providers/session.ts';

/** What this person has begun to write on an escalation; there again when they come back to it, until they send it or sign out. */
export function useDraft(id: string) {
  const name = `${useSession()?.id ?? ''}/${id}`;
  const draft = useSyncExternalStore(subscribeDrafts, useCallback(() => draftOf(name), [name]));
  const change = useCallback((part: Partial<Draft>) => keepDraft(name, part), [name]);
  return { draft, change };
}
