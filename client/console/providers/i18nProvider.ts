import polyglotI18nProvider from 'ra-i18n-polyglot';
import english from 'ra-language-english';
import { texts } from '../texts/en.ts';

/** `allowMissing`: sentences that the server has already written pass through as they are. */
export const i18nProvider = polyglotI18nProvider(() => ({ ...english, ...texts }), 'en', [{ locale: 'en', name: 'English' }], { allowMissing: true });
