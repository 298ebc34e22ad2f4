import { Act } from '../parts/Act.tsx';
import { FixedList } from '../parts/FixedList.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Lines } from '../parts/Lines.tsx';
import { Notice } from '../parts/Notice.tsx';
import { OldDevicePart } from '../parts/OldDevicePart.tsx';
import { ReturnsPart } from '../parts/ReturnsPart.tsx';
import { Sender } from '../parts/Sender.tsx';
import { formatMoment } from '../format.ts';
import { obstacleOf, type PortalPage } from '../page.ts';
import { texts } from '../texts.ts';
import type { View } from '../useView.ts';

/** What has been prepared for the customer, and what they can do with it. */
export function Offer({ page, first, onShow }: { page: PortalPage; first: boolean; onShow: (view: Exclude<View, 'offer'>) => void }) {
  const obstacle = obstacleOf(page);
  const { offer } = texts;
  const blocked = obstacle && offer.notReady[obstacle](page.manager.name);
  return (
    <main>
      <header>
        <Heading reference={page.upgrade.reference} takesFocus={!first}>{blocked ? blocked.title : offer.ready[page.upgrade.kind]}</Heading>
        <p className="mute">{offer.forWhom(page.account.name)} · {offer.reference(page.upgrade.reference)}</p>
      </header>
      <div className="columns">
        <div className="stack">
          <Sender name={page.manager.name} message={page.message} />
          {page.upgrade.status === 'draft' && <FixedList page={page} />}
          <section className="panel"><h2>{offer.yourOrder}</h2><Lines page={page} /></section>
          {page.returns.length > 0 ? <ReturnsPart returns={page.returns} statement={page.oldDevice?.attestationRequired ?? false} /> : page.oldDevice && <OldDevicePart device={page.oldDevice} />}
        </div>
        <section className="panel decision" aria-labelledby="decision">
          <h2 id="decision">{offer.decision}</h2>
          {blocked && <Notice tone="warn"><p>{blocked.why}</p></Notice>}
          <div className="acts">
            {!blocked && <Act primary onClick={() => onShow('review')}>{texts.review.button}</Act>}
            <Act primary={blocked !== null} onClick={() => onShow('ask')}>{texts.ask.button}</Act>
            <Act plain onClick={() => onShow('leave')}>{page.upgrade.status === 'draft' ? texts.leave.button : texts.leave.buttonPlaced}</Act>
          </div>
          {!blocked && <p className="mute">{offer.changeMind}</p>}
          <p className="mute">{offer.expires(formatMoment(page.expiresAt))}</p>
        </section>
      </div>
    </main>
  );
}
