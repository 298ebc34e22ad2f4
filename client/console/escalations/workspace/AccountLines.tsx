import Box from '@mui/material/Box';
import { useGetList, useTranslate } from 'react-admin';
import { Money } from '../../fields/Money.tsx';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { Day } from '../../fields/Times.tsx';
import { tone } from '../../theme/palette.ts';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import type { Subscription } from '../../records.ts';
import { returnPath } from '../../returns/records.ts';
import { TermEnd } from './AccountPanel.tsx';
import { useWork } from './work.ts';

const SHOWN = 6;

/** What else the customer pays for: the lines that this order is not about. */
export function SubscriptionsPanel() {
  const translate = useTranslate();
  const { escalation, upgrade } = useWork();
  const { data = [], total = 0 } = useGetList<Subscription>('subscriptions', { filter: { accountId: escalation.accountId, status: 'active' }, sort: { field: 'endsOn', order: 'ASC' }, pagination: { page: 1, perPage: 50 } });
  const inOrder = new Set(upgrade?.before.map(({ line }) => line));
  const others = data.filter(({ id }) => !inOrder.has(id));
  if (others.length === 0) return null;
  const more = Math.max(others.length, total - inOrder.size) - SHOWN;
  return (
    <Panel title={translate('facts.other_subscriptions')}>
      <KeyValues
        items={others.slice(0, SHOWN).map((line) => ({
          label: <Box component="span" sx={{ color: tone.ink }}>{line.productName} × {line.quantity}</Box>,
          hint: <>{line.endsOn ? <>{translate('facts.ends')} <TermEnd on={line.endsOn} /></> : translate('facts.open_ended')}{line.autoRenew && ` · ${translate('facts.auto_renews')}`}</>,
          value: <Money minor={line.arrMinor} currency={line.currency} />,
        }))}
      />
      {more > 0 && <Box sx={{ marginTop: '8px', fontSize: 11.5 }}><RecordLink to={`/accounts/${escalation.accountId}`}>{translate('facts.more', { smart_count: more })}</RecordLink></Box>}
    </Panel>
  );
}

/** Old devices still out there because of this order. */
export function ReturnsPanel() {
  const translate = useTranslate();
  const { upgrade } = useWork();
  const returns = upgrade?.returns ?? [];
  if (returns.length === 0) return null;
  return (
    <Panel title={translate('facts.order_returns')}>
      <KeyValues items={returns.map((each) => ({ label: <RecordLink to={returnPath(each)}><StatusChip of="return" value={each.status} /></RecordLink>, hint: <>{translate('facts.due')} <Day on={each.dueOn} /></>, value: <Money minor={each.atStakeMinor} currency={each.currency} /> }))} />
    </Panel>
  );
}
