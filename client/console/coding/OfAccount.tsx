import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { RelatedTable } from '../table/RelatedTable.tsx';
import { codingPath, useCodingColumns } from './columns.tsx';
import type { CodingRow } from './records.ts';

/** What moved an account's recurring revenue, change by change. */
export function CodingsOfAccount({ accountId }: { accountId: string }) {
  const translate = useTranslate();
  const filter = useMemo(() => ({ accountId }), [accountId]);
  return <RelatedTable<CodingRow> title={translate('coding.of_account.title')} resource="codings" filter={filter} sort={{ field: 'codedAt', order: 'DESC' }} columns={useCodingColumns(true)} rowPath={codingPath} empty={translate('coding.of_account.none')} perPage={5} />;
}
