import { useEffect, useRef } from 'react';
import { readSigning } from '../api.ts';
import { Visited } from '../parts/Visited.tsx';
import { texts } from '../texts.ts';
import { useView } from '../useView.ts';
import { useVisit } from '../useVisit.ts';
import { Check } from './Check.tsx';
import { toSign } from './draft.ts';
import { Fill } from './Fill.tsx';
import { Nothing } from './Nothing.tsx';
import type { SignedAs, SigningPage } from './page.ts';
import { SignedPage } from './SignedPage.tsx';
import { useSigning } from './useSigning.ts';

const words = { loading: texts.sign.loading, failed: texts.sign.failed };

type Props = { page: SigningPage; first: boolean; token: string; onSigned: (as: SignedAs) => void; onGone: (detail: string) => void };

function Open({ page, first, token, onSigned, onGone }: Props) {
  const { view, moved, show, goBack } = useView();
  const filling = useSigning(token, page);
  const { ready, checked } = filling;
  const inFront = view === 'review' && checked && ready !== null;
  // An address that leads to the second step with nothing to check yet (a reload that lost the draft) is the first step's.
  const astray = useRef(view === 'review' && !inFront);
  useEffect(() => {
    if (!astray.current) return;
    astray.current = false;
    goBack();
  }, [goBack]);
  if (inFront) {
    const done = (as: SignedAs) => {
      filling.forget();
      onSigned(as);
    };
    return <Check page={page} ready={ready} token={token} draft={filling.draft} onSigned={done} onGone={onGone} onBack={goBack} onFaults={(faults) => { filling.complain(faults); goBack(); }} />;
  }
  return <Fill page={page} filling={filling} takesFocus={!first || moved} onReady={() => show('review')} />;
}

/** A customer's signing page: everything that its link shows, from reading what is to be signed to what was. */
export function Signing({ token }: { token: string }) {
  const visiting = useVisit<SigningPage, SignedAs>(token, readSigning);
  return (
    <Visited
      visiting={visiting} words={words} done={(as, page) => <SignedPage {...as} page={page} />}
      open={(page, first) => (toSign(page).length === 0 || page.statements.length === 0
        ? <Nothing page={page} takesFocus={!first} />
        : <Open page={page} first={first} token={token} onSigned={(as) => visiting.finish(as, page, '')} onGone={(detail) => visiting.close(detail, '')} />)}
    />
  );
}
