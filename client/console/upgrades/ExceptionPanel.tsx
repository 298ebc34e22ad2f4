import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import { formatBasisPoints, formatMoney } from '../fields/format.ts';
import { useReportingCurrency } from '../fields/reportingCurrency.ts';
import { StatusChip } from '../fields/StatusChip.tsx';
import { When } from '../fields/Times.tsx';
import { useSession } from '../providers/session.ts';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { DecideExceptionDialog, type Decision } from './DecideExceptionDialog.tsx';
import type { UpgradeRecord } from './records.ts';

/** A price of its own: who asked for it and why, who decided; and the decision, for whom it is. */
export function ExceptionPanel({ upgrade }: { upgrade: UpgradeRecord }) {
  const translate = useTranslate();
  const currency = useReportingCurrency();
  const session = useSession();
  const [decision, decide] = useState<Decision | null>(null);
  const { exception, exceptionStatus, allowed } = upgrade;
  if (!exception || !exceptionStatus) return null;
  const decides = allowed.includes('approve-exception');
  const own = exception.byId === session?.id;
  return (
    <Panel title={translate('exception.title')} actions={<StatusChip of="exception" value={exceptionStatus} />}>
      <Box sx={{ fontWeight: 600 }}>{translate('exception.off', { discount: formatBasisPoints(exception.discountBasisPoints), amount: formatMoney(upgrade.afterArrMinor, currency) })}</Box>
      <Box sx={{ margin: '4px 0', overflowWrap: 'anywhere' }}>“{exception.reason}”</Box>
      <Box sx={{ color: tone.mute, fontSize: 11.5 }}>
        {translate('exception.asked', { name: exception.byName })} <When at={exception.at} />
        {exception.decidedByName && <> · {translate('exception.decided', { name: exception.decidedByName })} <When at={exception.decidedAt} /></>}
      </Box>
      {exceptionStatus === 'waiting' && !decides && <Box sx={{ marginTop: 1, color: tone.mute }}>{translate('exception.waits')}</Box>}
      {decides && (own ? <Box sx={{ marginTop: 1, color: tone.mute }}>{translate('exception.own')}</Box> : (
        <Box sx={{ display: 'flex', gap: 1, marginTop: 1.5 }}>
          <Button variant="contained" color="primary" onClick={() => decide('approve-exception')}>{translate('exception.approve')}</Button>
          <Button onClick={() => decide('refuse-exception')}>{translate('exception.refuse')}</Button>
        </Box>
      ))}
      {decision && <DecideExceptionDialog upgrade={upgrade} decision={decision} onClose={() => decide(null)} />}
    </Panel>
  );
}
