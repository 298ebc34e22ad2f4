import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { When } from '../../fields/Times.tsx';
import { useWord } from '../../fields/words.ts';
import { KeyButton } from '../../keys/KeyButton.tsx';
import { ColumnsSkeleton } from '../../layout/ColumnsSkeleton.tsx';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import { usePaletteActions } from '../../palette/actions.ts';
import { API } from '../../providers/httpClient.ts';
import { Chip } from '../../theme/Chip.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { useLiveParts, usePeople } from '../queries.ts';
import { attestationPath, returnPath, type AttestationRecord } from '../records.ts';
import { DecideDialog, type Decision } from './DecideDialog.tsx';
import { Digest, SignedContent } from './SignedContent.tsx';

/** A document is read in lines of a readable length. */
const WIDEST = 1080;

/** One attestation: what was signed, whether it counts, and what proves it. */
export function AttestationPage({ id }: { id: string }) {
  const translate = useTranslate();
  const { data, error, refetch } = useGetOne<AttestationRecord>('attestations', { id });
  const trail = [{ label: translate('returns.attestation.title'), to: '/attestations' }];
  useLiveParts(data?.returnId);
  if (data?.statementText !== undefined) return <Whole attestation={data} trail={trail} />;
  return <Page title={translate('returns.attestation.one')} trail={trail}>{error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <ColumnsSkeleton />}</Page>;
}

function Facts({ attestation }: { attestation: AttestationRecord }) {
  const translate = useTranslate();
  const word = useWord();
  const nameOf = usePeople();
  const { returnId, upgradeReference, upgradeId, accountId, accountName, capture, recordedAt, recordedById, supersededById } = attestation;
  return (
    <Panel title={translate('returns.attestation.about')}>
      <KeyValues
        items={[
          { label: translate('returns.one'), value: <RecordLink to={returnPath({ id: returnId })}>{translate('returns.open')}</RecordLink> },
          { label: translate('returns.attestation.capture'), value: word('capture', capture) },
          { label: translate('returns.column.order'), value: <RecordLink to={`/upgrades/${upgradeId}`}>{upgradeReference}</RecordLink> },
          { label: translate('returns.attestation.recorded'), value: <When at={recordedAt} />, hint: nameOf(recordedById) },
          { label: translate('returns.column.account'), value: <RecordLink to={`/accounts/${accountId}`}>{accountName}</RecordLink> },
          supersededById !== null && { label: translate('returns.attestation.superseded_by'), value: <RecordLink to={attestationPath({ id: supersededById })}>{translate('returns.attestation.newer')}</RecordLink> },
        ]}
      />
    </Panel>
  );
}

function Proof({ attestation }: { attestation: AttestationRecord }) {
  const translate = useTranslate();
  const { position, hash, previousHash, signerDigest } = attestation;
  const digests = [['hash', hash], ['previous', previousHash], ['signer_digest', signerDigest]] as const;
  return (
    <Panel title={translate('returns.attestation.proof')}>
      <Box>{translate('returns.attestation.place', { position })}</Box>
      <Box component="dl" sx={{ margin: '8px 0 0', display: 'grid', gap: '6px', '& dt': { color: tone.mute, fontSize: 11.5 }, '& dd': { margin: 0 } }}>
        {digests.map(([name, digest]) => <div key={name}><dt>{translate(`returns.attestation.${name}`)}</dt><dd><Digest>{digest}</Digest></dd></div>)}
      </Box>
    </Panel>
  );
}

function StandingNotice({ attestation }: { attestation: AttestationRecord }) {
  const translate = useTranslate();
  const { status, decidedAt, decidedByName, reason } = attestation;
  const bad = status === 'rejected';
  if (decidedAt === null) return null;
  return (
    <Box role="status" sx={{ border: `1px solid ${bad ? tone.bad : tone.line}`, bgcolor: bad ? tone.badSoft : tone.panel, borderRadius: '10px', padding: '9px 14px', marginBottom: '14px', overflowWrap: 'anywhere' }}>
      <b><span aria-hidden="true">{bad ? '✕' : '✓'} </span>{translate(bad ? 'returns.attestation.rejected_by' : 'returns.attestation.verified_by', { name: decidedByName ?? '–' })}</b>, <When at={decidedAt} as="moment" />{reason && <> · “{reason}”</>}
    </Box>
  );
}

function Whole({ attestation, trail }: { attestation: AttestationRecord; trail: { label: string; to: string }[] }) {
  const translate = useTranslate();
  const word = useWord();
  const [decision, decide] = useState<Decision | null>(null);
  const may = (move: Decision) => (attestation.allowed ?? []).includes(move);
  usePaletteActions([
    { id: 'verify', label: translate('returns.attestation.verify.action'), when: may('verify'), run: () => decide('verify') },
    { id: 'reject', label: translate('returns.attestation.reject.action'), when: may('reject'), run: () => decide('reject') },
  ]);
  const file = (type: 'pdf' | 'json') => `${API}/attestations/${encodeURIComponent(attestation.id)}/certificate.${type}`;
  return (
    <>
      <Page title={`${word('meaning', attestation.meaning)} · ${attestation.accountName}`} documentTitle={`${translate('returns.attestation.one')} · ${attestation.accountName}`} trail={trail} beside={<><StatusChip of="attestation" value={attestation.status} />{attestation.erased && <Chip mark="–">{translate('returns.attestation.erased')}</Chip>}<PrintButton /></>}>
        <Box className="not-printed" role="toolbar" aria-label={translate('returns.actions')} sx={{ display: 'flex', flexWrap: 'wrap', gap: '6px', marginBottom: '14px' }}>
          {may('verify') && <KeyButton variant="contained" color="primary" label={translate('returns.attestation.verify.action')} shortcut="v" onRun={() => decide('verify')} />}
          {may('reject') && <Button onClick={() => decide('reject')}>{translate('returns.attestation.reject.action')}</Button>}
          <Button component="a" href={file('pdf')} download>{translate('returns.attestation.pdf')}</Button>
          <Button component="a" href={file('json')} download>{translate('returns.attestation.json')}</Button>
        </Box>
        <Box sx={{ maxWidth: WIDEST }}><StandingNotice attestation={attestation} /></Box>
        <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 300px' }, gap: '14px', alignItems: 'start', maxWidth: WIDEST }}>
          <SignedContent attestation={attestation} />
          <Box sx={{ display: 'grid', gap: '14px', minWidth: 0 }}><Facts attestation={attestation} /><Proof attestation={attestation} /></Box>
        </Box>
      </Page>
      {decision && <DecideDialog attestation={attestation} decision={decision} onClose={() => decide(null)} />}
    </>
  );
}
