import { lazy } from 'react';
import { Route, Routes, useParams } from 'react-router';
import { NotFound } from '../layout/NotFound.tsx';
import { CodingList } from './CodingList.tsx';
import { CodingPage } from './CodingPage.tsx';

const TryCase = lazy(() => import('./TryCase.tsx'));

function PageOf() {
  const { id = '' } = useParams();
  return <CodingPage key={id} id={id} />;
}

export default function Coding() {
  return (
    <Routes>
      <Route index element={<CodingList />} />
      <Route path="try" element={<TryCase />} />
      <Route path=":id" element={<PageOf />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
