import { Route, Routes } from 'react-router';
import { NotFound } from '../layout/NotFound.tsx';
import { ProfilePage } from './ProfilePage.tsx';
import { SessionsPage } from './SessionsPage.tsx';

export default function Profile() {
  return (
    <Routes>
      <Route index element={<ProfilePage />} />
      <Route path="sessions" element={<SessionsPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
