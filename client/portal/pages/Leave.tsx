import { Act } from '../parts/Act.tsx';
import { ActState } from '../parts/ActState.tsx';
import { Heading } from '../parts/Heading.tsx';
import type { PortalPage } from '../page.ts';
import { texts } from '../texts.ts';
import { useAct } from '../useAct.ts';
import type { Leaving } from './leaving.ts';

/** Giving it up, asked once more. */
export function Leave({ page, token, onDone, onGone, onBack }: Leaving & { page: PortalPage; onBack: () => void }) {
  const acting = useAct(token, 'leave');
  const { leave } = texts;
  const draft = page.upgrade.status === 'draft';
  const confirm = async () => {
    const answer = await acting.run();
    if (answer?.ok) onDone(answer.value, '');
    else if (answer?.failure.kind === 'gone') onGone(answer.failure.detail, '');
  };
  return (
    <main className="narrow">
      <header><Heading reference={page.upgrade.reference}>{draft ? leave.title : leave.titlePlaced}</Heading></header>
      <section className="panel">
        <p>{draft ? leave.draft : leave.placed}</p>
        {draft && <p>{leave.later(page.manager.name)}</p>}
        <ActState acting={acting} doing={leave.leaving} />
        <div className="acts row">
          <Act primary waiting={acting.pending} onClick={() => void confirm()}>{acting.pending ? leave.leaving : draft ? leave.confirm : leave.confirmPlaced}</Act>
          <Act waiting={acting.pending} onClick={onBack}>{leave.back}</Act>
        </div>
      </section>
    </main>
  );
}
