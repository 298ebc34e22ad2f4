import type { SigningPage } from './page.ts';
import type { Filling } from './useSigning.ts';

/** What each part of the form shows and changes. */
export type Filled = Pick<Filling, 'draft' | 'faults' | 'change'> & { page: SigningPage };
