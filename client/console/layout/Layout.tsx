import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import { useColorScheme } from '@mui/material/styles';
import { Suspense, useEffect, useState } from 'react';
import { useTranslate, type CoreLayoutProps } from 'react-admin';
import { useLocation, useNavigate } from 'react-router';
import { ReportingCurrency } from '../fields/reportingCurrency.ts';
import { KeysHelp } from '../keys/KeysHelp.tsx';
import { KeysProvider } from '../keys/KeysProvider.tsx';
import { useKeys } from '../keys/registry.ts';
import { Palette } from '../palette/Palette.tsx';
import { useStream } from '../providers/live.ts';
import { usePolicy } from '../providers/policy.ts';
import { usePreferences, useSession } from '../providers/session.ts';
import { tone } from '../theme/palette.ts';
import { MENU_WIDTH } from '../theme/theme.ts';
import { useIsNarrow } from '../theme/useViewport.ts';
import { AreaBoundary } from './AreaBoundary.tsx';
import { Busy } from './Busy.tsx';
import { Header } from './Header.tsx';
import { Nav } from './Nav.tsx';
import { HeaderSlot } from './slots.ts';

function SkipLink() {
  const translate = useTranslate();
  return (
    <Box component="a" href="#content" className="not-printed" sx={{ position: 'absolute', left: -9999, top: 8, zIndex: 2000, bgcolor: tone.panel, padding: '6px 12px', borderRadius: '8px', border: `1px solid ${tone.line}`, '&:focus': { left: 8 } }}>
      {translate('shell.skip')}
    </Box>
  );
}

/** The theme chosen in the profile, on whichever machine one signs in. */
function useThemeOfProfile(wanted: 'light' | 'dark' | 'system' | undefined) {
  const { setMode } = useColorScheme();
  useEffect(() => {
    if (wanted) setMode(wanted);
  }, [setMode, wanted]);
}

function Frame({ children }: CoreLayoutProps) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const narrow = useIsNarrow();
  const { pathname } = useLocation();
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<'nav' | 'palette' | 'keys' | null>(null);
  const close = () => setOpen(null);
  useKeys([
    { key: 'mod+k', label: translate('shell.find'), run: () => setOpen('palette'), everywhere: true },
    { key: '?', label: translate('keys.title'), run: () => setOpen('keys') },
    { key: 'Shift+D', label: translate('keys.go_desk'), run: () => void navigate('/') },
    { key: 'Shift+E', label: translate('keys.go_escalations'), run: () => void navigate('/escalations') },
  ]);

  return (
    <Box className="page-frame" sx={{ display: 'grid', gridTemplateColumns: narrow ? 'minmax(0, 1fr)' : `${MENU_WIDTH}px minmax(0, 1fr)`, minHeight: '100vh' }}>
      <SkipLink />
      {narrow
        ? (
          <Drawer open={open === 'nav'} onClose={close} slotProps={{ paper: { sx: { width: 240, padding: '14px 10px' }, 'aria-label': translate('shell.nav') } }}>
            <Nav onGo={close} />
          </Drawer>
        )
        : (
          <Box className="not-printed" sx={{ bgcolor: tone.panel, borderRight: `1px solid ${tone.line}` }}>
            <Box sx={{ position: 'sticky', top: 0, maxHeight: '100vh', overflowY: 'auto', padding: '14px 10px' }}>
              <Nav />
            </Box>
          </Box>
        )}
      {/* Narrow: what is last can be scrolled clear of a notice. */}
      <Box sx={{ minWidth: 0, padding: narrow ? '0 12px 72px' : '0 20px 22px', display: 'flex', flexDirection: 'column' }}>
        <Header slotRef={setSlot} onFind={() => setOpen('palette')} onHelp={() => setOpen('keys')} onMenu={narrow ? () => setOpen('nav') : undefined} />
        <Box component="main" id="content" tabIndex={-1} sx={{ flex: 1, minWidth: 0, '&:focus': { outline: 'none' } }}>
          <HeaderSlot value={slot}>
            <AreaBoundary key={pathname.split('/')[1]}>
              <Suspense fallback={<Busy />}>{slot && children}</Suspense>
            </AreaBoundary>
          </HeaderSlot>
        </Box>
      </Box>
      <Palette open={open === 'palette'} onClose={close} />
      <KeysHelp open={open === 'keys'} onClose={close} />
    </Box>
  );
}

export function Layout(props: CoreLayoutProps) {
  const session = useSession();
  const { preferences } = usePreferences();
  useThemeOfProfile(preferences?.theme);
  useStream(session !== undefined);
  const currency = usePolicy(session !== undefined)?.reportingCurrency ?? 'USD';
  return (
    <ReportingCurrency value={currency}>
      <KeysProvider singleKeys={preferences?.singleKeys !== false}>
        <Frame {...props} />
      </KeysProvider>
    </ReportingCurrency>
  );
}
