import type { Sanitisation, Signer } from '../../../server/domain/attestation.ts';
import type { Meaning, SanitisationMethod } from '../../../server/domain/words.ts';
import type { SigningDevice, SigningPage } from './page.ts';

/** How data were removed from a device, as far as it is filled in. */
export type How = Omit<Sanitisation, 'method'> & { method: SanitisationMethod | '' };
export type HowField = Exclude<keyof How, 'method'>;

/** What has been filled in. `each`: by serial, where the devices were not all treated alike. */
export type Draft = { meaning: Meaning | null; serials: string[]; alike: boolean; how: How; each: Record<string, How>; signer: Signer };

/** As the server takes them. */
export const LONGEST: Record<HowField | keyof Signer, number> = { technique: 200, tool: 200, toolVersion: 80, verification: 500, standard: 80, revision: 40, name: 120, title: 120, email: 254 };

export const HOW_FIELDS = ['technique', 'tool', 'toolVersion', 'verification', 'standard', 'revision'] as const satisfies readonly HowField[];

const HOW: How = { method: '', technique: '', tool: '', toolVersion: '', verification: '', standard: 'NIST SP 800-88', revision: 'r2' };

export const toSign = ({ devices }: SigningPage): SigningDevice[] => devices.filter(({ attested }) => !attested);

function freshDraft(page: SigningPage): Draft {
  const [only, another] = page.statements;
  return {
    meaning: only && !another ? only.meaning : null, serials: toSign(page).map(({ serial }) => serial), alike: true, how: HOW, each: {},
    signer: { name: page.contact?.name ?? '', title: page.contact?.title ?? '', email: page.contact?.email ?? '' },
  };
}

/** What was kept in this tab laid over a fresh draft; what the page offers no longer is left out. */
export function draftOf(page: SigningPage, kept: string): Draft {
  const fresh = freshDraft(page);
  if (kept === '') return fresh;
  try {
    const was = JSON.parse(kept) as Partial<Draft>;
    const serials = fresh.serials.filter((serial) => was.serials?.includes(serial));
    return {
      meaning: page.statements.find(({ meaning }) => meaning === was.meaning)?.meaning ?? fresh.meaning, serials: serials.length > 0 ? serials : fresh.serials, alike: was.alike ?? true,
      how: { ...fresh.how, ...was.how }, each: { ...was.each }, signer: { ...fresh.signer, ...was.signer },
    };
  } catch {
    return fresh;
  }
}

/** Whether every chosen device has the same said of it: where there is one, and where the customer wants it so. */
export const isAlike = ({ alike, serials }: Draft): boolean => alike || serials.length < 2;

/** What is said of one device. Until it has its own, that is what all of them have. */
export const howOf = (draft: Draft, serial: string): How => (isAlike(draft) ? draft.how : (draft.each[serial] ?? draft.how));

/** Where the fields of a device stand on the page: all together, or under its place in the list. */
export function placeOf(draft: Draft, page: SigningPage, serial: string): string {
  return isAlike(draft) ? 'all' : String(page.devices.findIndex((device) => device.serial === serial));
}

export function withHow(draft: Draft, serial: string, patch: Partial<How>): Draft {
  if (isAlike(draft)) return { ...draft, how: { ...draft.how, ...patch } };
  return { ...draft, each: { ...draft.each, [serial]: { ...howOf(draft, serial), ...patch } } };
}
