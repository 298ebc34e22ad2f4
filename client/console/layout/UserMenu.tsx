import KeyboardIcon from '@mui/icons-material/KeyboardOutlined';
import LogoutIcon from '@mui/icons-material/LogoutOutlined';
import DevicesIcon from '@mui/icons-material/DevicesOutlined';
import PersonIcon from '@mui/icons-material/PersonOutlined';
import CheckIcon from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import { useState } from 'react';
import { useLogout, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router';
import { initials } from '../fields/format.ts';
import { useWord } from '../fields/words.ts';
import { usePreferences, useSession } from '../providers/session.ts';
import { tone } from '../theme/palette.ts';

const MODES = ['light', 'dark', 'system'] as const;

export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const translate = useTranslate();
  const word = useWord();
  const navigate = useNavigate();
  const logout = useLogout();
  const session = useSession();
  const { change } = usePreferences();
  const { mode, setMode } = useColorScheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const then = (run: () => void) => () => {
    close();
    run();
  };
  if (!session) return null;
  return (
    <>
      <ButtonBase
        aria-label={translate('shell.user_menu', { name: session.name })} aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ width: 28, height: 28, borderRadius: '50%', bgcolor: tone.accent, color: tone.accentInk, fontWeight: 600, fontSize: 11, flex: 'none', fontFamily: 'inherit' }}
      >
        {initials(session.name)}
      </ButtonBase>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} transformOrigin={{ vertical: 'top', horizontal: 'right' }}>
        <Box component="li" role="presentation" sx={{ padding: '6px 10px 8px', minWidth: 200 }}>
          <b>{session.name}</b>
          <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{session.email} · {word('role', session.role)}</Box>
        </Box>
        <Divider component="li" role="presentation" />
        <MenuItem onClick={then(() => void navigate('/profile'))}><ListItemIcon><PersonIcon /></ListItemIcon>{translate('shell.pages.profile')}</MenuItem>
        <MenuItem onClick={then(() => void navigate('/profile/sessions'))}><ListItemIcon><DevicesIcon /></ListItemIcon>{translate('shell.pages.sessions')}</MenuItem>
        <MenuItem onClick={then(onHelp)}><ListItemIcon><KeyboardIcon /></ListItemIcon>{translate('keys.title')}</MenuItem>
        <Divider component="li" role="presentation" />
        {MODES.map((each) => (
          <MenuItem key={each} role="menuitemradio" aria-checked={mode === each} onClick={() => { setMode(each); void change({ theme: each }).catch(() => undefined); }}>
            <ListItemIcon>{mode === each && <CheckIcon />}</ListItemIcon>{translate(`shell.theme.${each}`)}
          </MenuItem>
        ))}
        <Divider component="li" role="presentation" />
        <MenuItem onClick={then(() => void logout())}><ListItemIcon><LogoutIcon /></ListItemIcon>{translate('ra.auth.logout')}</MenuItem>
      </Menu>
    </>
  );
}
