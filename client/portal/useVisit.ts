import { useCallback, useEffect, useState } from 'react';
import type { Answer, Failure } from './api.ts';

/** What the link has come to. `unsent`: what was written and could not be sent any more. */
export type Visit<Page, Result> =
  | { at: 'loading' }
  | { at: 'failed'; failure: Failure; retrying: boolean }
  | { at: 'gone'; detail: string | null; unsent: string }
  | { at: 'open'; page: Page }
  | { at: 'done'; done: Result; page: Page; said: string };

export type Visiting<Page, Result> = { visit: Visit<Page, Result>; reload: () => void; finish: (done: Result, page: Page, said: string) => void; close: (detail: string, unsent: string) => void };

function visitOf<Page>(answer: Answer<Page>): Visit<Page, never> {
  if (answer.ok) return { at: 'open', page: answer.value };
  switch (answer.failure.kind) {
    case 'gone': return { at: 'gone', detail: answer.failure.detail, unsent: '' };
    case 'wrong_link': return { at: 'gone', detail: null, unsent: '' };
    default: return { at: 'failed', failure: answer.failure, retrying: false };
  }
}

/** Reads what the link shows, again when the connection comes back, and when the browser shows an old copy of a page whose link has been used. */
export function useVisit<Page, Result>(token: string, read: (token: string) => Promise<Answer<Page>>): Visiting<Page, Result> {
  const [visit, setVisit] = useState<Visit<Page, Result>>({ at: 'loading' });

  const load = useCallback(() => void read(token).then((answer) => setVisit(visitOf(answer))), [token, read]);
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
    finish: (done, page, said) => setVisit({ at: 'done', done, page, said }),
    close: (detail, unsent) => setVisit({ at: 'gone', detail, unsent }),
  };
}
