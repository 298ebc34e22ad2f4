import { Act } from '../parts/Act.tsx';
import { Heading } from '../parts/Heading.tsx';
import { dayHere, formatDay } from '../format.ts';
import type { Done, PortalPage } from '../page.ts';
import { texts } from '../texts.ts';
import { takesEffectAtOnce } from './Review.tsx';

type Told = { title: string; lead: string; next: string[] };

function placed(page: PortalPage): Told {
  const { placed: words } = texts.done;
  const device = page.oldDevice;
  return {
    title: words.title, lead: words.lead(page.account.name),
    next: [
      takesEffectAtOnce(page) ? words.atOnce : words.effective(formatDay(page.upgrade.effectiveOn)),
      ...(device ? [words.device(device.serials.join(', '), formatDay(device.dueOn))] : []),
      ...(device?.attestationRequired ? [words.statement] : []),
      texts.done.questions(page.manager.name),
    ],
  };
}

function askedAgain({ manager }: PortalPage): Told {
  const { asked_again: words } = texts.done;
  return { title: words.title(manager.name), lead: words.lead, next: [words.answer(manager.name), words.link] };
}

function left({ upgrade, before, manager }: PortalPage): Told {
  const { left: words } = texts.done;
  if (upgrade.status !== 'draft') return { title: words.titlePlaced, lead: words.leadPlaced, next: [texts.done.questions(manager.name)] };
  const today = dayHere(new Date());
  const terms = before.flatMap(({ productName, endsOn }) => (endsOn === null || endsOn < today ? [] : [words.ends(productName, formatDay(endsOn))]));
  return { title: words.title, lead: words.lead, next: [...new Set(terms), words.later(manager.name)] };
}

const TOLD = { placed, asked_again: askedAgain, left } satisfies Record<Done['done'], (page: PortalPage) => Told>;

/** What was done, and what happens next. It is shown once: the link has been used by it. */
export function DonePage({ done, page, said }: { done: Done['done']; page: PortalPage; said: string }) {
  const { title, lead, next } = TOLD[done](page);
  const words = texts.done;
  return (
    <main className="narrow">
      <header>
        <span className="stamp" aria-hidden="true">✓</span>
        <Heading reference={page.upgrade.reference}>{title}</Heading>
        <p>{lead}</p>
      </header>
      <section className="panel">
        <h2>{words.next}</h2>
        <ul className="next">{next.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
        {said && <><h3>{words.asked_again.said}</h3><blockquote>{said}</blockquote></>}
        <p>{words.keep(page.upgrade.reference)} {words.used}</p>
        <div className="acts row"><Act onClick={() => window.print()}>{words.print}</Act></div>
      </section>
    </main>
  );
}
