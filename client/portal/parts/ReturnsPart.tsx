import { formatDay } from '../format.ts';
import type { PortalReturn } from '../page.ts';
import { texts } from '../texts.ts';
import { Serial } from './Serial.tsx';

/** The customer still has it in their hands. */
const isStillThere = ({ status, complete }: PortalReturn): boolean => !complete && (status === 'authorised' || status === 'label_issued' || status === 'in_transit');

function Return({ one }: { one: PortalReturn }) {
  const { returns: words } = texts;
  const { status, disposition, devices, carrier, trackingNumber, labelUrl } = one;
  const onSite = disposition === 'destroy_on_site' && status !== 'waived' && status !== 'cancelled';
  const many = devices.length > 1;
  const sentence = onSite ? (one.complete ? words.destroyed : words.toDestroy(many)) : words.sentences[status](many);
  const toSend = !onSite && (status === 'authorised' || status === 'label_issued');
  return (
    <div className="return">
      <p><strong>{sentence}</strong></p>
      {toSend && disposition === 'keep_drive' && <p>{words.keepDrive(many)}</p>}
      <ul className="lines devices">
        {devices.map((device) => (
          <li key={device.serial} className="line">
            <p className="name"><Serial>{device.serial}</Serial></p>
            <p className="price">{onSite ? (one.complete ? words.onSiteDone : words.onSite) : words.statuses[device.status]}</p>
          </li>
        ))}
      </ul>
      <dl className="facts">
        {isStillThere(one) && <><dt>{onSite ? words.doneBy : words.expected}</dt><dd>{formatDay(one.dueOn)}</dd></>}
        {carrier && <><dt>{words.carrier}</dt><dd>{carrier}</dd></>}
        {trackingNumber && <><dt>{words.tracking}</dt><dd><code>{trackingNumber}</code></dd></>}
      </dl>
      {toSend && labelUrl !== null && labelUrl.startsWith('https://') && <p><a className="button" href={labelUrl} rel="noreferrer">{words.label}</a></p>}
    </div>
  );
}

/** What has become of the old devices since the order: how far each is, by when it is wanted, and the label to send it with. */
export function ReturnsPart({ returns, statement }: { returns: readonly PortalReturn[]; statement: boolean }) {
  const { returns: words, oldDevice } = texts;
  const many = returns.reduce((count, { devices }) => count + devices.length, 0) > 1;
  return (
    <section className="panel">
      <h2>{many ? words.titleMany : words.title}</h2>
      {returns.map((one, index) => <Return key={`${one.dueOn} ${index}`} one={one} />)}
      {statement && returns.some(({ complete }) => !complete) && <p className="mute">{oldDevice.statement}</p>}
    </section>
  );
}
