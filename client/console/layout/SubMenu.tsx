import Box from '@mui/material/Box';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { NavLink, useLocation } from 'react-router';
import type { PageEntry } from '../palette/pages.ts';
import { tone } from '../theme/palette.ts';
import { NARROW } from '../theme/theme.ts';

const FADE = '36px';

/** Whether there is more to the left and to the right of what is in sight. */
function useMore() {
  const menu = useRef<HTMLElement>(null);
  const [more, setMore] = useState({ before: false, after: false });
  const look = useCallback(() => {
    const at = menu.current;
    if (at) setMore({ before: at.scrollLeft > 1, after: at.scrollLeft + at.clientWidth < at.scrollWidth - 1 });
  }, []);
  useEffect(() => {
    const observer = new ResizeObserver(look);
    if (menu.current) observer.observe(menu.current);
    return () => observer.disconnect();
  }, [look]);
  return { menu, more, look };
}

/** The pages of one area, above whichever is shown: all of them in sight where there is room for rows, and one line that fades where more follows where there is not. */
export function SubMenu({ label, pages }: { label: string; pages: readonly PageEntry[] }) {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const { menu, more, look } = useMore();
  // The page that one is on is in sight, with its neighbours. In braces: newer browsers answer with a promise, which an effect may not give back.
  useEffect(() => {
    menu.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [menu, pathname]);
  const holdsOthers = (to: string) => pages.some((page) => page.to.startsWith(`${to}/`));
  return (
    <Box
      component="nav" ref={menu} onScroll={look} className="not-printed" aria-label={label}
      sx={{
        display: 'flex', flexWrap: 'wrap', gap: '0 2px', marginBottom: '12px', borderBottom: `1px solid ${tone.line}`,
        [NARROW]: { flexWrap: 'nowrap', overflowX: 'auto', scrollbarWidth: 'none', maskImage: `linear-gradient(to right, transparent, #000 ${more.before ? FADE : '0px'}, #000 calc(100% - ${more.after ? FADE : '0px'}), transparent)` },
      }}
    >
      {pages.map((page) => (
        <Box
          key={page.to} component={NavLink} to={page.to} end={holdsOthers(page.to)}
          sx={{ padding: '7px 8px', color: tone.mute, textDecoration: 'none', whiteSpace: 'nowrap', borderBottom: '2px solid transparent', marginBottom: '-1px', '&:hover': { color: tone.ink }, '&:focus-visible': { outlineOffset: '-2px' }, '&.active': { color: tone.ink, fontWeight: 600, borderBottomColor: tone.accent } }}
        >
          {translate(page.label)}
        </Box>
      ))}
    </Box>
  );
}
