import { lazy } from 'react';
import { useTranslate } from 'react-admin';
import { Navigate, Route, Routes } from 'react-router';
import { AccessDenied, NotFound } from '../layout/NotFound.tsx';
import { SubMenu } from '../layout/SubMenu.tsx';
import { ADMIN_PAGES } from '../palette/pages.ts';
import { useMay } from '../providers/session.ts';
import { UserList } from './users/UserList.tsx';
import { UserCreate } from './users/UserCreate.tsx';
import { UserPage } from './users/UserPage.tsx';
import { ProductList, ProductPage } from './Products.tsx';
import { PathList, PathPage } from './Paths.tsx';
import { RateList, RatePage } from './Rates.tsx';
import { RegionList, RegionPage } from './Regions.tsx';
import { CodeList, CodePage, REASON_CODES, ROOT_CAUSES } from './Codes.tsx';
import { SavedReplyList, SavedReplyPage } from './SavedReplies.tsx';
import { StatementList, StatementPage } from './Statements.tsx';
import { StatementNew } from './StatementsNew.tsx';

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

/** The Admin area: its own menu over one screen each. */
export default function Admin() {
  const translate = useTranslate();
  const may = useMay();
  const pages = ADMIN_PAGES.filter(({ needs }) => !needs || may(needs));
  const [first] = pages;
  const users = may('users:manage');
  return (
    <>
      <SubMenu label={translate('admin.menu')} pages={pages} />
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
        <Route path="exchange-rates" element={<RateList />} />
        <Route path="exchange-rates/:id" element={<RatePage />} />
        <Route path="root-causes" element={<CodeList key="root-causes" of={ROOT_CAUSES} />} />
        <Route path="root-causes/:id" element={<CodePage key="root-causes" of={ROOT_CAUSES} />} />
        <Route path="reason-codes" element={<CodeList key="reason-codes" of={REASON_CODES} />} />
        <Route path="reason-codes/:id" element={<CodePage key="reason-codes" of={REASON_CODES} />} />
        <Route path="saved-replies" element={<SavedReplyList />} />
        <Route path="saved-replies/:id" element={<SavedReplyPage />} />
        <Route path="statements" element={<StatementList />} />
        <Route path="statements/new" element={<StatementNew />} />
        <Route path="statements/:id" element={<StatementPage />} />
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
