import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslate } from 'react-admin';
import { When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useWork } from './work.ts';

/** Why it stands where it stands in the queue: the parts sum to the score. */
export function PriorityPanel() {
  const translate = useTranslate();
  const word = useWord();
  const { escalation, can, show } = useWork();
  const { priority, score, scoreParts, priorityOverride } = escalation;
  return (
    <Panel
      title={translate('priority.why', { band: word('band', priority).toLowerCase(), score })}
      actions={can('set-priority') && <Button variant="text" onClick={() => show('set-priority')} sx={{ fontSize: 11.5, padding: '1px 6px' }}>{translate('priority.change')}</Button>}
    >
      <KeyValues items={scoreParts.map(({ points, because }) => ({ label: because, value: `+${points}` }))} />
      {scoreParts.length === 0 && <Box sx={{ color: tone.mute }}>{translate('priority.nothing')}</Box>}
      {priorityOverride && (
        <Box sx={{ marginTop: '8px', padding: '6px 9px', borderRadius: '8px', bgcolor: tone.warnSoft, fontSize: 11.5 }}>
          {translate('priority.overridden', { name: priorityOverride.byName, band: word('band', priorityOverride.band) })} <When at={priorityOverride.at} />: “{priorityOverride.reason}”
        </Box>
      )}
    </Panel>
  );
}
