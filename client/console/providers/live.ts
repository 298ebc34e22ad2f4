import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { boot } from '../boot.ts';
import { API } from './httpClient.ts';
import { invalidate } from './invalidate.ts';
import { notePresence, type PresenceNews } from './presence.ts';

/** What the server says of a change, in the rooms the viewer may see. */
export type Change = { resource: string; id: string; action: string; by: string | null };

const GATHER_MS = 150;
/** How far the lists that came with the document have heard, until the first stream goes on from there. */
let heard = boot?.heard;
const handlers = new Map<string, Set<(change: Change) => void>>();

/** Calls `handler` for each change of the resource. Lists and records refresh without it. */
export function useLive(resource: string, handler: (change: Change) => void): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const call = (change: Change) => latest.current(change);
    const set = handlers.get(resource) ?? new Set();
    handlers.set(resource, set.add(call));
    return () => {
      set.delete(call);
    };
  }, [resource]);
}

const read = <T>(event: MessageEvent<string>): T | undefined => {
  try {
    return JSON.parse(event.data) as T;
  } catch {
    return undefined;
  }
};

/** Holds the one stream of the page. The browser reconnects by itself and says where it left off (`Last-Event-ID`). */
export function useStream(signedIn: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!signedIn || typeof EventSource === 'undefined') return;
    const stream = new EventSource(heard === undefined ? `${API}/stream` : `${API}/stream?lastEventId=${heard}`);
    const stale = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let broken = false;

    const refresh = () => {
      timer = undefined;
      const resources = [...stale];
      stale.clear();
      for (const resource of resources) void invalidate(queryClient, resource);
    };
    stream.addEventListener('ready', () => {
      heard = undefined;
    });
    stream.addEventListener('change', (event) => {
      const change = read<Change>(event);
      if (!change) return;
      stale.add(change.resource);
      timer ??= setTimeout(refresh, GATHER_MS);
      for (const handler of handlers.get(change.resource) ?? []) handler(change);
    });
    // How far something is that the viewer has begun: nothing has changed yet that would have to be fetched anew.
    stream.addEventListener('progress', (event) => {
      const { resource, action } = read<Omit<Change, 'by' | 'id'>>(event) ?? { resource: '', action: '' };
      for (const handler of handlers.get(resource) ?? []) handler({ resource, action, id: '', by: null });
    });
    stream.addEventListener('presence', (event) => {
      const news = read<PresenceNews>(event);
      if (news) notePresence(news);
    });
    stream.addEventListener('error', () => {
      broken = true;
    });
    const fetchAnew = () => void queryClient.invalidateQueries({ refetchType: 'active' });
    // The server repeats only so much of what was missed, and says where that was more.
    stream.addEventListener('anew', fetchAnew);
    stream.addEventListener('open', () => {
      if (broken) fetchAnew();
      broken = false;
    });
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [queryClient, signedIn]);
}
