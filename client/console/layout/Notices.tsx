import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useEffect, useState } from 'react';
import { useNotificationContext, useTranslate, type NotificationPayload } from 'react-admin';
import { tone } from '../theme/palette.ts';
import { MENU_WIDTH, NARROW } from '../theme/theme.ts';

const SHOWN_MS = 4500;
/** What went wrong takes longer to read. */
const FAILED_MS = 9000;

const LOOKS = { success: { mark: '✓', color: tone.good }, error: { mark: '✕', color: tone.bad }, warning: { mark: '▲', color: tone.warn }, info: { mark: 'i', color: tone.blue } } as const;

function Notice({ notice, onClose }: { notice: NotificationPayload; onClose: () => void }) {
  const translate = useTranslate();
  const [held, setHeld] = useState(false);
  const failed = notice.type === 'error';
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onClose, failed ? FAILED_MS : SHOWN_MS);
    return () => clearTimeout(timer);
  }, [failed, held, onClose]);
  const look = notice.type in LOOKS ? LOOKS[notice.type as keyof typeof LOOKS] : LOOKS.info;
  const { messageArgs } = notice.notificationOptions ?? {};
  return (
    <Box
      onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}
      sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', justifyContent: 'space-between', gap: '2px 8px', padding: '7px 8px 9px 12px', [NARROW]: { flexWrap: 'nowrap', paddingBlock: '7px' }, bgcolor: tone.panel, border: `1px solid ${tone.line}`, borderLeft: `3px solid ${look.color}`, borderRadius: '10px', boxShadow: '0 8px 28px rgb(0 0 0 / .16)' }}
    >
      <Box component="span" aria-hidden="true" sx={{ color: look.color, fontWeight: 700 }}>{look.mark}</Box>
      <Box component="span" sx={{ order: 1, flex: '1 0 100%', minWidth: 0, overflowWrap: 'anywhere', [NARROW]: { order: 0, flex: 1 } }}>{typeof notice.message === 'string' ? translate(notice.message, { _: notice.message, ...(messageArgs as Record<string, unknown> | undefined) }) : notice.message}</Box>
      <IconButton aria-label={translate('ra.action.close')} onClick={onClose}><CloseIcon sx={{ fontSize: 15 }} /></IconButton>
    </Box>
  );
}

/** What just happened, for a moment: under the menu, where it covers nothing that one could want to press; on a narrow screen at the bottom. Both regions stand always, or a screen reader would miss what appears in them. */
export function Notices() {
  const { notifications, resetNotifications } = useNotificationContext();
  // The newest: what happened before it is no longer news.
  const shown = notifications.at(-1);
  const notice = shown && <Notice key={notifications.length} notice={shown} onClose={resetNotifications} />;
  return (
    <Box sx={{ position: 'fixed', bottom: 12, left: 8, width: MENU_WIDTH - 16, zIndex: 1500, [NARROW]: { left: 12, width: 'auto', maxWidth: 'calc(100vw - 24px)' } }}>
      <div role="status">{shown?.type !== 'error' && notice}</div>
      <div role="alert">{shown?.type === 'error' && notice}</div>
    </Box>
  );
}
