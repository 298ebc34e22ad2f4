import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { NavLink } from 'react-router';
import { ADMIN_PAGES, MAIN_PAGES, RECORD_PAGES, type PageEntry } from '../palette/pages.ts';
import { COUNTED_TO } from '../providers/dataProvider.ts';
import { useMay } from '../providers/session.ts';
import { formatNumber } from '../fields/format.ts';
import { tone } from '../theme/palette.ts';

function useWaiting(): string | undefined {
  const { total } = useGetList('escalations', { filter: { status: 'waiting' }, pagination: { page: 1, perPage: 1 }, sort: { field: 'queueDueAt', order: 'ASC' } }, { staleTime: 30_000 });
  if (!total) return undefined;
  return total > COUNTED_TO ? `${formatNumber(COUNTED_TO)}+` : formatNumber(total);
}

function Entry({ page, badge, badgeLabel, onGo }: { page: PageEntry; badge?: string; badgeLabel?: string; onGo?: () => void }) {
  const translate = useTranslate();
  return (
    <Box
      component={NavLink} to={page.to} end={page.to === '/'} onClick={onGo}
      sx={{
        display: 'flex', justifyContent: 'space-between', alignItems: 'center', padding: '7px 10px', borderRadius: '7px', color: tone.mute, textDecoration: 'none',
        '&:hover': { bgcolor: tone.soft, color: tone.ink }, '&.active': { bgcolor: tone.accentSoft, color: tone.accent, fontWeight: 600 },
      }}
    >
      {translate(page.label)}
      {badge && <Box component="span" aria-label={badgeLabel} role="img" sx={{ fontSize: 11, fontWeight: 400, bgcolor: tone.soft, borderRadius: '9px', padding: '1px 7px', color: tone.mute }}>{badge}</Box>}
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
      {allowed(MAIN_PAGES).map((page) => (
        <Entry key={page.to} page={page} onGo={onGo} {...(page.to === '/escalations' && waiting ? { badge: waiting, badgeLabel: translate('shell.waiting', { count: waiting }) } : {})} />
      ))}
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
