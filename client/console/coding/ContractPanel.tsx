import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { brokenBy } from '../../../server/domain/coding/flags.ts';
import { useWord } from '../fields/words.ts';
import { Chip } from '../theme/Chip.tsx';
import { KeyValues } from '../theme/KeyValues.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { byMovement } from './legs.ts';
import type { CodingRecord } from './records.ts';

/** What the path said it would cause, beside what the lines say it did. */
export function ContractPanel({ coding }: { coding: CodingRecord }) {
  const translate = useTranslate();
  const word = useWord();
  const { expected, computed, pathName } = coding;
  if (expected.length === 0) return <Panel title={translate('coding.contract.title')}><Box sx={{ color: tone.mute }}>{translate(pathName ? 'coding.contract.none' : 'coding.contract.no_path')}</Box></Panel>;
  const broken = brokenBy(expected, computed);
  const words = (movements: readonly string[]) => movements.map((movement) => word('movement', movement));
  return (
    <Panel title={translate('coding.contract.title')} actions={<Chip tone={broken.length > 0 ? 'warn' : 'good'} mark={broken.length > 0 ? '▲' : '✓'}>{translate(broken.length > 0 ? 'coding.contract.broken' : 'coding.contract.kept')}</Chip>}>
      <KeyValues
        items={[
          { label: translate('coding.contract.expected'), value: words(expected.map(({ movement }) => movement)).join(translate('coding.contract.or')), hint: pathName },
          { label: translate('coding.contract.computed'), value: <Box component="b" sx={broken.length > 0 ? { color: tone.warn } : undefined}>{words(byMovement(computed).map(({ movement }) => movement)).join(', ')}</Box> },
        ]}
      />
    </Panel>
  );
}
