import { texts } from '../texts.ts';
import type { Statement } from './page.ts';

/** A statement as it is signed: its title, which edition it is, and every word of it. */
export function StatementText({ statement: { title, edition, text } }: { statement: Statement }) {
  return (
    <figure className="statement">
      <figcaption><strong>{title}</strong> <span className="mute">{texts.sign.statement.edition(edition)}</span></figcaption>
      <blockquote>{text}</blockquote>
    </figure>
  );
}
