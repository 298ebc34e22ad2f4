import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';
import { formatNumber } from '../fields/format.ts';
import { rowsPath } from './links.ts';
import type { Rows } from './records.ts';

/** How many; it opens exactly those. */
export function Counted({ count, rows, signed = false, inText = false }: { count: number; rows: Rows; signed?: boolean; /** Among words, where colour alone would not tell it from them. */ inText?: boolean }) {
  const text = `${signed && count > 0 ? '−' : ''}${formatNumber(count)}`;
  return count === 0 ? <>{text}</> : <Link component={RouterLink} underline={inText ? 'always' : 'hover'} to={rowsPath(rows)}>{text}</Link>;
}
