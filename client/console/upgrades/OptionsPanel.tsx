import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { PathOption } from '../../../server/domain/options.ts';
import { ForeseenLegs } from '../coding/Foreseen.tsx';
import { useForeseen } from '../coding/useForeseen.ts';
import { Money, SignedMoney } from '../fields/Money.tsx';
import { Chip } from '../theme/Chip.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { Bones } from '../theme/Bones.tsx';
import { useOptions } from './queries.ts';
import type { UpgradeRecord } from './records.ts';

const AT_FIRST = 4;

/** What an option means besides its price. */
export function OptionMarks({ option }: { option: PathOption }) {
  const translate = useTranslate();
  return (
    <>
      {option.residualMinor > 0 && <Chip tone="warn">{translate('options.loses')} <Money minor={option.residualMinor} /></Chip>}
      {option.returnRequired && <Chip>{translate('options.return')}</Chip>}
      {option.attestationRequired && <Chip>{translate('options.attestation')}</Chip>}
      <Chip tone={option.selfServe ? 'good' : 'plain'} mark={option.selfServe ? '✓' : '–'}>{translate(option.selfServe ? 'options.self_serve' : 'options.staff_only')}</Chip>
    </>
  );
}

/** The ways that are open to this customer, side by side: price, difference, and what each costs besides. */
export function OptionsPanel({ upgrade, onCompare }: { upgrade: UpgradeRecord; onCompare?: () => void }) {
  const translate = useTranslate();
  const { data, error, refetch } = useOptions(upgrade.id);
  const [all, setAll] = useState(false);
  const foreseen = useForeseen(upgrade);
  // The chosen path first, then others of its kind: those are what is being weighed.
  const nearness = (option: PathOption) => (option.pathId === upgrade.pathId ? 0 : option.kind === upgrade.kind ? 1 : 2);
  const fitting = (data?.options.filter(({ fits }) => fits) ?? []).sort((one, other) => nearness(one) - nearness(other));
  const shown = all ? fitting : fitting.slice(0, AT_FIRST);
  const others = (data?.options.length ?? 0) - fitting.length;
  return (
    <Panel title={translate('options.title')} actions={onCompare && fitting.length > 0 && <Button variant="text" onClick={onCompare} sx={{ fontSize: 11.5, padding: '1px 6px' }}>{translate('options.compare')}</Button>}>
      {!data && !error && <Bones lines={4} />}
      {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} compact />}
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {shown.map((option) => {
          const chosen = option.pathId === upgrade.pathId;
          // Of the chosen path the order itself is told, not what it would suggest.
          const ordered = chosen && upgrade.after.length > 0;
          const coded = ordered ? foreseen.order : foreseen.option(option);
          const afterArrMinor = ordered ? upgrade.afterArrMinor : option.afterArrMinor;
          return (
            <Box component="li" key={option.pathId} sx={{ padding: '6px 0', '& + &': { borderTop: `1px solid ${tone.line}` } }}>
              <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{chosen && <Box component="span" sx={{ color: tone.accent }} title={translate('options.chosen')}>● </Box>}{option.name}</Box>
              <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}><span><Money minor={afterArrMinor} /> {translate('options.a_year')}</span><SignedMoney minor={ordered ? upgrade.afterArrMinor - upgrade.beforeArrMinor : option.deltaMinor} /></Box>
              {coded && <Box sx={{ fontSize: 11.5 }}><Box component="span" sx={{ color: tone.mute }}>{translate('options.coded')}:</Box> <ForeseenLegs coded={coded} /></Box>}
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: '4px', marginTop: '3px' }}><OptionMarks option={option} /></Box>
            </Box>
          );
        })}
      </Box>
      {data && fitting.length === 0 && <Box sx={{ color: tone.mute }}>{translate('options.none')}</Box>}
      {shown.length < fitting.length && <Button variant="text" onClick={() => setAll(true)} sx={{ fontSize: 11.5, padding: '1px 6px', marginLeft: '-6px' }}>{translate('options.all', { count: fitting.length })}</Button>}
      {others > 0 && <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: '4px' }}>{translate('options.others', { smart_count: others })}</Box>}
    </Panel>
  );
}
