import { lazy } from 'react';
import { CoreAdminContext, CoreAdminUI, CustomRoutes, memoryStore } from 'react-admin';
import { Route } from 'react-router';
import { boot } from './boot.ts';
import { Busy } from './layout/Busy.tsx';
import { Layout } from './layout/Layout.tsx';
import { AccessDenied, NotFound } from './layout/NotFound.tsx';
import { Notices } from './layout/Notices.tsx';
import { Login } from './login/Login.tsx';
import { authProvider } from './providers/authProvider.ts';
import { makeDataProvider } from './providers/dataProvider.ts';
import { keepSentLists } from './providers/firstLists.ts';
import { i18nProvider } from './providers/i18nProvider.ts';
import { makeQueryClient } from './providers/queryClient.ts';
import { ConsoleTheme } from './theme/ConsoleTheme.tsx';

const Desk = lazy(() => import('./desk/index.tsx'));
const Escalations = lazy(() => import('./escalations/index.tsx'));
const Coding = lazy(() => import('./coding/index.tsx'));
const Revenue = lazy(() => import('./revenue/index.tsx'));
const Returns = lazy(() => import('./returns/index.tsx'));
const Adoption = lazy(() => import('./adoption/index.tsx'));
const Accounts = lazy(() => import('./accounts/index.tsx'));
const Upgrades = lazy(() => import('./upgrades/index.tsx'));
const Admin = lazy(() => import('./admin/index.tsx'));
const Profile = lazy(() => import('./profile/index.tsx'));
const Access = lazy(() => import('./login/Access.tsx').then(({ Access: page }) => ({ default: page })));

const dataProvider = makeDataProvider();
const queryClient = makeQueryClient();
keepSentLists(queryClient, boot?.lists);
// In memory: what the console remembers of a person lives on the server, and nothing stays behind on a shared machine.
const store = memoryStore();

/** The console's table of contents: an area a line. Each area's `index.tsx` has its own routes. */
export function App() {
  return (
    <ConsoleTheme>
      <CoreAdminContext authProvider={authProvider} dataProvider={dataProvider} i18nProvider={i18nProvider} queryClient={queryClient} store={store}>
        <CoreAdminUI layout={Layout} loginPage={Login} dashboard={Desk} catchAll={NotFound} accessDenied={AccessDenied} loading={Busy} requireAuth disableTelemetry title="Upgrade Desk">
          <CustomRoutes>
            <Route path="escalations/*" element={<Escalations />} />
            <Route path="coding/*" element={<Coding />} />
            <Route path="revenue/*" element={<Revenue />} />
            <Route path="revenue-entries/*" element={<Revenue at="entries" />} />
            <Route path="periods/*" element={<Revenue at="periods" />} />
            <Route path="returns/*" element={<Returns />} />
            <Route path="attestations/*" element={<Returns at="attestations" />} />
            <Route path="adoption/*" element={<Adoption />} />
            <Route path="accounts/*" element={<Accounts />} />
            <Route path="upgrades/*" element={<Upgrades />} />
            <Route path="admin/*" element={<Admin />} />
            <Route path="profile/*" element={<Profile />} />
          </CustomRoutes>
          <CustomRoutes noLayout>
            <Route path="access/:token" element={<Access />} />
          </CustomRoutes>
        </CoreAdminUI>
        <Notices />
      </CoreAdminContext>
    </ConsoleTheme>
  );
}
