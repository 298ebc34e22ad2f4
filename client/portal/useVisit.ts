import { useCallback, useEffect, useState } from 'react';
import { readPage, type Answer, type Failure } from './api.ts';
import type { Done, PortalPage } from './page.ts';

/** What the link has come to. `unsent`: what was written and could not be sent any more. */
export type Visit =
  | { at: 'loading' }
  | { at: 'failed'; failure: Failure; retrying: boolean }
  | { at: 'gone'; detail: string | null; unsent: string }
  | { at: 'open'; page: PortalPage }
  | { at: 'done'; done: Done['done']; page: PortalPage; said: string };

export type Visiting = { visit: Visit; reload: () => void; finish: (done: Done, page: PortalPage, said: string) => void; close: (detail: string, unsent: string) => void };

function visitOf(answer: Answer<PortalPage>): Visit {
  if (answer.ok) return { at: 'open', page: answer.value };
  switch (answer.failure.kind) {
    case 'gone': return { at: 'gone', detail: answer.failure.detail, unsent: '' };
    case 'wrong_link': return { at: 'gone', detail: null, unsent: '' };
    default: return { at: 'failed', failure: answer.failure, retrying: false };
  }
}

/** Reads what the link shows, again when the connection comes back, and when the browser shows an old copy of a page whose link has been used. */
export function useVisit(token: string): Visiting {
  const [visit, setVisit] = useState<Visit>({ at: 'loading' });

  const load = useCallback(() => void readPage(token).then((answer) => setVisit(visitOf(answer))), [token]);
  useEffect(load, [load]);

  const { at } = visit;
  useEffect(() => {
    const restored = (event: PageTransitionEvent) => event.persisted && load();
    window.addEventListener('pageshow', restored);
    if (at === 'failed') window.addEventListener('online', load);
    if (at === 'done') window.addEventListener('popstate', load);
    return () => {
      window.removeEventListener('pageshow', restored);
      window.removeEventListener('online', load);
      window.removeEventListener('popstate', load);
    };
  }, [at, load]);

  return {
    visit,
    reload: () => {
      setVisit((now) => (now.at === 'failed' ? { ...now, retrying: true } : now));
      load();
    },
    finish: ({ done }, page, said) => setVisit({ at: 'done', done, page, said }),
    close: (detail, unsent) => setVisit({ at: 'gone', detail, unsent }),
  };
}
