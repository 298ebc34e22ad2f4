import type { Signer } from '../../../server/domain/attestation.ts';
import { findCard } from '../../../server/domain/payment-cards.ts';
import { formatCount } from '../format.ts';
import { texts } from '../texts.ts';
import { asksHow, type Ready, type SigningPage } from './page.ts';
import { HOW_FIELDS, howOf, isAlike, LONGEST, placeOf, toSign, type Draft, type HowField } from './draft.ts';

/** What is wrong, by the id of the field that it stands at, in the order of the page. */
export type Faults = Record<string, string>;

const SIGNER_FIELDS = ['name', 'title', 'email'] as const satisfies readonly (keyof Signer)[];

/** What keeps a line from being signed. Card data does not leave the page. */
function faultIn(field: HowField | keyof Signer, given: string): string | null {
  const { sign, ask } = texts;
  const text = given.trim();
  if (text === '') return sign.empty[field];
  if (text.length > LONGEST[field]) return ask.tooLong(formatCount(LONGEST[field]));
  if (field === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return sign.notEmail;
  const card = findCard(text);
  return card ? ask.card[card] : null;
}

export function faultsOf(draft: Draft, page: SigningPage): Faults {
  const { sign } = texts;
  const faults: Faults = {};
  if (draft.meaning === null) faults.meaning = sign.empty.meaning;
  if (draft.serials.length === 0) faults.devices = sign.empty.devices;
  const told = asksHow(draft.meaning) ? (isAlike(draft) ? draft.serials.slice(0, 1) : draft.serials) : [];
  for (const serial of told) {
    const how = howOf(draft, serial);
    const place = placeOf(draft, page, serial);
    if (how.method === '' && draft.meaning !== 'destroyed') faults[`how.${place}.method`] = sign.empty.method;
    for (const field of HOW_FIELDS) {
      const fault = faultIn(field, how[field]);
      if (fault) faults[`how.${place}.${field}`] = fault;
    }
  }
  for (const field of SIGNER_FIELDS) {
    const fault = faultIn(field, draft.signer[field]);
    if (fault) faults[field] = fault;
  }
  return faults;
}

/** All that will be signed; null as long as something is missing or wrong. */
export function readyOf(draft: Draft, page: SigningPage): Ready | null {
  const statement = page.statements.find(({ meaning }) => meaning === draft.meaning);
  if (!statement || Object.keys(faultsOf(draft, page)).length > 0) return null;
  const sanitisation = (serial: string) => {
    const { method, ...how } = howOf(draft, serial);
    const said = statement.meaning === 'destroyed' ? 'Destroy' : method;
    if (!asksHow(statement.meaning) || said === '') return null;
    const lines = HOW_FIELDS.map((field) => [field, how[field].trim()]);
    return { method: said, ...(Object.fromEntries(lines) as Record<HowField, string>) };
  };
  const { name, title, email } = draft.signer;
  return {
    statement, signer: { name: name.trim(), title: title.trim(), email: email.trim() },
    devices: toSign(page).filter(({ serial }) => draft.serials.includes(serial)).map((device) => ({ device, sanitisation: sanitisation(device.serial) })),
  };
}

/** The field of the page that a field of the request came from (`signer.email`, `devices[0].sanitisation.tool`); null where there is none. */
function fieldFor(sent: string, ready: Ready, draft: Draft, page: SigningPage): string | null {
  const [room = '', which = '', part = '', field = 'method'] = sent.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  if (room === 'signer') return which || 'name';
  if (room === 'meaning' || room === 'statementId') return 'meaning';
  if (room === 'consent') return 'consent';
  if (room !== 'devices') return null;
  const serial = ready.devices[Number(which)]?.device.serial;
  if (part !== 'sanitisation' || serial === undefined) return 'devices';
  return field === 'method' && ready.statement.meaning === 'destroyed' ? null : `how.${placeOf(draft, page, serial)}.${field}`;
}

/** What only the server found, at the fields of the page. What belongs to none of them stands under ''. */
export function faultsTold(errors: Record<string, string>, ready: Ready, draft: Draft, page: SigningPage): Faults {
  const faults: Faults = {};
  for (const [sent, fault] of Object.entries(errors)) {
    const card = /security code/.test(fault) ? texts.ask.card.security_code : /payment card/.test(fault) ? texts.ask.card.card_number : null;
    faults[fieldFor(sent, ready, draft, page) ?? ''] ??= card ?? texts.sign.notTaken(fault);
  }
  return faults;
}
