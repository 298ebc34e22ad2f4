import PrintIcon from '@mui/icons-material/PrintOutlined';
import IconButton from '@mui/material/IconButton';
import { useTranslate } from 'react-admin';
import { usePaletteActions } from '../palette/actions.ts';

/** The page on paper, by the browser's own dialog; found in the palette too. */
export function PrintButton() {
  const translate = useTranslate();
  const print = () => window.print();
  usePaletteActions([{ id: 'print', label: translate('shell.print'), run: print }]);
  return <IconButton aria-label={translate('shell.print')} title={translate('shell.print')} onClick={print}><PrintIcon /></IconButton>;
}
