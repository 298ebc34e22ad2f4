import { Heading } from '../parts/Heading.tsx';
import { Sender } from '../parts/Sender.tsx';
import { texts } from '../texts.ts';
import { Devices } from './Devices.tsx';
import type { SigningPage } from './page.ts';

/** The link is good, and there is nothing to sign with it: all of it is signed, or no statement has been written yet. */
export function Nothing({ page, takesFocus }: { page: SigningPage; takesFocus: boolean }) {
  const { nothing } = texts.sign;
  const { title, detail } = page.devices.every(({ attested }) => attested) ? nothing.all : nothing.none;
  return (
    <main className="narrow">
      <header><Heading reference={page.order.reference} takesFocus={takesFocus}>{title}</Heading><p>{detail(page.manager.name)}</p></header>
      <Sender name={page.manager.name} message={page.message} />
      <section className="panel"><h2>{texts.sign.devices.title(page.devices.length)}</h2><Devices devices={page.devices} /></section>
    </main>
  );
}
