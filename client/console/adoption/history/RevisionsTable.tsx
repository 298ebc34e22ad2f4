import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { formatMonth, formatShare } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { EmptyState } from '../../theme/EmptyState.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { points } from '../points.ts';
import type { Revision } from '../records.ts';

/** As many columns as can be read; what is older is in the first. */
const MOST_COLUMNS = 8;
const NOW = 'now';

/** The revision triangle: each month a row, its figure as later months found it. */
export function RevisionsTable({ months }: { months: readonly Revision[] }) {
  const translate = useTranslate();
  const columns = [...new Set(months.flatMap(({ figures }) => figures.map(({ asOf }) => asOf)))].filter((asOf) => asOf !== NOW).sort().slice(-MOST_COLUMNS);
  return (
    <Panel title={translate('adoption.revisions.title')}>
      {months.length === 0
        ? <EmptyState title={translate('adoption.revisions.none')}>{translate('adoption.revisions.none_hint')}</EmptyState>
        : (
          <>
            <Box component="p" sx={{ margin: '0 0 6px', color: tone.mute, fontSize: 11.5 }}>{translate('adoption.revisions.hint')}</Box>
            <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={translate('adoption.revisions.title')}>
              <Box component="table" sx={{ borderCollapse: 'collapse', width: '100%', '& th': { textAlign: 'right', fontSize: 11.5, fontWeight: 600, color: tone.mute, padding: '4px 8px', whiteSpace: 'nowrap' }, '& td': { borderTop: `1px solid ${tone.line}`, padding: '5px 8px', textAlign: 'right', whiteSpace: 'nowrap' }, '& :is(th, td):first-of-type': { textAlign: 'left' } }}>
                <thead><tr><th>{translate('adoption.revisions.month')}</th>{columns.map((asOf) => <th key={asOf}>{formatMonth(asOf, true)}</th>)}<th>{translate('adoption.revisions.now')}</th><th>{translate('adoption.revisions.moved')}</th></tr></thead>
                <tbody>
                  {[...months].reverse().map(({ month, figures }) => {
                    const at = new Map(figures.map((figure) => [figure.asOf, figure]));
                    const [first, now] = [figures[0]?.rate ?? null, at.get(NOW)?.rate ?? null];
                    const told = (asOf: string) => {
                      const figure = at.get(asOf);
                      return figure === undefined || figure.rate === null ? null : <span title={`${figure.numerator} / ${figure.denominator}`}>{formatShare(figure.rate)}</span>;
                    };
                    return <tr key={month}><td><b>{formatMonth(month)}</b></td>{columns.map((asOf) => <td key={asOf}>{told(asOf)}</td>)}<td><b>{told(NOW) ?? <Nothing />}</b></td><td>{first === null || now === null ? <Nothing /> : points(now - first)}</td></tr>;
                  })}
                </tbody>
              </Box>
            </Box>
          </>
        )}
    </Panel>
  );
}
