import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { formatMoney, formatMonth, formatNumber, formatShare, toWhole } from '../../fields/format.ts';
import { Money } from '../../fields/Money.tsx';
import { Nothing } from '../../fields/Nothing.tsx';
import { useReportingCurrency } from '../../fields/reportingCurrency.ts';
import { ActDialog } from '../../forms/ActDialog.tsx';
import { useMay } from '../../providers/session.ts';
import { useCommand } from '../../providers/useCommand.ts';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import type { Traffic } from '../records.ts';
import { LoadedMonths } from './LoadedMonths.tsx';

/** Months of traffic from a file, or pasted. What is wrong with it is told by line, and nothing is loaded then. */
function LoadDialog({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { run } = useCommand('adoption');
  const [csv, setCsv] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const read = (bytes: ArrayBuffer) => {
    try {
      setCsv(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
      setUnreadable(false);
    } catch {
      setUnreadable(true);
    }
  };
  const load = async () => {
    const result = await run({ id: null, verb: 'load-traffic', body: { csv } }, { quiet: true });
    if (!result.ok) return result;
    const { months } = result.record as unknown as { months: number };
    notify(translate('adoption.worth.loaded', { smart_count: months, count: months }), { type: 'success' });
    return result;
  };
  return (
    <ActDialog title={translate('adoption.worth.load')} submitLabel={translate('adoption.worth.load')} act={load} onClose={onClose} fields={['csv']} disabled={csv.trim() === ''}>
      {(errors) => (
        <Box sx={{ display: 'grid', gap: '12px' }}>
          <Box sx={{ color: tone.mute }}>{translate('adoption.worth.load_hint')}</Box>
          <Box>
            <Button variant="outlined" onClick={() => input.current?.click()}>{translate('adoption.worth.file')}</Button>
            <input
              ref={input} type="file" accept=".csv,text/csv,text/plain" hidden aria-label={translate('adoption.worth.file')}
              onChange={({ target }) => {
                void target.files?.[0]?.arrayBuffer().then(read);
                // The same file, mended, may be chosen again.
                target.value = '';
              }}
            />
            {unreadable && <Box role="alert" sx={{ color: tone.bad, marginTop: '6px' }}>{translate('adoption.worth.unreadable')}</Box>}
          </Box>
          <TextField label={translate('adoption.worth.paste')} multiline minRows={5} maxRows={14} value={csv} onChange={({ target }) => setCsv(target.value)} placeholder={translate('adoption.worth.template')} error={errors['csv'] !== undefined} helperText={errors['csv']} slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: 'monospace', fontSize: 12 } }, inputLabel: { shrink: true } }} />
          <LoadedMonths />
        </Box>
      )}
    </ActDialog>
  );
}

/** What moving offline contacts to the portal is worth, from what was loaded. */
export function TrafficPanel({ traffic, cut }: { traffic: Traffic | null; cut: boolean }) {
  const translate = useTranslate();
  const may = useMay();
  const currency = useReportingCurrency();
  const [open, setOpen] = useState(false);
  const told = (rate: Traffic['online']) => (rate.rate === null ? <Nothing /> : translate('adoption.worth.of', { rate: formatShare(rate.rate), numerator: formatNumber(rate.numerator), denominator: formatNumber(rate.denominator) }));
  return (
    <Panel title={translate('adoption.worth.traffic')} actions={may('adoption:edit') && <Button className="not-printed" onClick={() => setOpen(true)}>{translate('adoption.worth.load')}</Button>}>
      {traffic === null
        ? <Box sx={{ color: tone.mute }}>{translate('adoption.worth.no_traffic')}</Box>
        : (
          <>
            {traffic.online.rate === null && traffic.online.numerator > 0 && <Box component="p" sx={{ margin: '0 0 10px' }}>{translate('adoption.worth.few_visits', { orders: formatNumber(traffic.online.numerator), visits: formatNumber(traffic.online.denominator) })}</Box>}
            {traffic.upgrades !== null && traffic.valueMinor !== null && (
              <Box component="p" sx={{ margin: '0 0 10px' }}>
                <b>{translate(traffic.upgrades >= 0 ? 'adoption.worth.traffic_sentence' : 'adoption.worth.traffic_less', { upgrades: formatNumber(Math.abs(Math.round(traffic.upgrades))), value: formatMoney(toWhole(Math.abs(traffic.valueMinor), currency), currency) })}</b>
              </Box>
            )}
            <KeyValues
              items={[
                { label: translate('adoption.worth.online'), value: told(traffic.online) }, { label: translate('adoption.worth.offline'), value: told(traffic.offline) },
                { label: translate('adoption.worth.value'), value: <Money minor={traffic.valuePerUpgradeMinor} whole /> }, { label: translate('adoption.worth.months'), value: traffic.from === traffic.to ? formatMonth(traffic.from) : `${formatMonth(traffic.from)} – ${formatMonth(traffic.to)}` },
              ]}
            />
            {cut && <Box component="p" sx={{ margin: '10px 0 0', color: tone.mute, fontSize: 11.5 }}>{translate('adoption.worth.traffic_cut')}</Box>}
          </>
        )}
      {open && <LoadDialog onClose={() => setOpen(false)} />}
    </Panel>
  );
}
