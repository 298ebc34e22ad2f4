import { Route, Routes, useParams } from 'react-router';
import { NotFound } from '../layout/NotFound.tsx';
import { UpgradeList } from './UpgradeList.tsx';
import { UpgradePage } from './UpgradePage.tsx';

function PageOf() {
  const { id = '' } = useParams();
  return <UpgradePage key={id} id={id} />;
}

export default function Upgrades() {
  return (
    <Routes>
      <Route index element={<UpgradeList />} />
      <Route path=":id" element={<PageOf />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
