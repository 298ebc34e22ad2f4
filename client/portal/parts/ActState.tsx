import type { ReactNode } from 'react';
import type { Failure } from '../api.ts';
import { texts } from '../texts.ts';
import type { ActingState } from '../useAct.ts';
import { Notice } from './Notice.tsx';

/** What happened, in a sentence; null where the page shows it in another way. */
export function sentenceOf(failure: Failure): string | null {
  switch (failure.kind) {
    case 'gone':
    case 'wrong_link': return null;
    case 'refused': return texts.failed.refused;
    default: return texts.failed[failure.kind];
  }
}

type Props = { acting: ActingState; doing: string; kept?: string; refusal?: ReactNode };

/** How an act goes, said aloud where it changes: under way, taking long, failed and what to do. */
export function ActState({ acting: { pending, long, failure }, doing, kept, refusal }: Props) {
  const sentence = failure && sentenceOf(failure);
  return (
    <>
      <p className="doing" role="status">{pending ? `${doing}${long ? ` ${texts.failed.long}` : ''}` : ''}</p>
      <div role="alert">
        {failure?.kind === 'refused' && refusal}
        {sentence && !(failure.kind === 'refused' && refusal) && (
          <Notice tone="bad" title={sentence}>
            <p>{kept && `${kept} `}{texts.failed.again}</p>
            {failure.kind === 'server' && failure.reference && <p className="mute">{texts.failed.reference(failure.reference)}</p>}
          </Notice>
        )}
      </div>
    </>
  );
}
