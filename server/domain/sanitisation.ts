import { SANITISATION_METHODS, type Meaning, type SanitisationMethod } from './words.ts';

/** The methods that a meaning allows: what was wiped can be used again, what was destroyed cannot (NIST SP 800-88). */
export const methodsFor = (meaning: Meaning): readonly SanitisationMethod[] =>
  (meaning === 'destroyed' || meaning === 'wiped' ? SANITISATION_METHODS.filter((method) => (method === 'Destroy') === (meaning === 'destroyed')) : SANITISATION_METHODS);
