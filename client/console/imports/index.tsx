import { Route, Routes } from 'react-router';
import { NotFound } from '../layout/NotFound.tsx';
import { ImportList } from './ImportList.tsx';
import { ImportPage } from './ImportPage.tsx';
import { NewImport } from './NewImport.tsx';

export default function Imports() {
  return (
    <Routes>
      <Route index element={<ImportList />} />
      <Route path="new" element={<NewImport />} />
      <Route path=":id" element={<ImportPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
