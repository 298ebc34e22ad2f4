import { lazy } from 'react';
import { useTranslate } from 'react-admin';
import { Route, Routes } from 'react-router';
import { AccessDenied, NotFound } from '../layout/NotFound.tsx';
import { SubMenu } from '../layout/SubMenu.tsx';
import { ADOPTION_PAGES } from '../palette/pages.ts';
import { useMay } from '../providers/session.ts';
import { FunnelPage } from './funnel/FunnelPage.tsx';
import { AnnotationList, AnnotationPage } from './goals/Annotations.tsx';
import { GoalList, GoalPage } from './goals/Goals.tsx';
import { FixPage } from './worth/FixPage.tsx';
import { WorthPage } from './worth/WorthPage.tsx';
import { HistoryPage } from './history/HistoryPage.tsx';
import { WeekPage } from './week/WeekPage.tsx';

// Its chart's library is as large as the rest of the console: only whoever looks at it waits for it.
const RatePage = lazy(() => import('./rate/RatePage.tsx'));

/** The self-serve rate: what it is, what holds it back, where it comes from, and what is wanted of it. */
export default function Adoption() {
  const translate = useTranslate();
  const may = useMay();
  if (!may('adoption:read')) return <AccessDenied />;
  return (
    <>
      <SubMenu label={translate('adoption.menu')} pages={ADOPTION_PAGES} />
      <Routes>
        <Route index element={<RatePage />} />
        <Route path="funnel" element={<FunnelPage />} />
        <Route path="worth" element={<WorthPage />} />
        <Route path="fixes/:id" element={<FixPage />} />
        <Route path="history" element={<HistoryPage />} />
        <Route path="week" element={<WeekPage />} />
        <Route path="goals" element={<GoalList />} />
        <Route path="goals/:id" element={<GoalPage />} />
        <Route path="annotations" element={<AnnotationList />} />
        <Route path="annotations/:id" element={<AnnotationPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </>
  );
}
