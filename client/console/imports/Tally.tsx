import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useTranslate } from 'react-admin';
import { REASONS, type ReasonCode as Code } from '../../../server/domain/imports/reasons.ts';
import { formatNumber } from '../fields/format.ts';
import { tone } from '../theme/palette.ts';
import { ROW_OUTCOMES, type ImportBatch } from './records.ts';

export type RowFilter = { outcome: string | null; reason: string | null };

const LABELS = { create: ['create', 'created'], update: ['update', 'updated'], unchanged: ['unchanged', 'unchanged'], skipped: ['skipped', 'left_out'] } as const;

export const sentenceOf = (reason: string): string => REASONS[reason as Code] ?? reason.replaceAll('_', ' ');

/** The reason as programs and the file of what was left out know it. */
export const ReasonCode = ({ code }: { code: string }) => <Box component="code" sx={{ color: tone.mute, fontSize: 11 }}>{code}</Box>;

type TallyProps = { batch: ImportBatch; filter: RowFilter; onFilter: (filter: RowFilter) => void };

/** How many rows do what; each number opens its rows below, and each reason its own. */
export function Tally({ batch, filter, onFilter }: TallyProps) {
  const translate = useTranslate();
  const done = batch.status === 'done' || batch.status === 'undone';
  const reasons = Object.entries(batch.reasons).filter(([, n]) => n > 0).sort(([, one], [, other]) => other - one);
  return (
    <>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))', gap: 1 }}>
        {ROW_OUTCOMES.map((outcome) => {
          const on = filter.outcome === outcome && filter.reason === null;
          return (
            <ButtonBase
              key={outcome} aria-pressed={on} onClick={() => onFilter({ outcome: on ? null : outcome, reason: null })}
              sx={{ display: 'block', font: 'inherit', textAlign: 'left', padding: '8px 12px', borderRadius: '10px', border: `1px solid ${on ? tone.accent : tone.line}`, bgcolor: on ? tone.accentSoft : tone.panel, '&:hover': { borderColor: tone.edge } }}
            >
              <Box component="span" sx={{ display: 'block', fontSize: 20, fontWeight: 700, color: outcome === 'skipped' && (batch.counts[outcome] ?? 0) > 0 ? tone.warn : undefined }}>{formatNumber(batch.counts[outcome] ?? 0)}</Box>
              <Box component="span" sx={{ color: tone.mute }}>{translate(`imports.${LABELS[outcome][done ? 1 : 0]}`)}</Box>
            </ButtonBase>
          );
        })}
      </Box>
      {reasons.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', padding: 0, margin: '10px 0 0', display: 'grid', gap: '2px' }}>
          {reasons.map(([reason, n]) => {
            const on = filter.reason === reason;
            return (
              <li key={reason}>
                <ButtonBase aria-pressed={on} onClick={() => onFilter(on ? { outcome: null, reason: null } : { outcome: 'skipped', reason })} sx={{ display: 'flex', font: 'inherit', gap: 1.5, justifyContent: 'flex-start', width: '100%', textAlign: 'left', padding: '3px 8px', borderRadius: '6px', bgcolor: on ? tone.accentSoft : undefined, '&:hover': { bgcolor: tone.soft } }}>
                  <Box component="span" sx={{ minWidth: 48, textAlign: 'right', fontWeight: 600 }}>{formatNumber(n)}</Box>
                  <span>{sentenceOf(reason)} <ReasonCode code={reason} /></span>
                </ButtonBase>
              </li>
            );
          })}
        </Box>
      )}
    </>
  );
}
