import { readPage } from './api.ts';
import { obstacleOf, type Done, type PortalPage } from './page.ts';
import { AskAgain } from './pages/AskAgain.tsx';
import { DonePage } from './pages/DonePage.tsx';
import { Leave } from './pages/Leave.tsx';
import { Offer } from './pages/Offer.tsx';
import { Review } from './pages/Review.tsx';
import type { Leaving } from './pages/leaving.ts';
import { Visited } from './parts/Visited.tsx';
import { texts } from './texts.ts';
import { useView } from './useView.ts';
import { useVisit } from './useVisit.ts';

const words = { loading: texts.loading, failed: texts.failed.title };

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
  const visiting = useVisit<PortalPage, Done>(token, readPage);
  return (
    <Visited
      visiting={visiting} words={words} done={({ done }, page, said) => <DonePage done={done} page={page} said={said} />}
      open={(page, first) => <Open page={page} first={first} token={token} onDone={(done, said) => visiting.finish(done, page, said)} onGone={visiting.close} />}
    />
  );
}
