import { createContext, use } from 'react';

/** Sums over several currencies are kept in this one; the policy says which. */
export const ReportingCurrency = createContext('USD');

export const useReportingCurrency = () => use(ReportingCurrency);
