import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { sameLegs } from '../../../server/domain/coding/legs.ts';
import { SignedMoney } from '../fields/Money.tsx';
import { Day } from '../fields/Times.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import { LegRows } from './Legs.tsx';
import type { CodingRecord } from './records.ts';

const heading = { fontSize: 11.5, fontWeight: 600, color: tone.mute, margin: '0 0 5px' } as const;

/** The legs in the books and what they come to; with them the coder's own, where those are others. */
export function LegsPanel({ coding, lineName, children }: { coding: CodingRecord; lineName: (line: string) => string; children?: ReactNode }) {
  const translate = useTranslate();
  const { legs, computed, deltaMinor, currency, effectiveOn, status } = coding;
  const differs = !sameLegs(legs, computed);
  return (
    <Panel title={translate(status === 'reversed' ? 'coding.legs.reversed' : 'coding.legs.title')}>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: differs ? 'repeat(2, minmax(0, 1fr))' : 'minmax(0, 1fr)' }, gap: '14px 24px', textDecoration: status === 'reversed' ? 'line-through' : undefined }}>
        <div>
          {differs && <Box component="h3" sx={heading}>{translate(status === 'imported' ? 'coding.legs.as_imported' : 'coding.legs.as_corrected')}</Box>}
          <LegRows legs={legs} nameOf={lineName} />
          {status === 'imported' && !differs && <Box sx={{ color: tone.mute, marginTop: '6px' }}>{translate('coding.legs.agreed')}</Box>}
        </div>
        {differs && (
          <Box sx={{ borderTop: { xs: `1px solid ${tone.line}`, xl: 0 }, paddingTop: { xs: '10px', xl: 0 }, borderLeft: { xl: `1px solid ${tone.line}` }, paddingLeft: { xl: '24px' } }}>
            <Box component="h3" sx={heading}>{translate('coding.legs.by_coder')}</Box>
            <LegRows legs={computed} nameOf={lineName} />
          </Box>
        )}
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, borderTop: `1px solid ${tone.line}`, marginTop: '10px', paddingTop: '8px' }}>
        <span>{translate('coding.legs.in_all')} <Box component="span" sx={{ color: tone.mute }}>{translate('coding.legs.from')} <Day on={effectiveOn} /></Box></span>
        <SignedMoney minor={deltaMinor} currency={currency} />
      </Box>
      {children}
    </Panel>
  );
}
