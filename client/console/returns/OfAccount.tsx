import { useMemo } from 'react';
import { useTranslate } from 'react-admin';
import { RelatedTable } from '../table/RelatedTable.tsx';
import { useReturnColumns } from './columns.tsx';
import { returnPath, type ReturnRow } from './records.ts';

/** What an account has to send back, with the evidence of it. */
export function ReturnsOfAccount({ accountId }: { accountId: string }) {
  const translate = useTranslate();
  const filter = useMemo(() => ({ accountId }), [accountId]);
  return <RelatedTable<ReturnRow> title={translate('returns.title')} resource="returns" filter={filter} sort={{ field: 'dueOn', order: 'DESC' }} columns={useReturnColumns(true)} rowPath={returnPath} empty={translate('returns.of_account_none')} perPage={5} />;
}
