import Box from '@mui/material/Box';
import { useGetOne, useTranslate } from 'react-admin';
import { formatNumber } from '../../fields/format.ts';
import { Money } from '../../fields/Money.tsx';
import { useNow } from '../../fields/now.ts';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { Day } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { OpenReturns } from '../../returns/OpenReturns.tsx';
import type { AccountRecord } from '../../upgrades/records.ts';
import { useWork } from './work.ts';

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** The day a term ends: by how many days, once that is few. */
export function TermEnd({ on }: { on: string | null }) {
  const translate = useTranslate();
  const now = useNow();
  if (!on) return <>{translate('facts.no_term')}</>;
  const days = Math.ceil((Date.parse(`${on}T00:00:00Z`) - now) / DAY_MS);
  if (days > SOON_DAYS) return <Day on={on} />;
  return <Box component="span" title={on} sx={{ color: days < 0 ? tone.bad : tone.warn, fontWeight: 600 }}>{translate(days < 0 ? 'facts.days_ago' : 'facts.days', { smart_count: Math.abs(days) })}</Box>;
}

/** What matters about the customer, each figure a way to the rows behind it. */
export function AccountPanel() {
  const translate = useTranslate();
  const word = useWord();
  const { escalation } = useWork();
  const { data: account, error, refetch } = useGetOne<AccountRecord>('accounts', { id: escalation.accountId });
  const page = `/accounts/${escalation.accountId}`;
  const facts = account?.facts;
  return (
    <Panel title={<RecordLink to={page} strong>{escalation.accountName}</RecordLink>}>
      {!account && (error ? <ErrorNotice error={error} onRetry={() => void refetch()} compact /> : <Bones lines={6} />)}
      {account && (
        <KeyValues
          items={[
            { label: translate('facts.segment'), value: word('segment', account.segment) },
            { label: translate('facts.region'), value: account.regionName ?? account.region },
            { label: translate('facts.manager'), value: account.managerName ?? escalation.ownerName ?? '–' },
            escalation.contactName !== null && { label: translate('facts.contact'), value: escalation.contactEmail ? <a href={`mailto:${escalation.contactEmail}`}>{escalation.contactName}</a> : escalation.contactName },
            { label: translate('facts.arr'), value: <Money minor={account.reportingArrMinor} /> },
            facts !== undefined && { label: translate('facts.term_end'), value: <TermEnd on={facts.nextTermEndsOn} /> },
            facts !== undefined && { label: translate('facts.returns'), value: facts.overdueReturns > 0 ? <Box component="span" sx={{ color: tone.bad, fontWeight: 600 }}>{translate('facts.overdue', { smart_count: facts.overdueReturns })}</Box> : formatNumber(facts.openReturns) },
            facts !== undefined && { label: translate('facts.subscriptions'), value: <RecordLink to={page}>{formatNumber(facts.subscriptions)}</RecordLink> },
            facts !== undefined && { label: translate('facts.self_served'), value: translate('facts.of', { part: formatNumber(facts.selfServed), all: formatNumber(facts.journeys) }) },
            facts !== undefined && { label: translate('facts.escalations'), value: <RecordLink to={`/escalations?filter=${encodeURIComponent(JSON.stringify({ accountId: escalation.accountId }))}`}>{formatNumber(facts.escalations)}</RecordLink> },
          ]}
        />
      )}
      {account && <OpenReturns accountId={escalation.accountId} />}
    </Panel>
  );
}
