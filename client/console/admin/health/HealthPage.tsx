import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router';
import { formatNumber } from '../../fields/format.ts';
import { Nothing } from '../../fields/Nothing.tsx';
import { When } from '../../fields/Times.tsx';
import { Page } from '../../layout/Page.tsx';
import { BooksPanel } from '../../revenue/BooksPanel.tsx';
import { useSignInPage } from '../../providers/signInPage.ts';
import { Chip } from '../../theme/Chip.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import { backupAlarm, useHealth, type BackupStanding, type Health } from './standing.ts';

const MEGABYTE = 1_048_576;
const megabytes = (bytes: number) => `${formatNumber(Math.max(0.1, Math.round((bytes / MEGABYTE) * 10) / 10))} MB`;

function BackupPanel({ backup }: { backup: BackupStanding }) {
  const translate = useTranslate();
  const alarm = backupAlarm(backup);
  const { data: ways } = useSignInPage();
  // A demo's data are made anew: nobody misses them.
  const lacking = !alarm && backup.state === 'never' && ways?.demo === null;
  return (
    <Panel title={translate('health.backup')} actions={<Chip tone={alarm ? 'bad' : backup.ok ? 'good' : lacking ? 'warn' : 'plain'} mark={alarm || lacking ? '▲' : backup.ok ? '✓' : '–'}>{translate(`health.state.${backup.state}`)}</Chip>} sx={alarm ? { borderColor: tone.bad } : undefined}>
      {alarm && <Box role="alert" sx={{ color: tone.bad, fontWeight: 600, marginBottom: 1 }}>{translate(`health.alarm.${backup.state}`)}</Box>}
      {lacking && <Box role="note" sx={{ color: tone.warn, marginBottom: 1 }}>{translate('health.none_yet')}</Box>}
      {backup.because && <Box sx={{ marginBottom: 1, overflowWrap: 'anywhere' }}>{backup.because}</Box>}
      {backup.warnings.map((warning) => <Box key={warning} sx={{ color: tone.warn, marginBottom: 1 }}>▲ {warning}</Box>)}
      <KeyValues
        items={[
          { label: translate('health.last'), value: <When at={backup.lastAt} /> },
          { label: translate('health.schedule'), value: backup.everyHours > 0 ? translate('health.every', { smart_count: backup.everyHours }) : translate('health.by_hand'), hint: backup.everyHours === 0 && translate('health.by_hand_hint') },
          { label: translate('health.holds'), value: backup.rows === null || backup.bytes === null ? <Nothing /> : translate('health.rows', { rows: formatNumber(backup.rows), size: megabytes(backup.bytes) }) },
          { label: translate('health.kept'), value: formatNumber(backup.kept) },
        ]}
      />
      <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: 1 }}>{translate('health.backup_hint')}</Box>
    </Panel>
  );
}

function OtherPanels({ outbox, database }: Health) {
  const translate = useTranslate();
  return (
    <>
      <Panel title={translate('health.outbox')} actions={<Link to="/admin/outbox">{translate('health.open_outbox')}</Link>}>
        <KeyValues items={[
          { label: translate('health.waiting'), value: formatNumber(outbox.waiting) },
          { label: translate('health.dead'), value: outbox.dead > 0 ? <Box component="b" sx={{ color: tone.bad }}>{formatNumber(outbox.dead)}</Box> : formatNumber(0) },
        ]} />
      </Panel>
      <Panel title={translate('health.database')}>
        <KeyValues items={[
          { label: translate('health.engine'), value: database.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL' },
          { label: translate('health.answers'), value: `${formatNumber(database.answerMs)} ms` },
        ]} />
      </Panel>
    </>
  );
}

/** How the installation itself stands. */
export default function HealthPage() {
  const translate = useTranslate();
  const { data, error, refetch } = useHealth();
  return (
    <Page title={translate('health.title')}>
      <Box sx={{ display: 'grid', gap: '14px', maxWidth: 560 }}>
        {error && !data && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data?.backup && <BackupPanel backup={data.backup} />}
        {data && <OtherPanels {...data} />}
        <BooksPanel />
      </Box>
    </Page>
  );
}
