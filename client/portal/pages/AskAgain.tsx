import { useRef, useState, type FormEvent } from 'react';
import { findCard } from '../../../server/domain/payment-cards.ts';
import { Act } from '../parts/Act.tsx';
import { ActState } from '../parts/ActState.tsx';
import { Heading } from '../parts/Heading.tsx';
import { formatCount } from '../format.ts';
import type { PortalPage } from '../page.ts';
import { texts } from '../texts.ts';
import { useAct } from '../useAct.ts';
import { useDraft } from '../useDraft.ts';
import type { Leaving } from './leaving.ts';

const LONGEST = 20_000;

/** What keeps this text from being sent; null where nothing does. Card data does not leave the page. */
function faultOf(text: string): string | null {
  const card = findCard(text);
  if (card) return texts.ask.card[card];
  if (text.trim() === '') return texts.ask.empty;
  return text.length > LONGEST ? texts.ask.tooLong(formatCount(LONGEST)) : null;
}

/** The server names a fault of the text for staff; the customer reads it in words of their own. */
const told = (fault: string): string => (/security code/.test(fault) ? texts.ask.card.security_code : /card/.test(fault) ? texts.ask.card.card_number : `${texts.failed.refused} ${fault}`);

/** The customer's own words for their account manager. */
export function AskAgain({ page, token, onDone, onGone, onBack }: Leaving & { page: PortalPage; onBack: () => void }) {
  const acting = useAct(token, 'ask-again');
  const { text, change } = useDraft(token);
  const [fault, setFault] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { ask } = texts;

  const complain = (about: string) => {
    setFault(about);
    field.current?.focus();
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (acting.pending) return;
    const found = faultOf(text);
    setFault(found);
    if (found) return complain(found);
    const answer = await acting.run(text);
    if (!answer) return;
    if (answer.ok) {
      change('');
      onDone(answer.value, text);
    } else if (answer.failure.kind === 'gone') onGone(answer.failure.detail, text);
    else if (answer.failure.kind === 'refused' && answer.failure.errors.text) {
      acting.forget();
      complain(told(answer.failure.errors.text));
    }
  };
  const write = (next: string) => {
    change(next);
    if (fault !== null) setFault(faultOf(next));
  };
  return (
    <main className="narrow">
      <header><Heading reference={page.upgrade.reference}>{ask.title(page.manager.name)}</Heading><p>{ask.hint}</p></header>
      <form className="panel" onSubmit={(event) => void send(event)} noValidate>
        <label htmlFor="text">{ask.label}</label>
        <p className="mute" id="text-hint">{ask.never}</p>
        <textarea id="text" ref={field} rows={7} value={text} readOnly={acting.pending} onChange={(event) => write(event.target.value)} required aria-invalid={fault !== null} aria-describedby={fault ? 'text-fault text-hint' : 'text-hint'} />
        <p className="fault" id="text-fault" role="alert">{fault && <><span className="sign" aria-hidden="true">!</span>{fault}</>}</p>
        <ActState acting={acting} doing={ask.sending} kept={ask.kept} />
        <div className="acts row">
          <Act primary submit waiting={acting.pending}>{acting.pending ? ask.sending : ask.send}</Act>
          <Act waiting={acting.pending} onClick={onBack}>{ask.back}</Act>
        </div>
      </form>
    </main>
  );
}
