import { Choice } from '../parts/Choice.tsx';
import { Fault } from '../parts/Fault.tsx';
import { texts } from '../texts.ts';
import type { Filled } from './filled.ts';
import { StatementText } from './StatementText.tsx';

/** What happened, where more than one thing may have, and what is signed with it, to the letter. */
export function MeaningPart({ page, draft, faults, change }: Filled) {
  const { meanings, meaning, statement } = texts.sign;
  const chosen = page.statements.find((one) => one.meaning === draft.meaning);
  const choice = page.statements.length > 1;
  return (
    <section className="panel">
      {choice && (
        <fieldset aria-describedby={faults.meaning ? 'meaning-fault' : undefined}>
          <legend>{meaning(page.devices.length)}</legend>
          {page.statements.map((one, index) => (
            <Choice key={one.id} kind="radio" name="meaning" id={index === 0 ? 'meaning' : undefined} checked={one.meaning === draft.meaning} onChange={() => change({ ...draft, meaning: one.meaning })}>
              <strong>{meanings[one.meaning].label}</strong><br /><span className="mute">{meanings[one.meaning].hint}</span>
            </Choice>
          ))}
          <Fault of="meaning">{faults.meaning}</Fault>
        </fieldset>
      )}
      <h2 id={choice ? undefined : 'meaning'} tabIndex={choice ? undefined : -1}>{statement.title}</h2>
      {chosen ? <StatementText statement={chosen} /> : <p className="mute">{statement.choose}</p>}
      {!choice && <Fault of="meaning">{faults.meaning}</Fault>}
    </section>
  );
}
