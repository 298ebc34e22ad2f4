import { initials } from '../format.ts';
import { texts } from '../texts.ts';

/** Who has sent the link, and what they say with it. */
export function Sender({ name, message }: { name: string; message: string }) {
  return (
    <section className="panel sender" aria-label={texts.offer.message(name)}>
      <p className="who"><span className="portrait" aria-hidden="true">{initials(name)}</span><span><strong>{name}</strong><br /><span className="mute">{texts.offer.manager}</span></span></p>
      {message.trim() !== '' && <blockquote>{message}</blockquote>}
    </section>
  );
}
