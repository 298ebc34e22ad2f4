import { methodsFor } from '../../../server/domain/sanitisation.ts';
import { Choice } from '../parts/Choice.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { Serial } from '../parts/Serial.tsx';
import { texts } from '../texts.ts';
import { HOW_FIELDS, howOf, isAlike, placeOf, withHow, type HowField } from './draft.ts';
import type { Filled } from './filled.ts';

/** Pairs that stand beside each other where there is room. */
const SHORT: readonly HowField[] = ['tool', 'toolVersion', 'standard', 'revision'];

/** What is told of one device, or of all of them. */
function HowFields({ serial, page, draft, faults, change }: Filled & { serial: string }) {
  const { how: words } = texts.sign;
  const how = howOf(draft, serial);
  const at = `how.${placeOf(draft, page, serial)}`;
  const destroyed = draft.meaning === 'destroyed';
  const methodFault = faults[`${at}.method`];
  return (
    <div className="fields">
      {destroyed ? <p><span className="mute">{words.method}</span><br /><strong>Destroy</strong></p> : (
        <fieldset aria-describedby={methodFault ? `${at}.method-fault` : undefined}>
          <legend className="label">{words.method}</legend>
          {methodsFor(draft.meaning || 'wiped').map((method, index) => (
            <Choice key={method} kind="radio" name={`${at}.method`} id={index === 0 ? `${at}.method` : undefined} checked={how.method === method} onChange={() => change(withHow(draft, serial, { method }), `${at}.method`)}>
              <strong>{method}</strong><br /><span className="mute">{words.methods[method]}</span>
            </Choice>
          ))}
          <Fault of={`${at}.method`}>{methodFault}</Fault>
        </fieldset>
      )}
      <div className="pairs">
        {HOW_FIELDS.map((field) => (
          <div key={field} className={SHORT.includes(field) ? undefined : 'wide'}>
            <Field id={`${at}.${field}`} label={words.labels[field]} hint={(destroyed ? words.hintsDestroyed : words.hints)[field]} value={how[field]} fault={faults[`${at}.${field}`]} onChange={(next) => change(withHow(draft, serial, { [field]: next }), `${at}.${field}`)} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** How data were removed, or devices destroyed: once for all of them, or for each. */
export function HowPart(parts: Filled) {
  const { page, draft, change } = parts;
  const { how: words } = texts.sign;
  const [first] = draft.serials;
  const several = draft.serials.length > 1;
  const nameOf = (serial: string) => page.devices.find((device) => device.serial === serial)?.productName ?? '';
  return (
    <section className="panel">
      <h2>{draft.meaning === 'destroyed' ? words.titleDestroyed(draft.serials.length) : words.title}</h2>
      <p className="mute">{words.hint}</p>
      {several && <Choice kind="checkbox" checked={draft.alike} onChange={(alike) => change({ ...draft, alike })}><strong>{words.alike(draft.serials.length)}</strong></Choice>}
      {isAlike(draft) ? first !== undefined && <HowFields {...parts} serial={first} /> : draft.serials.map((serial) => (
        <fieldset key={serial} className="one">
          <legend>{nameOf(serial)} <span className="mute"><Serial>{serial}</Serial></span></legend>
          <HowFields {...parts} serial={serial} />
        </fieldset>
      ))}
    </section>
  );
}
