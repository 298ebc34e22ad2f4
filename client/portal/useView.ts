import { useEffect, useState } from 'react';

const VIEWS = ['offer', 'review', 'ask', 'leave'] as const;
export type View = (typeof VIEWS)[number];

const viewHere = (): View => VIEWS.find((view) => `#${view}` === location.hash) ?? 'offer';

/** The history's entry was made by this page: the one before it is this page too. */
const INSIDE = 'inside';

/** Which part of an open page is in front. It is in the address, so that a telephone's back button goes back one part. */
export function useView(): { view: View; moved: boolean; show: (view: Exclude<View, 'offer'>) => void; goBack: () => void } {
  const [{ view, moved }, setHere] = useState({ view: viewHere(), moved: false });
  useEffect(() => {
    const follow = () => setHere({ view: viewHere(), moved: true });
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  return {
    view, moved,
    show: (next) => {
      if (view === 'offer') history.pushState(INSIDE, '', `#${next}`);
      else history.replaceState(history.state, '', `#${next}`);
      setHere({ view: next, moved: true });
    },
    goBack: () => {
      if (history.state === INSIDE) return history.back();
      history.replaceState(null, '', location.pathname);
      setHere({ view: 'offer', moved: true });
    },
  };
}
