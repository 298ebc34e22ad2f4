import type { Sanitisation } from '../../../../server/domain/attestation.ts';
import type { Meaning } from '../../../../server/domain/words.ts';

/** The standard that is meant unless somebody names another. */
export const STANDARD = { standard: 'NIST SP 800-88', revision: 'r2' } as const;

export const saysHow = (meaning: Meaning): boolean => meaning === 'wiped' || meaning === 'destroyed';

export const emptyFor = (meaning: Meaning): Sanitisation => ({ method: meaning === 'destroyed' ? 'Destroy' : 'Purge', technique: '', tool: '', toolVersion: '', verification: '', ...STANDARD });

export const isWhole = (sanitisation: Sanitisation): boolean => Object.values(sanitisation).every((value) => value.trim() !== '');

export const trimmed = (sanitisation: Sanitisation): Sanitisation => Object.fromEntries(Object.entries(sanitisation).map(([key, value]) => [key, value.trim()])) as Sanitisation;
