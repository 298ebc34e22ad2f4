import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { NavLink, useLocation } from 'react-router';
import { ADMIN_PAGES, MAIN_PAGES, RECORD_PAGES, type PageEntry } from '../palette/pages.ts';
import { COUNTED_TO } from '../providers/dataProvider.ts';
import { useMay, useSession } from '../providers/session.ts';
import type { FilterValues } from '../table/filters.ts';
import { formatNumber } from '../fields/format.ts';
import { tone } from '../theme/palette.ts';

function useCount(resource: string, filter: FilterValues, sort: string, enabled = true): string | undefined {
  const { total } = useGetList(resource, { filter, pagination: { page: 1, perPage: 1 }, sort: { field: sort, order: 'ASC' } }, { staleTime: 30_000, enabled });
  if (!total) return undefined;
  return total > COUNTED_TO ? `${formatNumber(COUNTED_TO)}+` : formatNumber(total);
}

/** How many wait, by page: of codings, those that this person can do something about. */
function useWaiting(): Record<string, string | undefined> {
  const may = useMay();
  const session = useSession();
  const reviews = session?.role === 'admin' ? { status: ['needs_review', 'proposed'] } : { status: 'needs_review', managerId: session?.id };
  return { '/escalations': useCount('escalations', { status: 'waiting' }, 'queueDueAt'), '/coding': useCount('codings', reviews, 'codedAt', may('codings:propose')) };
}

function Entry({ page, badge, badgeLabel, onGo }: { page: PageEntry; badge?: string; badgeLabel?: string; onGo?: () => void }) {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const within = page.holds?.some((path) => pathname === path || pathname.startsWith(`${path}/`)) ?? false;
  return (
    <Box
      component={NavLink} to={page.to} end={page.to === '/'} onClick={onGo} className={within ? 'active' : undefined}
      sx={{
        display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: '2px', padding: badge ? '7px 4px 7px 10px' : '7px 10px', borderRadius: '7px', color: tone.mute, textDecoration: 'none', whiteSpace: 'nowrap',
        '&:hover': { bgcolor: tone.soft, color: tone.ink }, '&.active': { bgcolor: tone.accentSoft, color: tone.accent, fontWeight: 600 },
      }}
    >
      {translate(page.label)}
      {badge && <Box component="span" aria-label={badgeLabel} role="img" sx={{ fontSize: 11, fontWeight: 400, bgcolor: tone.soft, borderRadius: '9px', padding: '1px 5px', color: tone.mute }}>{badge}</Box>}
    </Box>
  );
}

const Rule = () => <Box role="presentation" sx={{ borderTop: `1px solid ${tone.line}`, margin: '10px' }} />;

/** The menu. `onGo` closes the drawer it may stand in. */
export function Nav({ onGo }: { onGo?: () => void }) {
  const translate = useTranslate();
  const may = useMay();
  const waiting = useWaiting();
  const allowed = (pages: readonly PageEntry[]) => pages.filter(({ needs }) => !needs || may(needs));
  return (
    <Box component="nav" aria-label={translate('shell.nav')}>
      <Box sx={{ padding: '4px 10px 16px', fontSize: 15, fontWeight: 700, letterSpacing: '-.01em' }}>Upgrade Desk</Box>
      {allowed(MAIN_PAGES).map((page) => {
        const count = waiting[page.to];
        return <Entry key={page.to} page={page} onGo={onGo} {...(count ? { badge: count, badgeLabel: translate('shell.waiting', { count }) } : {})} />;
      })}
      <Rule />
      {allowed(RECORD_PAGES).map((page) => <Entry key={page.to} page={page} onGo={onGo} />)}
      {allowed(ADMIN_PAGES).length > 0 && (
        <>
          <Rule />
          <Entry page={{ to: '/admin', label: 'shell.pages.admin' }} onGo={onGo} />
        </>
      )}
    </Box>
  );
}
