import { MEANING_TEXT } from '../../../server/domain/certificate-text.ts';
import type { Sanitisation } from '../../../server/domain/attestation.ts';
import { texts } from '../texts.ts';
import { DeviceName } from './Devices.tsx';
import { HOW_FIELDS } from './draft.ts';
import type { Ready, SigningPage } from './page.ts';
import { StatementText } from './StatementText.tsx';

function How({ how }: { how: Sanitisation }) {
  const { labels, method } = texts.sign.how;
  return (
    <dl className="facts">
      <dt>{method}</dt><dd>{how.method}</dd>
      {HOW_FIELDS.map((field) => <FactRow key={field} label={labels[field]} value={how[field]} />)}
    </dl>
  );
}

const FactRow = ({ label, value }: { label: string; value: string }) => <><dt>{label}</dt><dd>{value}</dd></>;

/** Whether every device has the same said of it; then it is said once. */
const oneForAll = ({ devices }: Ready): boolean => devices.length > 1 && devices.every(({ sanitisation }) => JSON.stringify(sanitisation) === JSON.stringify(devices[0]?.sanitisation));

/** All that is signed, as it stands in the signature: for whom, what it means, the statement to the letter, the devices and how. */
export function SignedContent({ page, ready }: { page: SigningPage; ready: Ready }) {
  const { content, devices: words } = texts.sign;
  const once = oneForAll(ready);
  const shared = once ? ready.devices[0]?.sanitisation : null;
  return (
    <>
      <dl className="facts">
        <FactRow label={content.for} value={page.account.name} />
        <FactRow label={content.order} value={page.order.reference} />
        <FactRow label={content.meaning} value={MEANING_TEXT[ready.statement.meaning]} />
      </dl>
      <StatementText statement={ready.statement} />
      <h3>{words.title(ready.devices.length)}</h3>
      <ul className="lines devices">
        {ready.devices.map(({ device, sanitisation }) => (
          <li key={device.serial} className="line">
            <p className="name"><DeviceName device={device} /></p>
            {!once && sanitisation && <How how={sanitisation} />}
          </li>
        ))}
      </ul>
      {shared && <><h3>{content.forAll(ready.devices.length)}</h3><How how={shared} /></>}
    </>
  );
}

/** The name as it was typed, which is the signature, and what is printed under it. */
export function SignatureLine({ ready: { signer } }: { ready: Ready }) {
  const { content } = texts.sign;
  return (
    <figure className="signature">
      <figcaption className="mute">{content.signature}</figcaption>
      <p className="hand">{signer.name}</p>
      <p>{signer.name}, {signer.title}<br /><span className="mute">{signer.email}</span></p>
    </figure>
  );
}
