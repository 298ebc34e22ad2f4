import type { Contact } from '../records.ts';

/** Their personal data were erased: nothing can be written to them, and nothing is left to erase. */
export const isErased = ({ email }: Contact) => !email;
