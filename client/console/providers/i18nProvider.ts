import polyglotI18nProvider from 'ra-i18n-polyglot';
import english from 'ra-language-english';
import { texts } from '../texts/en.ts';
import { faults } from '../texts/forms.ts';

const ra = { ...english.ra, validation: { ...english.ra.validation, ...faults } };

/** `allowMissing`: sentences that the server has already written pass through as they are. */
export const i18nProvider = polyglotI18nProvider(() => ({ ra, ...texts }), 'en', [{ locale: 'en', name: 'English' }], { allowMissing: true });
