import { signedTime } from '../../../server/domain/certificate-text.ts';
import { Act } from '../parts/Act.tsx';
import { Heading } from '../parts/Heading.tsx';
import { texts } from '../texts.ts';
import { toSign } from './draft.ts';
import type { SignedAs, SigningPage } from './page.ts';
import { SignatureLine, SignedContent } from './SignedContent.tsx';

/** What was signed, when, and what proves it. It is shown once: the link has been used by it. */
export function SignedPage({ signed, ready, zone, page }: SignedAs & { page: SigningPage }) {
  const { done } = texts.sign;
  const left = toSign(page).filter(({ serial }) => !ready.devices.some(({ device }) => device.serial === serial)).map(({ serial }) => serial);
  return (
    <main className="narrow">
      <header>
        <span className="stamp" aria-hidden="true">✓</span>
        <Heading reference={page.order.reference}>{done.title}</Heading>
        <p>{done.lead(page.manager.name)}</p>
      </header>
      <section className="panel">
        <h2>{done.what}</h2>
        <SignedContent page={page} ready={ready} />
        <SignatureLine ready={ready} />
        <dl className="facts">
          <dt>{done.when}</dt><dd>{signedTime(signed.signedAt, zone)}</dd>
          <dt>{done.hash}</dt><dd><code>{signed.hash}</code></dd>
        </dl>
        <p className="mute">{done.hashHint}</p>
      </section>
      <section className="panel">
        <h2>{texts.done.next}</h2>
        <ul className="next">
          {left.length > 0 && <li>{done.left(left.join(', '), page.manager.name)}</li>}
          <li>{done.copy(page.manager.name)}</li>
          <li>{texts.done.questions(page.manager.name)}</li>
        </ul>
        <p>{texts.done.keep(page.order.reference)} {texts.done.used}</p>
        <div className="acts row"><Act onClick={() => window.print()}>{texts.done.print}</Act></div>
      </section>
    </main>
  );
}
