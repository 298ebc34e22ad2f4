import { lazy } from 'react';
import { useTranslate } from 'react-admin';
import { Route, Routes, useParams } from 'react-router';
import { AccessDenied, NotFound } from '../layout/NotFound.tsx';
import { SubMenu } from '../layout/SubMenu.tsx';
import { REVENUE_PAGES } from '../palette/pages.ts';
import { useMay } from '../providers/session.ts';
import { DifferencesPage } from './DifferencesPage.tsx';
import { EntriesPage } from './entries/EntriesPage.tsx';
import { MiscodingPage } from './miscoding/MiscodingPage.tsx';
import { PeriodList } from './periods/PeriodList.tsx';
import { PeriodPage } from './periods/PeriodPage.tsx';

// Its chart's library is as large as the rest of the console: only whoever looks at it waits for it.
const BridgePage = lazy(() => import('./bridge/BridgePage.tsx'));

function PeriodOf() {
  const { id = '' } = useParams();
  return <PeriodPage key={id} id={id} />;
}

const PAGES = {
  reports: (
    <Routes>
      <Route index element={<BridgePage />} />
      <Route path="miscoding" element={<MiscodingPage />} />
      <Route path="differences" element={<DifferencesPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  ),
  entries: (
    <Routes>
      <Route index element={<EntriesPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  ),
  periods: (
    <Routes>
      <Route index element={<PeriodList />} />
      <Route path=":id" element={<PeriodOf />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  ),
};

/** The books: the bridge, the ledger under it, the months, and whether all of it is right. Its lists lie where the API has them. */
export default function Revenue({ at = 'reports' }: { at?: keyof typeof PAGES }) {
  const translate = useTranslate();
  const may = useMay();
  if (!may('codings:read')) return <AccessDenied />;
  return (
    <>
      <SubMenu label={translate('revenue.menu')} pages={REVENUE_PAGES} />
      {PAGES[at]}
    </>
  );
}
