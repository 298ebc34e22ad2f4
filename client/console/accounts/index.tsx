import { Route, Routes } from 'react-router';
import { NotFound } from '../layout/NotFound.tsx';
import { AccountCreate } from './AccountCreate.tsx';
import { AccountList } from './AccountList.tsx';
import { AccountPage } from './AccountPage.tsx';

export default function Accounts() {
  return (
    <Routes>
      <Route index element={<AccountList />} />
      <Route path="new" element={<AccountCreate />} />
      <Route path=":id" element={<AccountPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
