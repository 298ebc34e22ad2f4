import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { useTranslate } from 'react-admin';
import { NavLink, useLocation } from 'react-router';
import type { PageEntry } from '../palette/pages.ts';
import { tone } from '../theme/palette.ts';

/** The pages of one area, in a line above whichever is shown. */
export function SubMenu({ label, pages }: { label: string; pages: readonly PageEntry[] }) {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const menu = useRef<HTMLElement>(null);
  // Where not all of it fits, the page that one is on is in sight. In braces: newer browsers answer with a promise, which an effect may not give back.
  useEffect(() => {
    menu.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  const holdsOthers = (to: string) => pages.some((page) => page.to.startsWith(`${to}/`));
  return (
    <Box component="nav" ref={menu} className="not-printed" aria-label={label} sx={{ display: 'flex', gap: '2px', overflowX: 'auto', scrollbarWidth: 'none', marginBottom: '12px', borderBottom: `1px solid ${tone.line}` }}>
      {pages.map((page) => (
        <Box
          key={page.to} component={NavLink} to={page.to} end={holdsOthers(page.to)}
          sx={{ padding: '8px 8px', color: tone.mute, textDecoration: 'none', whiteSpace: 'nowrap', borderBottom: '2px solid transparent', marginBottom: '-1px', '&:hover': { color: tone.ink }, '&:focus-visible': { outlineOffset: '-2px' }, '&.active': { color: tone.ink, fontWeight: 600, borderBottomColor: tone.accent } }}
        >
          {translate(page.label)}
        </Box>
      ))}
    </Box>
  );
}
