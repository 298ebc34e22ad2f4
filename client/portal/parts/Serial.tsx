import { texts } from '../texts.ts';

/** A serial number, which does not break at its dashes where it fits into a line. */
export function Serial({ children }: { children: string }) {
  return <>{texts.oldDevice.serial} <span className="serial">{children}</span></>;
}
