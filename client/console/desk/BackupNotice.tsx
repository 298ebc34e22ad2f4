import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { backupAlarm, useHealth } from '../admin/health/standing.ts';
import { tone } from '../theme/palette.ts';

/** That the last backup is too old, or that there is none, told to whoever can see to it; nothing while all is well. */
export function BackupNotice() {
  const translate = useTranslate();
  const { data } = useHealth();
  if (!data?.backup || !backupAlarm(data.backup)) return null;
  return (
    <Box role="alert" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, border: `1px solid ${tone.bad}`, bgcolor: tone.badSoft, borderRadius: '10px', padding: '10px 14px' }}>
      <Box sx={{ flex: 1, minWidth: 200 }}><span aria-hidden="true">▲ </span><b>{translate(`health.alarm.${data.backup.state}`)}</b></Box>
      <Link to="/admin/health">{translate('health.look')}</Link>
    </Box>
  );
}
