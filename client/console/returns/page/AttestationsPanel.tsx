import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { Bones } from '../../theme/Bones.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useAttestationsOf } from '../queries.ts';
import { attestationPath, type ReturnRecord } from '../records.ts';

/** What was signed about these devices, the latest first. */
export function AttestationsPanel({ row }: { row: ReturnRecord }) {
  const translate = useTranslate();
  const word = useWord();
  const { data, error, refetch } = useAttestationsOf(row.id);
  return (
    <Panel title={translate('returns.attestation.title')}>
      {!data && (error ? <ErrorNotice error={error} onRetry={() => void refetch()} compact /> : <Bones lines={3} />)}
      {data?.length === 0 && <Box sx={{ color: tone.mute }}>{translate(row.attestationRequired || row.disposition !== 'return' ? 'returns.attestation.none_yet' : 'returns.attestation.none')}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, '& > li + li': { borderTop: `1px solid ${tone.line}`, marginTop: '9px', paddingTop: '9px' }, '& > li': { display: 'grid', gap: '3px' } }}>
        {data?.map((one) => (
          <li key={one.id}>
            <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}><RecordLink to={attestationPath(one)} strong>{word('meaning', one.meaning)}</RecordLink><StatusChip of="attestation" value={one.status} /></Box>
            <Box sx={{ color: tone.mute, fontSize: 11.5, overflowWrap: 'anywhere' }}>{one.signerName ?? translate('returns.attestation.erased_name')} · <When at={one.signedAt} /> · {word('capture', one.capture)}</Box>
            {one.reason && <Box sx={{ overflowWrap: 'anywhere' }}>“{one.reason}”</Box>}
          </li>
        ))}
      </Box>
    </Panel>
  );
}
