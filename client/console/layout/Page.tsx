import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { use, useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { Link as RouterLink } from 'react-router';
import { tone } from '../theme/palette.ts';
import { HeaderSlot } from './slots.ts';

type PageProps = {
  title: string;
  /** What stands in the browser's tab, where that is more than the title. */
  documentTitle?: string;
  /** The way here: "Escalations /". */
  trail?: readonly { label: string; to: string }[];
  /** Chips, badges and buttons right of the title. */
  beside?: ReactNode;
  children?: ReactNode;
};

/** A long name goes on in a second line; what does not fit there either is said on hovering. */
const TWO_LINES = { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden', overflowWrap: 'anywhere' } as const;

/** Every screen is one of these: it fills the header's title slot and names the document. */
export function Page({ title, documentTitle, trail = [], beside, children }: PageProps) {
  const slot = use(HeaderSlot);
  const named = documentTitle ?? title;
  useEffect(() => {
    document.title = named ? `${named} · Upgrade Desk` : 'Upgrade Desk';
  }, [named]);
  return (
    <>
      {slot && createPortal(
        <>
          {trail.map(({ label, to }) => (
            <Box component="span" key={to} sx={{ color: tone.mute, whiteSpace: 'nowrap' }}>
              <Link component={RouterLink} to={to} color="inherit">{label}</Link> /
            </Box>
          ))}
          <Box component="h1" sx={{ fontSize: 17, fontWeight: 700, letterSpacing: '-.01em', lineHeight: 1.25, margin: 0, ...TWO_LINES, minWidth: 60, maxWidth: '100%', flex: '0 1 auto' }} title={title}>{title}</Box>
          {beside}
        </>,
        slot,
      )}
      {children}
    </>
  );
}
