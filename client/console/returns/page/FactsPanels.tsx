import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslate } from 'react-admin';
import { Money } from '../../fields/Money.tsx';
import { Nothing } from '../../fields/Nothing.tsx';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { Day, When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { YesNo } from '../../fields/YesNo.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { usePeople } from '../queries.ts';
import type { ReturnRecord } from '../records.ts';
import { mayStillBeCharged } from '../stake.ts';

/** Until when, how much hangs on it, and by which label it comes. */
export function StandingPanel({ row, reminded }: { row: ReturnRecord; /** Today. */ reminded: boolean }) {
  const translate = useTranslate();
  const late = row.owed && row.daysOverdue > 0;
  return (
    <Panel title={translate('returns.standing')}>
      <KeyValues
        items={[
          { label: translate('returns.column.due'), value: row.owed ? <b><Day on={row.dueOn} /></b> : <Day on={row.dueOn} />, hint: late ? <Box component="span" sx={{ color: tone.bad, fontWeight: 600 }}>{translate('returns.days_overdue', { smart_count: row.daysOverdue })}</Box> : translate(row.complete ? 'returns.nothing_left' : row.owed ? 'returns.customer_owes' : 'returns.ours_to_do') },
          mayStillBeCharged(row) && { label: translate('returns.column.stake'), value: <Money minor={row.atStakeMinor} currency={row.currency} />, hint: translate('returns.stake_hint') },
          { label: translate('returns.fee'), value: row.feeMinor > 0 ? <b><Money minor={row.feeMinor} currency={row.currency} /></b> : <Nothing text={translate('returns.no_fee')} /> },
          { label: translate('returns.carrier'), value: row.carrier ?? <Nothing /> },
          { label: translate('returns.fact.trackingNumber'), value: row.trackingNumber ?? <Nothing /> },
          { label: translate('returns.label'), value: row.labelUrl ? <Link href={row.labelUrl} target="_blank" rel="noreferrer">{translate('returns.open_label')}</Link> : <Nothing text={translate('returns.no_label')} /> },
          { label: translate('returns.column.reminded'), value: row.remindedAt ? <When at={row.remindedAt} /> : <Nothing text={translate('returns.never')} />, hint: reminded && row.owed && translate('returns.remind.next') },
        ]}
      />
    </Panel>
  );
}

/** Whose it is, and what was agreed. */
export function WhosePanel({ row }: { row: ReturnRecord }) {
  const translate = useTranslate();
  const word = useWord();
  const nameOf = usePeople();
  return (
    <Panel title={translate('returns.belongs')}>
      <KeyValues
        items={[
          { label: translate('returns.column.account'), value: <RecordLink to={`/accounts/${row.accountId}`}>{row.accountName}</RecordLink> },
          { label: translate('returns.column.order'), value: <RecordLink to={`/upgrades/${row.upgradeId}`}>{row.upgradeReference}</RecordLink> },
          { label: translate('returns.column.manager'), value: nameOf(row.managerId) ?? '–' },
          { label: translate('returns.column.disposition'), value: word('disposition', row.disposition) },
          { label: translate('returns.attestation_needed'), value: <YesNo value={row.attestationRequired || row.disposition !== 'return'} /> },
          { label: translate('returns.column.opened'), value: <When at={row.openedAt} /> },
        ]}
      />
    </Panel>
  );
}
