import { useRef, useState } from 'react';
import { sign } from '../api.ts';
import { Act } from '../parts/Act.tsx';
import { ActState } from '../parts/ActState.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Notice } from '../parts/Notice.tsx';
import { texts } from '../texts.ts';
import { useSending } from '../useAct.ts';
import type { Draft } from './draft.ts';
import { faultsTold, type Faults } from './faults.ts';
import { signatureOf, zoneHere, type Ready, type SignedAs, type Signature, type SigningPage } from './page.ts';
import { SignatureLine, SignedContent } from './SignedContent.tsx';

type Props = { page: SigningPage; ready: Ready; draft: Draft; token: string; onSigned: (as: SignedAs) => void; onGone: (detail: string) => void; onFaults: (faults: Faults) => void; onBack: () => void };

/** The second step: everything once more as it will be signed, and the signature. Consent is given here, with all of it in sight. */
export function Check({ page, ready, draft, token, onSigned, onGone, onFaults, onBack }: Props) {
  const acting = useSending((body: Signature, key) => sign(token, body, key));
  const [consent, setConsent] = useState(false);
  const [fault, setFault] = useState<string | undefined>();
  const zone = useRef(zoneHere()).current;
  const { check } = texts.sign;

  const complain = (about: string) => {
    setFault(about);
    document.getElementById('consent')?.focus();
  };
  const signNow = async () => {
    if (acting.pending) return;
    if (!consent) return complain(check.consentMissing);
    const answer = await acting.run(signatureOf(ready, zone));
    if (!answer) return;
    if (answer.ok) return onSigned({ signed: answer.value, ready, zone });
    if (answer.failure.kind === 'gone') return onGone(answer.failure.detail);
    if (answer.failure.kind !== 'refused') return;
    const faults = faultsTold(answer.failure.errors, ready, draft, page);
    if (faults.consent) {
      acting.forget();
      complain(faults.consent);
    } else if (Object.keys(faults).some((field) => field !== '')) onFaults(faults);
  };
  return (
    <main className="narrow">
      <header><Heading reference={page.order.reference}>{check.title}</Heading><p>{check.lead}</p></header>
      <section className="panel">
        <h2>{check.what}</h2>
        <SignedContent page={page} ready={ready} />
        <SignatureLine ready={ready} />
        <p className="mute">{check.zone(zone)}</p>
      </section>
      <section className="panel">
        <Choice kind="checkbox" id="consent" checked={consent} onChange={(given) => { setConsent(given); if (given) setFault(undefined); }} fault={fault} faultAt="consent">{check.consent(ready.signer.name)}</Choice>
        <Fault of="consent">{fault}</Fault>
        <ActState acting={acting} doing={check.signing} kept={check.kept} refusal={<Notice tone="bad"><p>{check.notPossible(page.manager.name)}</p></Notice>} />
        <div className="acts row">
          <Act primary waiting={acting.pending} onClick={() => void signNow()}>{acting.pending ? check.signing : check.sign}</Act>
          <Act waiting={acting.pending} onClick={onBack}>{check.back}</Act>
        </div>
      </section>
    </main>
  );
}
