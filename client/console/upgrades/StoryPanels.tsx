import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Money } from '../fields/Money.tsx';
import { RecordLink } from '../fields/RecordLink.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Day, When } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import { KeyValues } from '../theme/KeyValues.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { returnPath } from '../returns/records.ts';
import { useCauseName } from '../fields/rootCauses.ts';
import type { UpgradeRecord } from './records.ts';

/** Who began it, how it went, and how often staff had a hand in it. */
export function FactsPanel({ upgrade }: { upgrade: UpgradeRecord }) {
  const translate = useTranslate();
  const word = useWord();
  return (
    <Panel title={translate('upgrades.facts')}>
      <KeyValues
        items={[
          { label: translate('upgrades.column.account'), value: <RecordLink to={`/accounts/${upgrade.accountId}`}>{upgrade.accountName}</RecordLink> },
          { label: translate('facts.contact'), value: upgrade.contactName ?? '–' },
          { label: translate('upgrades.column.path'), value: upgrade.pathName ?? translate('upgrades.no_path') },
          { label: translate('upgrades.column.motion'), value: word('motion', upgrade.motion) },
          { label: translate('upgrades.column.started'), value: <When at={upgrade.startedAt} />, hint: translate(`upgrades.started_by.${upgrade.startedBy}`) },
          { label: translate('upgrades.column.placed'), value: <When at={upgrade.placedAt} /> },
          { label: translate('upgrades.completed'), value: <When at={upgrade.completedAt} /> },
          { label: translate('upgrades.last_activity'), value: <When at={upgrade.lastActivityAt} /> },
          { label: translate('upgrades.touches'), value: upgrade.touches, hint: translate('upgrades.touches_hint') },
          { label: translate('upgrades.shadow_touches'), value: upgrade.shadowTouches, hint: translate('upgrades.shadow_hint') },
        ]}
      />
    </Panel>
  );
}

const rows = { listStyle: 'none', margin: 0, padding: 0, '& li + li': { borderTop: `1px solid ${tone.line}`, marginTop: '7px', paddingTop: '7px' } } as const;

export function EscalationsPanel({ upgrade }: { upgrade: UpgradeRecord }) {
  const translate = useTranslate();
  const word = useWord();
  const cause = useCauseName();
  const escalations = upgrade.escalations ?? [];
  return (
    <Panel title={translate('upgrades.escalations')}>
      {escalations.length === 0 && <Box sx={{ color: tone.mute }}>{translate('upgrades.never_escalated')}</Box>}
      <Box component="ul" sx={rows}>
        {escalations.map(({ id, status, openedAt, reason, outcome }) => (
          <li key={id}>
            <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between' }}><RecordLink to={`/escalations/${id}`} strong>{cause(reason)}</RecordLink><StatusChip of="escalation" value={status} /></Box>
            <Box sx={{ color: tone.mute, fontSize: 11.5 }}><When at={openedAt} />{outcome && ` · ${word('outcome', outcome)}`}</Box>
          </li>
        ))}
      </Box>
    </Panel>
  );
}

export function ReturnsPanel({ upgrade }: { upgrade: UpgradeRecord }) {
  const translate = useTranslate();
  const returns = upgrade.returns ?? [];
  return (
    <Panel title={translate('facts.order_returns')}>
      {returns.length === 0 && <Box sx={{ color: tone.mute }}>{translate(upgrade.path?.returnRequired && upgrade.status === 'draft' ? 'upgrades.return_follows' : 'upgrades.no_returns')}</Box>}
      <Box component="ul" sx={rows}>
        {returns.map(({ id, status, dueOn, atStakeMinor, currency, complete }) => (
          <li key={id}>
            <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between' }}><RecordLink to={returnPath({ id })} strong>{translate('returns.open')}</RecordLink><StatusChip of="return" value={status} /></Box>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', color: tone.mute, fontSize: 11.5 }}><span>{complete ? translate('facts.return_complete') : <>{translate('facts.due')} <Day on={dueOn} /></>}</span><Money minor={atStakeMinor} currency={currency} /></Box>
          </li>
        ))}
      </Box>
    </Panel>
  );
}
