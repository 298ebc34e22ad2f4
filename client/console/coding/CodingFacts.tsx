import { useTranslate } from 'react-admin';
import { formatMonth } from '../fields/format.ts';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Day, When } from '../fields/Times.tsx';
import { useWord } from '../fields/words.ts';
import { KeyValues } from '../theme/KeyValues.tsx';
import { Panel } from '../theme/Panel.tsx';
import type { CodingRecord } from './records.ts';

/** Whose it is, where it comes from, and when it counts. */
export function CodingFacts({ coding }: { coding: CodingRecord }) {
  const translate = useTranslate();
  const word = useWord();
  return (
    <Panel title={translate('upgrades.facts')}>
      <KeyValues
        items={[
          { label: translate('coding.column.account'), value: <RecordLink to={`/accounts/${coding.accountId}`}>{coding.accountName}</RecordLink> },
          { label: translate('coding.column.upgrade'), value: <RecordLink to={coding.upgradeId && `/upgrades/${coding.upgradeId}`}>{coding.upgradeReference}</RecordLink> },
          { label: translate('coding.column.path'), value: coding.pathName ?? '–' },
          { label: translate('coding.column.origin'), value: word('origin', coding.origin) },
          { label: translate('coding.column.effective'), value: <Day on={coding.effectiveOn} />, hint: formatMonth(coding.month) },
          { label: translate('coding.coded'), value: <When at={coding.codedAt} /> },
          coding.reviewedAt !== null && { label: translate('coding.reviewed'), value: <When at={coding.reviewedAt} /> },
        ]}
      />
    </Panel>
  );
}
