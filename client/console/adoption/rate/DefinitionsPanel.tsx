import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { DEFINITIONS } from '../../../../server/domain/adoption/definitions.ts';
import { formatDay, formatNumber, formatShare } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { Counted } from '../Counted.tsx';
import type { Summary } from '../records.ts';

const tableLook = { borderCollapse: 'collapse', width: '100%', '& th': { textAlign: 'left', fontSize: 11.5, fontWeight: 600, color: tone.mute, padding: '4px 8px' }, '& td': { borderTop: `1px solid ${tone.line}`, padding: '6px 8px', verticalAlign: 'top' }, '& .right': { textAlign: 'right', whiteSpace: 'nowrap' } } as const;

/** One rate, five ways to count it; each says in words what it counts, and opens what it counted. */
export function DefinitionsPanel({ summary }: { summary: Summary }) {
  const translate = useTranslate();
  const beside = [['assistedThenSelfServed', summary.assistedThenSelfServed], ['shadowTouches', summary.shadowTouches], ['automatic', summary.automatic]] as const;
  return (
    <Panel title={translate('adoption.definitions.title')}>
      <Box component="table" sx={tableLook}>
        <thead><tr><th>{translate('adoption.definition_of')}</th><th className="right">{translate('adoption.definitions.counted')}</th><th className="right">{translate('adoption.rate')}</th></tr></thead>
        <tbody>
          {DEFINITIONS.map((definition) => {
            const { numerator, denominator, rate, low, high, rows } = summary.definitions[definition];
            return (
              <tr key={definition}>
                <td><b>{translate(`adoption.definition.${definition}`)}</b><Box component="span" sx={{ display: 'block', color: tone.mute, fontSize: 11.5 }}>{translate(`adoption.meaning.${definition}`)}</Box></td>
                <td className="right"><Counted count={numerator} rows={rows.numerator} /> / <Counted count={denominator} rows={rows.denominator} /></td>
                <td className="right">{rate === null ? <Nothing /> : <b>{formatShare(rate)}</b>}{low !== null && high !== null && <Box component="span" title={translate('adoption.interval')} sx={{ display: 'block', color: tone.mute, fontSize: 11.5 }}>{formatShare(low)} – {formatShare(high)}</Box>}</td>
              </tr>
            );
          })}
        </tbody>
      </Box>
      <Box component="p" sx={{ margin: '10px 0 0', color: tone.mute, fontSize: 11.5 }}>
        {beside.map(([name, count]) => <span key={name}>{translate(`adoption.beside.${name}`)} <Counted inText count={count} rows={summary.rows[name]} />. </span>)}
      </Box>
    </Panel>
  );
}

/** From what customers began to what went through untouched, on one cohort: who falls away where. */
export function WalkPanel({ summary: { walk, window } }: { summary: Summary }) {
  const translate = useTranslate();
  return (
    <Panel title={translate('adoption.walk.title')}>
      <Box component="p" sx={{ margin: '0 0 6px', color: tone.mute, fontSize: 11.5 }}>{translate('adoption.walk.hint')}</Box>
      <Box component="table" sx={tableLook}>
        <thead><tr><th>{translate('adoption.walk.step')}</th><th className="right">{translate('adoption.walk.leave')}</th><th className="right">{translate('adoption.walk.stay')}</th><th className="right">{translate('adoption.walk.share')}</th></tr></thead>
        <tbody>
          <tr><td>{translate('adoption.walk.begun')}</td><td className="right" /><td className="right"><b><Counted count={walk.begun} rows={walk.rows} /></b></td><td className="right">{walk.begun === 0 ? <Nothing /> : formatShare(1)}</td></tr>
          {walk.steps.map(({ id, stay, leave, rows }) => (
            <tr key={id}>
              <td>{translate(`adoption.walk.${id}`)}<Box component="span" sx={{ display: 'block', color: tone.mute, fontSize: 11.5 }}>{translate(`adoption.walk.without.${id}`)}</Box></td>
              <td className="right"><Counted count={leave} rows={rows.leave} signed /></td>
              <td className="right"><b><Counted count={stay} rows={rows.stay} /></b></td>
              <td className="right">{walk.begun === 0 ? <Nothing /> : formatShare(stay / walk.begun)}</td>
            </tr>
          ))}
        </tbody>
      </Box>
      <Box component="p" sx={{ margin: '8px 0 0', color: tone.mute, fontSize: 11.5 }}>{translate('adoption.walk.sums', { begun: formatNumber(walk.begun), from: formatDay(window.from), to: formatDay(window.to) })}</Box>
    </Panel>
  );
}
