import { Act } from '../parts/Act.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Fault } from '../parts/Fault.tsx';
import { texts } from '../texts.ts';
import { DeviceName, Devices } from './Devices.tsx';
import { toSign } from './draft.ts';
import type { Filled } from './filled.ts';

/** With more than this, choosing them one by one takes long. */
const MANY = 3;

/** Which devices it is about: all that are left to sign for, unless the customer says otherwise. Those signed for already are shown. */
export function ChooseDevices({ page, draft, faults, change }: Filled) {
  const { devices: words } = texts.sign;
  const left = toSign(page);
  const signed = page.devices.filter(({ attested }) => attested);
  const all = left.map(({ serial }) => serial);
  const choose = (serial: string, chosen: boolean) => change({ ...draft, serials: all.filter((one) => (one === serial ? chosen : draft.serials.includes(one))) });
  if (left.length === 1) return <section className="panel"><h2 id="devices" tabIndex={-1}>{words.title(page.devices.length)}</h2><Devices devices={page.devices} /><Fault of="devices">{faults.devices}</Fault></section>;
  return (
    <section className="panel">
      <fieldset aria-describedby={faults.devices ? 'devices-hint devices-fault' : 'devices-hint'}>
        <legend>{words.which}</legend>
        <p className="mute" id="devices-hint">{words.hint}</p>
        {left.map((device, index) => (
          <Choice key={device.serial} kind="checkbox" id={index === 0 ? 'devices' : undefined} checked={draft.serials.includes(device.serial)} onChange={(chosen) => choose(device.serial, chosen)} fault={faults.devices} faultAt="devices">
            <DeviceName device={device} />
          </Choice>
        ))}
        <Fault of="devices">{faults.devices}</Fault>
      </fieldset>
      {left.length > MANY && <div><Act plain onClick={() => change({ ...draft, serials: draft.serials.length > 0 ? [] : all })}>{draft.serials.length > 0 ? words.none : words.all}</Act></div>}
      {signed.length > 0 && <><h3>{words.before}</h3><Devices devices={signed} /></>}
    </section>
  );
}
