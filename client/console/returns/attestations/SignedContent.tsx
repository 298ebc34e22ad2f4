import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { Fragment, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { MEANING_TEXT, signedTime } from '../../../../server/domain/certificate-text.ts';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import type { AttestationRecord } from '../records.ts';
import { StatementText } from '../StatementText.tsx';
import { fileAddress } from '../upload.ts';

const mono = { font: '11.5px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace', overflowWrap: 'anywhere' } as const;

export const Digest = ({ children }: { children: string }) => <Box component="code" sx={{ ...mono, display: 'block', textAlign: 'left' }}>{children}</Box>;

const heading = { fontSize: 12, fontWeight: 600, color: tone.mute, margin: '18px 0 6px' } as const;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return <><Box component="h3" sx={heading}>{title}</Box>{children}</>;
}

const PARTS = ['method', 'technique', 'tool', 'toolVersion', 'verification', 'standard', 'revision'] as const;

function Devices({ attestation }: { attestation: AttestationRecord }) {
  const translate = useTranslate();
  return (
    <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '10px' }}>
      {attestation.devices.map(({ serial, sanitisation }) => (
        <Box component="li" key={serial} sx={{ border: `1px solid ${tone.line}`, borderRadius: '8px', padding: '8px 12px', breakInside: 'avoid' }}>
          <b>{serial}</b>
          {sanitisation && (
            <Box component="dl" sx={{ margin: '4px 0 0', display: 'grid', gridTemplateColumns: 'fit-content(40%) minmax(0, 1fr)', gap: '3px 18px', '& dt': { color: tone.mute }, '& dd': { margin: 0, overflowWrap: 'anywhere' } }}>
              {PARTS.map((part) => <Fragment key={part}><dt>{translate(`returns.sanitisation.${part}`)}</dt><dd>{sanitisation[part]}</dd></Fragment>)}
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}

/** Everything that was signed, to the letter: as it stands on the certificate. */
export function SignedContent({ attestation }: { attestation: AttestationRecord }) {
  const translate = useTranslate();
  const { meaning, statementText, statementEdition, signedAt, signedZone, signerName, signerTitle, signerEmail, consent, evidence, returnId, erased } = attestation;
  return (
    <Panel title={translate('returns.attestation.signed_content')}>
      <Box sx={{ fontSize: 15, fontWeight: 600, marginBottom: '10px' }}>{MEANING_TEXT[meaning]}</Box>
      <StatementText edition={statementEdition} text={statementText} />
      <Part title={translate('returns.attestation.signature')}>
        {erased
          ? <Box sx={{ color: tone.mute }}>{translate('returns.attestation.erased_hint')}</Box>
          : <Box sx={{ display: 'grid', gap: '1px', overflowWrap: 'anywhere' }}><b>{signerName}</b><span>{signerTitle}</span><Box component="span" sx={{ color: tone.mute }}>{signerEmail}</Box></Box>}
        <Box sx={{ marginTop: '6px' }}>{translate('returns.attestation.signed_on', { when: signedTime(signedAt, signedZone) })}</Box>
        <Box>{consent ? '✓ ' : '✕ '}{translate(consent ? 'returns.attestation.consent' : 'returns.attestation.no_consent')}</Box>
      </Part>
      <Part title={translate('returns.devices', { smart_count: attestation.devices.length })}><Devices attestation={attestation} /></Part>
      <Part title={translate('returns.evidence.title')}>
        {evidence.length === 0 && <Box sx={{ color: tone.mute }}>{translate('returns.attestation.no_evidence')}</Box>}
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' }}>
          {evidence.map(({ id, name, sha256 }) => <li key={id}><Link href={fileAddress({ returnId, id })} target="_blank" rel="noreferrer" sx={{ overflowWrap: 'anywhere' }}>{name}</Link><Box component="code" sx={{ ...mono, display: 'block', color: tone.mute }}>SHA-256 {sha256}</Box></li>)}
        </Box>
      </Part>
    </Panel>
  );
}
