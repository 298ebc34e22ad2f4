import { useEffect, useRef } from 'react';
import { AskAgain } from './pages/AskAgain.tsx';
import { DonePage } from './pages/DonePage.tsx';
import { Failed } from './pages/Failed.tsx';
import { Gone } from './pages/Gone.tsx';
import { Leave } from './pages/Leave.tsx';
import { Offer } from './pages/Offer.tsx';
import { Review } from './pages/Review.tsx';
import type { Leaving } from './pages/leaving.ts';
import { obstacleOf, type PortalPage } from './page.ts';
import { texts } from './texts.ts';
import { useView } from './useView.ts';
import { useVisit } from './useVisit.ts';

function Open({ page, first, ...leaving }: Leaving & { page: PortalPage; first: boolean }) {
  const { view, moved, show, goBack } = useView();
  const parts = { ...leaving, page, onBack: goBack };
  if (view === 'ask') return <AskAgain {...parts} />;
  if (view === 'leave') return <Leave {...parts} />;
  if (view === 'review' && obstacleOf(page) === null) return <Review {...parts} onAsk={() => show('ask')} />;
  return <Offer page={page} first={first && !moved} onShow={show} />;
}

/** The customer's side of a hand-back: everything that one link shows, from opening it to what came of it. */
export function Portal({ token }: { token: string }) {
  const { visit, reload, finish, close } = useVisit(token);
  // The browser has just announced the page that was opened; from the second heading on, each takes the focus.
  const headings = useRef(0);
  const first = headings.current === 0;
  useEffect(() => {
    if (visit.at !== 'loading') headings.current += 1;
  }, [visit]);
  switch (visit.at) {
    case 'loading': return <main className="narrow"><p className="mute loading" role="status">{texts.loading}</p></main>;
    case 'failed': return <Failed failure={visit.failure} retrying={visit.retrying} onRetry={reload} />;
    case 'gone': return <Gone detail={visit.detail} unsent={visit.unsent} takesFocus={!first} />;
    case 'done': return <DonePage done={visit.done} page={visit.page} said={visit.said} />;
    case 'open': return <Open page={visit.page} first={first} token={token} onDone={(done, said) => finish(done, visit.page, said)} onGone={close} />;
  }
}
