import Box from '@mui/material/Box';
import { lazy, useEffect, useRef } from 'react';
import { useTranslate } from 'react-admin';
import { Navigate, NavLink, Route, Routes, useLocation } from 'react-router';
import { AccessDenied, NotFound } from '../layout/NotFound.tsx';
import { ADMIN_PAGES, type PageEntry } from '../palette/pages.ts';
import { useMay } from '../providers/session.ts';
import { tone } from '../theme/palette.ts';
import { UserList } from './users/UserList.tsx';
import { UserCreate } from './users/UserCreate.tsx';
import { UserPage } from './users/UserPage.tsx';
import { ProductList, ProductPage } from './Products.tsx';
import { PathList, PathPage } from './Paths.tsx';
import { RegionList, RegionPage } from './Regions.tsx';
import { RootCauseList, RootCausePage } from './RootCauses.tsx';
import { SavedReplyList, SavedReplyPage } from './SavedReplies.tsx';

const PolicyPage = lazy(() => import('./policy/PolicyPage.tsx'));
const CalendarList = lazy(() => import('./calendars/CalendarList.tsx'));
const CalendarPage = lazy(() => import('./calendars/CalendarPage.tsx'));
const AuditPage = lazy(() => import('./audit/AuditPage.tsx'));
const EventsPage = lazy(() => import('./events/EventsPage.tsx'));
const EventPage = lazy(() => import('./events/EventPage.tsx'));
const Outbox = lazy(() => import('./outbox/Outbox.tsx').then((page) => ({ default: page.Outbox })));
const MailPage = lazy(() => import('./outbox/MailPage.tsx').then((page) => ({ default: page.MailPage })));
const HealthPage = lazy(() => import('./health/HealthPage.tsx'));
const Imports = lazy(() => import('../imports/index.tsx'));

function AdminMenu({ pages }: { pages: readonly PageEntry[] }) {
  const translate = useTranslate();
  const { pathname } = useLocation();
  const menu = useRef<HTMLElement>(null);
  // Where not all of it fits, the page that one is on is in sight.
  useEffect(() => menu.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [pathname]);
  return (
    <Box component="nav" ref={menu} aria-label={translate('admin.menu')} sx={{ display: 'flex', gap: '2px', overflowX: 'auto', scrollbarWidth: 'none', marginBottom: '12px', borderBottom: `1px solid ${tone.line}` }}>
      {pages.map(({ to, label }) => (
        <Box
          key={to} component={NavLink} to={to}
          sx={{ padding: '8px 8px', color: tone.mute, textDecoration: 'none', whiteSpace: 'nowrap', borderBottom: '2px solid transparent', marginBottom: '-1px', '&:hover': { color: tone.ink }, '&:focus-visible': { outlineOffset: '-2px' }, '&.active': { color: tone.ink, fontWeight: 600, borderBottomColor: tone.accent } }}
        >
          {translate(label)}
        </Box>
      ))}
    </Box>
  );
}

/** The Admin area: its own menu over one screen each. */
export default function Admin() {
  const may = useMay();
  const pages = ADMIN_PAGES.filter(({ needs }) => !needs || may(needs));
  const [first] = pages;
  const users = may('users:manage');
  return (
    <>
      <AdminMenu pages={pages} />
      <Routes>
        <Route index element={first ? <Navigate to={first.to} replace /> : <AccessDenied />} />
        <Route path="users" element={users ? <UserList /> : <AccessDenied />} />
        <Route path="users/new" element={users ? <UserCreate /> : <AccessDenied />} />
        <Route path="users/:id" element={users ? <UserPage /> : <AccessDenied />} />
        <Route path="products" element={<ProductList />} />
        <Route path="products/:id" element={<ProductPage />} />
        <Route path="upgrade-paths" element={<PathList />} />
        <Route path="upgrade-paths/:id" element={<PathPage />} />
        <Route path="policy" element={<PolicyPage />} />
        <Route path="calendars" element={<CalendarList />} />
        <Route path="calendars/:id" element={<CalendarPage />} />
        <Route path="regions" element={<RegionList />} />
        <Route path="regions/:id" element={<RegionPage />} />
        <Route path="root-causes" element={<RootCauseList />} />
        <Route path="root-causes/:id" element={<RootCausePage />} />
        <Route path="saved-replies" element={<SavedReplyList />} />
        <Route path="saved-replies/:id" element={<SavedReplyPage />} />
        <Route path="outbox" element={may('outbox:read') ? <Outbox /> : <AccessDenied />} />
        <Route path="outbox/:id" element={may('outbox:read') ? <MailPage /> : <AccessDenied />} />
        <Route path="health" element={may('health:read') ? <HealthPage /> : <AccessDenied />} />
        <Route path="audit" element={<AuditPage />} />
        <Route path="events" element={may('events:read') ? <EventsPage /> : <AccessDenied />} />
        <Route path="events/:id" element={may('events:read') ? <EventPage /> : <AccessDenied />} />
        <Route path="imports/*" element={may('imports:run') ? <Imports /> : <AccessDenied />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
