import type { Failure } from '../api.ts';
import { Act } from '../parts/Act.tsx';
import { sentenceOf } from '../parts/ActState.tsx';
import { Heading } from '../parts/Heading.tsx';
import { texts } from '../texts.ts';

/** The page could not be read: why, and trying again. When the connection comes back it tries by itself. */
export function Failed({ title, failure, retrying, onRetry }: { title: string; failure: Failure; retrying: boolean; onRetry: () => void }) {
  const { failed } = texts;
  return (
    <main className="narrow">
      <header><Heading>{title}</Heading></header>
      <section className="panel">
        <p role="status">{retrying ? failed.retrying : sentenceOf(failure)}</p>
        {failure.kind === 'server' && failure.reference && <p className="mute">{failed.reference(failure.reference)}</p>}
        <div className="acts row"><Act primary waiting={retrying} onClick={onRetry}>{failed.retry}</Act></div>
      </section>
    </main>
  );
}
