import { useTranslate } from 'react-admin';
import { Route, Routes, useParams } from 'react-router';
import { AccessDenied, NotFound } from '../layout/NotFound.tsx';
import { SubMenu } from '../layout/SubMenu.tsx';
import { RETURN_PAGES } from '../palette/pages.ts';
import { useMay } from '../providers/session.ts';
import { AttestationList } from './attestations/AttestationList.tsx';
import { AttestationPage } from './attestations/AttestationPage.tsx';
import { ContradictionsPage } from './contradictions/ContradictionsPage.tsx';
import { ReturnPage } from './page/ReturnPage.tsx';
import { ReturnList } from './ReturnList.tsx';

function ReturnOf() {
  const { id = '' } = useParams();
  return <ReturnPage key={id} id={id} />;
}

function AttestationOf() {
  const { id = '' } = useParams();
  return <AttestationPage key={id} id={id} />;
}

const PAGES = {
  returns: (
    <Routes>
      <Route index element={<ReturnList />} />
      <Route path="contradictions" element={<ContradictionsPage />} />
      <Route path=":id" element={<ReturnOf />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  ),
  attestations: (
    <Routes>
      <Route index element={<AttestationList />} />
      <Route path=":id" element={<AttestationOf />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  ),
};

/** What comes back, what contradicts itself, and what was signed. Its lists lie where the API has them. */
export default function Returns({ at = 'returns' }: { at?: keyof typeof PAGES }) {
  const translate = useTranslate();
  const may = useMay();
  if (!may('returns:read')) return <AccessDenied />;
  return (
    <>
      <SubMenu label={translate('returns.menu')} pages={RETURN_PAGES} />
      {PAGES[at]}
    </>
  );
}
