import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslate } from 'react-admin';
import { When } from '../../fields/Times.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { FileDrop, sizeText } from '../FileDrop.tsx';
import { useEvidence } from '../queries.ts';
import type { ReturnRecord } from '../records.ts';
import { fileAddress } from '../upload.ts';

/** Files that show what was said: opened in a tab where a browser can, saved where it cannot. */
export function EvidencePanel({ row }: { row: ReturnRecord }) {
  const translate = useTranslate();
  const { data, error, refetch } = useEvidence(row.id);
  const adds = (row.allowed ?? []).includes('files');
  return (
    <Panel title={translate('returns.evidence.title')}>
      {!data && (error ? <ErrorNotice error={error} onRetry={() => void refetch()} compact /> : <Bones lines={2} />)}
      {data?.length === 0 && <Box sx={{ color: tone.mute }}>{translate('returns.evidence.none')}</Box>}
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, '& > li + li': { borderTop: `1px solid ${tone.line}`, marginTop: '7px', paddingTop: '7px' } }}>
        {data?.map((file) => (
          <li key={file.id}>
            <Link href={fileAddress(file)} target="_blank" rel="noreferrer" sx={{ overflowWrap: 'anywhere' }}>{file.name}</Link>
            <Box sx={{ color: tone.mute, fontSize: 11.5 }}>{sizeText(file.bytes)} · {file.uploadedByName} · <When at={file.uploadedAt} /></Box>
          </li>
        ))}
      </Box>
      {adds && <Box sx={{ marginTop: '10px' }}><FileDrop returnId={row.id} /></Box>}
    </Panel>
  );
}
