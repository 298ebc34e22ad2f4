import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { tone } from '../../theme/palette.ts';
import { Panel } from '../../theme/Panel.tsx';
import { Composer } from './Composer.tsx';
import { MainActions } from './MainActions.tsx';
import { Timeline } from './Timeline.tsx';
import { useWork } from './work.ts';

/** What was said and done, the answer, and what ends the call. */
export function CallColumn() {
  const translate = useTranslate();
  const { escalation, can } = useWork();
  // A command's answer may come without what only the page needs.
  const entries = escalation.timeline ?? [];
  return (
    <Panel title={translate('workspace.conversation')} sx={{ order: { xs: 1, md: 0 } }}>
      <Box sx={{ fontWeight: 600, fontSize: 14, marginBottom: '10px', overflowWrap: 'anywhere' }}>{escalation.subject}</Box>
      {entries.length === 0 ? <EmptyState title={translate('timeline.empty')} /> : <Timeline entries={entries} />}
      {can('note') && (
        <Box sx={{ borderTop: `1px solid ${tone.line}`, paddingTop: '12px' }}>
          <Composer />
          <MainActions />
        </Box>
      )}
    </Panel>
  );
}
