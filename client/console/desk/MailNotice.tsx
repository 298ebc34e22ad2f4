import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { useOutboxSummary } from '../admin/outbox/records.ts';
import { tone } from '../theme/palette.ts';

const GIVEN_UP = `/admin/outbox?${new URLSearchParams({ filter: JSON.stringify({ status: 'dead' }), sort: 'createdAt', order: 'DESC', page: '1', perPage: '50' })}`;

/** Mail that was given up, told to whoever can mend it; nothing where there is none. */
export function MailNotice() {
  const translate = useTranslate();
  const dead = useOutboxSummary()?.dead ?? 0;
  if (dead === 0) return null;
  return (
    <Box role="status" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, border: `1px solid ${tone.warn}`, bgcolor: tone.warnSoft, borderRadius: '10px', padding: '10px 14px' }}>
      <Box sx={{ flex: 1, minWidth: 200 }}><span aria-hidden="true">▲ </span><b>{translate('outbox.dead_notice', { smart_count: dead })}</b></Box>
      <Link to={GIVEN_UP}>{translate('outbox.dead_look')}</Link>
    </Box>
  );
}
