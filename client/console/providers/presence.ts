import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { API, request } from './httpClient.ts';

export type PresentPerson = { id: string; name: string; mode: 'viewing' | 'editing' };
export type PresenceNews = { resource: string; id: string; people: PresentPerson[] };

const HEARTBEAT_MS = 20_000;
const NOBODY: readonly PresentPerson[] = [];
const present = new Map<string, readonly PresentPerson[]>();
const listeners = new Set<() => void>();

const place = (resource: string, id: string) => `${resource}/${id}`;

/** The stream tells who is where; the whole list of a place each time. */
export function notePresence({ resource, id, people }: PresenceNews) {
  if (people.length === 0) present.delete(place(resource, id));
  else present.set(place(resource, id), people);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Who is viewing or editing a record, without being there oneself: for lists. */
export function usePresenceOf(resource: string, id: string): readonly PresentPerson[] {
  return useSyncExternalStore(subscribe, useCallback(() => present.get(place(resource, id)) ?? NOBODY, [resource, id]));
}

/** Says that this person is at a record, in `mode`, as long as the component stands, and answers who else is. */
export function usePresence(resource: string, id: string | undefined, mode: 'viewing' | 'editing'): readonly PresentPerson[] {
  useEffect(() => {
    if (!id) return;
    // Nobody's work depends on it: where it fails, the next beat tries again.
    const beat = () => void request('POST', '/presence', { resource, id, mode }).catch(() => undefined);
    beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    return () => clearInterval(timer);
  }, [resource, id, mode]);

  useEffect(() => {
    if (!id) return;
    const leave = () => void fetch(`${API}/presence?${new URLSearchParams({ resource, id })}`, { method: 'DELETE', keepalive: true }).catch(() => undefined);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [resource, id]);

  return usePresenceOf(resource, id ?? '');
}
