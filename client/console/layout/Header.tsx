import MenuIcon from '@mui/icons-material/Menu';
import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import { useTranslate } from 'react-admin';
import { keyAria, keyCap } from '../keys/registry.ts';
import { Kbd } from '../theme/Kbd.tsx';
import { tone } from '../theme/palette.ts';
import { NARROW } from '../theme/theme.ts';
import { UserMenu } from './UserMenu.tsx';

type HeaderProps = { slotRef: (node: HTMLElement | null) => void; onFind: () => void; onHelp: () => void; onMenu?: () => void };

/** The page's title on the left, the way to everything else on the right. With `onMenu`: the narrow form. */
export function Header({ slotRef, onFind, onHelp, onMenu }: HeaderProps) {
  const translate = useTranslate();
  return (
    <Box
      component="header"
      sx={{ display: 'flex', alignItems: 'center', gap: '14px', minHeight: 56, [NARROW]: { flexWrap: 'wrap', gap: '6px 10px', padding: '6px 0', position: 'sticky', top: 0, zIndex: 20, bgcolor: tone.ground, minHeight: 48 } }}
    >
      {onMenu && <IconButton aria-label={translate('shell.open_nav')} onClick={onMenu} sx={{ marginLeft: '-6px' }}><MenuIcon /></IconButton>}
      <Box ref={slotRef} sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '6px 14px', minWidth: 0, flex: '1 1 0', paddingBlock: '6px', [NARROW]: { order: 3, flexBasis: '100%', gap: '6px 10px', paddingBlock: 0 } }} />
      {onMenu && <Box sx={{ fontWeight: 700, flex: 1 }} aria-hidden="true">Upgrade Desk</Box>}
      {onMenu
        ? <IconButton aria-label={translate('shell.find')} aria-keyshortcuts={keyAria('mod+k')} onClick={onFind}><SearchIcon /></IconButton>
        : (
          <ButtonBase
            onClick={onFind} aria-keyshortcuts={keyAria('mod+k')} aria-haspopup="dialog"
            sx={{ flex: '0 4 300px', minWidth: 268, overflow: 'hidden', justifyContent: 'space-between', gap: 1, border: `1px solid ${tone.line}`, bgcolor: tone.panel, borderRadius: '8px', padding: '6px 10px', color: tone.mute, font: 'inherit', whiteSpace: 'nowrap', '&:hover': { borderColor: tone.edge } }}
          >
            <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{translate('shell.find')}</Box>
            <Kbd decorative>{keyCap('mod+k')}</Kbd>
          </ButtonBase>
        )}
      <UserMenu onHelp={onHelp} />
    </Box>
  );
}
