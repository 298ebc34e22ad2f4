import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import Radio from '@mui/material/Radio';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Coded } from '../../../server/domain/coding/case.ts';
import type { PathOption } from '../../../server/domain/options.ts';
import { ForeseenLegs } from '../coding/Foreseen.tsx';
import { useForeseen } from '../coding/useForeseen.ts';
import { Money, SignedMoney } from '../fields/Money.tsx';
import { Nothing } from '../fields/Nothing.tsx';
import { YesNo } from '../fields/YesNo.tsx';
import { ErrorNotice } from '../theme/ErrorNotice.tsx';
import { tone } from '../theme/palette.ts';
import { PHONE } from '../theme/theme.ts';
import { useOptions } from './queries.ts';
import type { UpgradeRecord } from './records.ts';

const look = {
  width: '100%', borderCollapse: 'collapse',
  '& th, & td': { textAlign: 'left', padding: '5px 10px 5px 0', borderBottom: `1px solid ${tone.line}`, verticalAlign: 'middle' },
  '& thead th': { fontSize: 11.5, fontWeight: 600, color: tone.mute, whiteSpace: 'nowrap' },
  '& .n': { textAlign: 'right', whiteSpace: 'nowrap', paddingRight: '22px' },
  '& tbody td:first-of-type, & thead th:first-of-type': { width: 44 },
  '& tbody th': { fontWeight: 600 },
  '& tr.unfit th, & tr.unfit td': { color: tone.mute, fontWeight: 400 },
  '& tr.on th, & tr.on td': { bgcolor: tone.accentSoft },
  [PHONE]: {
    '& thead': { display: 'none' }, '& tr': { display: 'flex', flexWrap: 'wrap', columnGap: '12px', borderBottom: `1px solid ${tone.line}`, padding: '4px 0' }, '& th, & td': { border: 0, padding: '1px 0' }, '& tbody th': { flex: '1 1 75%' },
    '& tr.on': { bgcolor: tone.accentSoft }, '& tr.on th, & tr.on td': { bgcolor: 'transparent' }, '& td[data-label]::before': { content: 'attr(data-label) " "', color: tone.mute, fontSize: 11.5 },
  },
} as const;

const CodedOption = ({ coded }: { coded: Coded | null }) => (coded ? <ForeseenLegs coded={coded} /> : <Nothing />);

type CartOptionsProps = { upgrade: UpgradeRecord; chosen: string | null; error?: string; onChoose: (option: PathOption) => void };

/** The options side by side; choosing one fills the cart with what it suggests. */
export function CartOptions({ upgrade, chosen, error, onChoose }: CartOptionsProps) {
  const translate = useTranslate();
  const [all, setAll] = useState(false);
  const { data, error: failure, refetch } = useOptions(upgrade.id);
  const foreseen = useForeseen(upgrade);
  const options = data?.options ?? [];
  const shown = options.filter(({ fits, pathId }) => all || fits || pathId === chosen);
  const hidden = options.length - shown.length;
  const first = shown.find(({ pathId }) => pathId === chosen) ?? shown[0];
  return (
    <Box role="group" aria-label={translate('options.title')} sx={{ overflowX: 'auto' }}>
      {failure && !data && <ErrorNotice error={failure} onRetry={() => void refetch()} compact />}
      <Box component="table" sx={look}>
        <thead>
          <tr>
            <th><Box component="span" sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>{translate('options.choose')}</Box></th>
            <th scope="col">{translate('options.path')}</th><th scope="col">{translate('options.suggests')}</th><th scope="col" className="n">{translate('options.yearly')}</th><th scope="col" className="n">{translate('options.difference')}</th>
            <th scope="col">{translate('options.coded')}</th><th scope="col" className="n">{translate('options.residual')}</th><th scope="col">{translate('options.return_needed')}</th><th scope="col">{translate('options.by_customer')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((option) => (
            <tr key={option.pathId} className={`${option.fits ? '' : 'unfit'}${option.pathId === chosen ? ' on' : ''}`}>
              <td><Radio name="path" checked={option.pathId === chosen} autoFocus={option === first} onChange={() => onChoose(option)} slotProps={{ input: { 'aria-label': option.name } }} /></td>
              <th scope="row">{option.name}<Box component="span" sx={{ display: 'block', fontWeight: 400, fontSize: 11.5, color: tone.mute }}>{option.because}</Box></th>
              <td data-label={translate('options.suggests')}>{option.product ?? <Nothing />}</td>
              <td className="n" data-label={translate('options.yearly')}><Money minor={option.afterArrMinor} /></td>
              <td className="n" data-label={translate('options.difference')}><SignedMoney minor={option.deltaMinor} /></td>
              <td data-label={translate('options.coded')}><CodedOption coded={foreseen.option(option)} /></td>
              <td className="n" data-label={translate('options.residual')}>{option.residualMinor > 0 ? <Money minor={option.residualMinor} /> : <Nothing />}</td>
              <td data-label={translate('options.return_needed')}>{translate(option.returnRequired ? (option.attestationRequired ? 'options.return_and_attestation' : 'options.return_only') : option.attestationRequired ? 'options.attestation_only' : 'options.no_return')}</td>
              <td data-label={translate('options.by_customer')}><YesNo value={option.selfServe} /></td>
            </tr>
          ))}
        </tbody>
      </Box>
      {error && <FormHelperText error>{error}</FormHelperText>}
      {hidden > 0 && <Button variant="text" onClick={() => setAll(true)} sx={{ fontSize: 11.5, color: tone.mute }}>{translate('options.show_others', { smart_count: hidden })}</Button>}
    </Box>
  );
}
