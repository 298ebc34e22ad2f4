import { Act } from '../parts/Act.tsx';
import { ActState } from '../parts/ActState.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Lines } from '../parts/Lines.tsx';
import { Notice } from '../parts/Notice.tsx';
import { OldDevicePart } from '../parts/OldDevicePart.tsx';
import { dayHere, formatDay } from '../format.ts';
import type { PortalPage } from '../page.ts';
import { texts } from '../texts.ts';
import { useAct } from '../useAct.ts';
import type { Leaving } from './leaving.ts';

/** Only a renewal takes effect on a day that has passed. */
export const takesEffectAtOnce = ({ upgrade }: PortalPage, now = new Date()): boolean => upgrade.kind !== 'renewal' && upgrade.effectiveOn <= dayHere(now);

/** The whole order once more; the second of the two steps in which it is placed. */
export function Review({ page, token, onDone, onGone, onBack, onAsk }: Leaving & { page: PortalPage; onBack: () => void; onAsk: () => void }) {
  const acting = useAct(token, 'place');
  const { review, lines } = texts;
  const refused = acting.failure?.kind === 'refused';
  const place = async () => {
    const answer = await acting.run();
    if (answer?.ok) onDone(answer.value, '');
    else if (answer?.failure.kind === 'gone') onGone(answer.failure.detail, '');
  };
  return (
    <main className="narrow">
      <header><Heading reference={page.upgrade.reference}>{review.title}</Heading></header>
      <section className="panel">
        <h2>{texts.offer.yourOrder}</h2>
        <dl className="facts">
          <dt>{review.for}</dt><dd>{page.account.name}</dd>
          <dt>{review.reference}</dt><dd>{page.upgrade.reference}</dd>
          {page.upgrade.pathName && <><dt>{review.option}</dt><dd>{page.upgrade.pathName}</dd></>}
          <dt>{lines.effective}</dt><dd>{takesEffectAtOnce(page) ? lines.atOnce : formatDay(page.upgrade.effectiveOn)}</dd>
        </dl>
        <Lines page={page} />
      </section>
      {page.oldDevice && <OldDevicePart device={page.oldDevice} />}
      <section className="panel">
        <p>{review.account}</p>
        <ActState acting={acting} doing={review.placing} refusal={<Notice tone="bad"><p>{review.notPossible(page.manager.name)}</p></Notice>} />
        <div className="acts row">
          {refused ? <Act primary onClick={onAsk}>{review.askInstead}</Act> : <Act primary waiting={acting.pending} onClick={() => void place()}>{acting.pending ? review.placing : review.place}</Act>}
          <Act waiting={acting.pending} onClick={onBack}>{review.back}</Act>
        </div>
      </section>
    </main>
  );
}
