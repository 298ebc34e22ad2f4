import { Heading } from '../parts/Heading.tsx';
import { texts } from '../texts.ts';

/** The server's sentence says what is the matter, then what to do: "This link has expired: ask …". */
function parts(detail: string | null): { title: string; detail: string } {
  if (detail === null) return texts.gone.wrong;
  const [title, rest] = detail.split(/:\s+(.*)/s);
  if (!title || !rest) return { title: texts.gone.title, detail };
  return { title, detail: `${rest.charAt(0).toUpperCase()}${rest.slice(1)}${/[.!?]$/.test(rest) ? '' : '.'}` };
}

/** A link that was used, is too old, was taken back or never was one. */
export function Gone({ detail, unsent, takesFocus }: { detail: string | null; unsent: string; takesFocus: boolean }) {
  const told = parts(detail);
  return (
    <main className="narrow">
      <header><Heading takesFocus={takesFocus}>{told.title}</Heading></header>
      <section className="panel">
        <p>{told.detail}</p>
        {unsent && <><label htmlFor="unsent">{texts.ask.notSent}</label><textarea id="unsent" rows={7} readOnly value={unsent} /></>}
      </section>
    </main>
  );
}
