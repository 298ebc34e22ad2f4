import Box from '@mui/material/Box';
import { useGetOne, useTranslate } from 'react-admin';
import { useParams } from 'react-router';
import type { MailMove } from '../../../../server/domain/mail.ts';
import { formatNumber } from '../../fields/format.ts';
import { RecordLink } from '../../fields/RecordLink.tsx';
import { StatusChip } from '../../fields/StatusChip.tsx';
import { When } from '../../fields/Times.tsx';
import { Confirm } from '../../forms/Confirm.tsx';
import { Busy } from '../../layout/Busy.tsx';
import { Page } from '../../layout/Page.tsx';
import { useMay } from '../../providers/session.ts';
import { useCommand } from '../../providers/useCommand.ts';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { KeyValues } from '../../theme/KeyValues.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { tone } from '../../theme/palette.ts';
import type { MailWithText } from './records.ts';

function Acts({ mail }: { mail: MailWithText }) {
  const translate = useTranslate();
  const { run } = useCommand<MailWithText>('outbox');
  const act = (verb: MailMove) => run({ id: mail.id, verb, body: { version: mail.version } }, { success: `outbox.${verb}_done` });
  return mail.allowed.map((verb) => (
    <Confirm key={verb} label={translate(`outbox.${verb}`)} title={translate(`outbox.${verb}_title`)} danger={verb === 'drop'} onConfirm={() => act(verb)}>{translate(`outbox.${verb}_hint`)}</Confirm>
  ));
}

/** One mail: where it stands and why, and what it says. */
export function MailPage() {
  const translate = useTranslate();
  const may = useMay();
  const { id = '' } = useParams();
  const { data: mail, error, refetch } = useGetOne<MailWithText>('outbox', { id });
  return (
    <Page title={mail?.subject ?? '…'} trail={[{ label: translate('outbox.title'), to: '/admin/outbox' }]} beside={mail && <StatusChip of="mail" value={mail.status} />}>
      {error && !mail && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {!mail && !error && <Busy />}
      {mail && (
        <Box sx={{ maxWidth: 760, display: 'grid', gap: '14px' }}>
          <Panel title={translate('outbox.delivery')} actions={may('outbox:mend') && <Acts mail={mail} />}>
            <KeyValues
              items={[
                { label: translate('outbox.to'), value: mail.to },
                mail.replyTo !== null && { label: translate('outbox.reply_to'), value: mail.replyTo },
                mail.accountId !== null && { label: translate('outbox.account'), value: <RecordLink to={`/accounts/${mail.accountId}`}>{mail.accountName}</RecordLink> },
                mail.escalationId !== null && { label: translate('outbox.escalation'), value: <RecordLink to={`/escalations/${mail.escalationId}`}>{translate('outbox.open_escalation')}</RecordLink> },
                { label: translate('outbox.created'), value: <When at={mail.createdAt} as="exact" /> },
                mail.sentAt !== null && { label: translate('outbox.sent_at'), value: <When at={mail.sentAt} as="exact" /> },
                { label: translate('outbox.attempts'), value: formatNumber(mail.attempts) },
                mail.status === 'waiting' && mail.attempts > 0 && { label: translate('outbox.next'), value: <When at={mail.nextAttemptAt} /> },
                mail.lastError !== null && { label: translate('outbox.error'), value: mail.lastError },
              ]}
            />
          </Panel>
          <Panel title={translate('outbox.text')}>
            <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{mail.text}</Box>
            {mail.kind === 'hand_back' && <Box sx={{ color: tone.mute, fontSize: 11.5, marginTop: 1 }}>{translate('outbox.link_hint')}</Box>}
          </Panel>
        </Box>
      )}
    </Page>
  );
}
