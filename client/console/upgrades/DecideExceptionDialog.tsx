import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { formatBasisPoints, formatMoney } from '../fields/format.ts';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { ActDialog } from '../forms/ActDialog.tsx';
import type { UpgradeRecord } from './records.ts';
import { useUpgradeCommand } from './useUpgradeCommand.ts';

export type Decision = 'approve-exception' | 'refuse-exception';

/** Grants or refuses a price: names it once more, and what it means for whoever asked. */
export function DecideExceptionDialog({ upgrade, decision, onClose }: { upgrade: UpgradeRecord; decision: Decision; onClose: () => void }) {
  const translate = useTranslate();
  const currency = useReportingCurrency();
  const { run, conflict } = useUpgradeCommand(upgrade);
  const { exception } = upgrade;
  if (!exception) return conflict;
  const granted = decision === 'approve-exception';
  const said = { name: exception.byName, account: upgrade.accountName, discount: formatBasisPoints(exception.discountBasisPoints), amount: formatMoney(upgrade.afterArrMinor, currency) };
  return (
    <>
      <ActDialog
        title={translate(`exception.decide.${decision}.title`, said)} submitLabel={translate(`exception.${granted ? 'approve' : 'refuse'}`)} danger={!granted} maxWidth="xs" onClose={onClose}
        effects={['price', 'next', 'seen'].map((effect) => translate(`exception.decide.${decision}.${effect}`, said))}
        act={() => run({ record: upgrade, verb: decision, mine: { exceptionStatus: granted ? 'granted' : 'refused' }, quiet: true, success: `exception.${decision}` })}
      >
        {() => <Box sx={{ overflowWrap: 'anywhere' }}>{exception.byName}: “{exception.reason}”</Box>}
      </ActDialog>
      {conflict}
    </>
  );
}
