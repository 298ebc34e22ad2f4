import { useEffect, useRef, type ReactNode } from 'react';
import { Failed } from '../pages/Failed.tsx';
import { Gone } from '../pages/Gone.tsx';
import type { Visiting } from '../useVisit.ts';

type Props<Page, Result> = {
  visiting: Visiting<Page, Result>; words: { loading: string; failed: string };
  open: (page: Page, first: boolean) => ReactNode; done: (done: Result, page: Page, said: string) => ReactNode;
};

/** What a link has come to, whichever page it opens: on its way, not to be had, used up, open or done. */
export function Visited<Page, Result>({ visiting: { visit, reload }, words, open, done }: Props<Page, Result>) {
  // The browser has just announced the page that was opened; from the second heading on, each takes the focus.
  const headings = useRef(0);
  const first = headings.current === 0;
  useEffect(() => {
    if (visit.at !== 'loading') headings.current += 1;
  }, [visit]);
  switch (visit.at) {
    case 'loading': return <main className="narrow"><p className="mute loading" role="status">{words.loading}</p></main>;
    case 'failed': return <Failed title={words.failed} failure={visit.failure} retrying={visit.retrying} onRetry={reload} />;
    case 'gone': return <Gone detail={visit.detail} unsent={visit.unsent} takesFocus={!first} />;
    case 'done': return done(visit.done, visit.page, visit.said);
    case 'open': return open(visit.page, first);
  }
}
