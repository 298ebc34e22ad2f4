import { Serial } from '../parts/Serial.tsx';
import { texts } from '../texts.ts';
import type { SigningDevice } from './page.ts';

export function DeviceName({ device: { serial, productName } }: { device: SigningDevice }) {
  return <><strong>{productName || texts.sign.devices.device}</strong><br /><span className="mute"><Serial>{serial}</Serial></span></>;
}

/** Devices as they stand, with those that are signed for already. */
export function Devices({ devices }: { devices: readonly SigningDevice[] }) {
  return (
    <ul className="lines devices">
      {devices.map((device) => (
        <li key={device.serial} className="line">
          <p className="name"><DeviceName device={device} /></p>
          {device.attested && <p className="badge"><span aria-hidden="true">✓ </span>{texts.sign.devices.attested}</p>}
        </li>
      ))}
    </ul>
  );
}
