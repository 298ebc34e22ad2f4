import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Act } from '../parts/Act.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Sender } from '../parts/Sender.tsx';
import { formatMoment } from '../format.ts';
import { texts } from '../texts.ts';
import { ChooseDevices } from './ChooseDevices.tsx';
import { HowPart } from './HowPart.tsx';
import { MeaningPart } from './MeaningPart.tsx';
import { asksHow, type SigningPage } from './page.ts';
import { SignerPart } from './SignerPart.tsx';
import type { Filling } from './useSigning.ts';

/** To the first field that something is wrong with; it says what. */
const goTo = (fields: readonly string[]) => document.getElementById(fields.find((field) => field !== '') ?? '')?.focus();

type Props = { page: SigningPage; filling: Filling; takesFocus: boolean; onReady: () => void };

/** The first of the two steps: what is said, of which devices, how, and who says it. */
export function Fill({ page, filling, takesFocus, onReady }: Props) {
  const { sign } = texts;
  const { draft, faults, change } = filling;
  // How many are told of stays as it was said until it is asked again: a count that changes with each letter would be read out each time.
  const [wrong, setWrong] = useState(Object.keys(faults).length);
  const atOpening = useRef(Object.keys(faults));
  useEffect(() => goTo(atOpening.current), []);
  const parts = { page, draft, faults, change };

  const next = (event: FormEvent) => {
    event.preventDefault();
    const found = Object.keys(filling.check());
    setWrong(found.length);
    if (found.length === 0) onReady();
    else goTo(found);
  };
  return (
    <main className="narrow">
      <header>
        <Heading reference={page.order.reference} takesFocus={takesFocus && atOpening.current.length === 0}>{sign.title(page.devices.length)}</Heading>
        <p className="mute">{texts.offer.forWhom(page.account.name)} · {texts.order(page.order.reference)}</p>
      </header>
      <Sender name={page.manager.name} message={page.message} />
      <form className="steps" onSubmit={next} noValidate>
        <MeaningPart {...parts} />
        <ChooseDevices {...parts} />
        {asksHow(draft.meaning) && draft.serials.length > 0 && <HowPart {...parts} />}
        <SignerPart {...parts} />
        <section className="panel">
          {faults[''] && <Notice tone="bad"><p>{faults['']}</p></Notice>}
          <div role="alert">{wrong > 0 && Object.keys(faults).length > 0 && <p className="fault"><span className="sign" aria-hidden="true">!</span>{sign.wrong(wrong)}</p>}</div>
          <p>{sign.nothingYet}</p>
          <div className="acts row"><Act primary submit>{sign.check.button}</Act></div>
          <p className="mute">{texts.offer.expires(formatMoment(page.expiresAt))}</p>
        </section>
      </form>
    </main>
  );
}
