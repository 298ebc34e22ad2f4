import { formatDay } from '../format.ts';
import type { OldDevice } from '../page.ts';
import { texts } from '../texts.ts';

/** What happens to the device that is there now: where it goes, by when, and whether somebody has to sign for it. */
export function OldDevicePart({ device: { serials, dueOn, attestationRequired } }: { device: OldDevice }) {
  const { oldDevice } = texts;
  const many = serials.length > 1;
  return (
    <section className="panel">
      <h2>{many ? oldDevice.titleMany : oldDevice.title}</h2>
      <p><strong>{many ? oldDevice.backMany(formatDay(dueOn)) : oldDevice.back(formatDay(dueOn))}</strong></p>
      <dl className="facts"><dt>{many ? oldDevice.serials : oldDevice.serial}</dt><dd>{serials.map((serial) => <code key={serial}>{serial}</code>)}</dd></dl>
      <p>{attestationRequired ? oldDevice.statement : oldDevice.noStatement}</p>
    </section>
  );
}
