import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';
import { tone } from '../theme/palette.ts';

/** While a screen's code comes. Silent at first: most come before one would look away. */
export function Busy() {
  const translate = useTranslate();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 500);
    return () => clearTimeout(timer);
  }, []);
  return <Box role="status" aria-busy="true" sx={{ color: tone.mute, padding: 2, minHeight: 120 }}>{late && translate('shell.loading')}</Box>;
}
