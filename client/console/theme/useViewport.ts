import useMediaQuery from '@mui/material/useMediaQuery';
import { NARROW, PHONE } from './theme.ts';

export const useIsNarrow = () => useMediaQuery(NARROW, { noSsr: true });
export const useIsPhone = () => useMediaQuery(PHONE, { noSsr: true });
