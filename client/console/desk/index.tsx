import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { TakeNext } from '../escalations/TakeNext.tsx';
import { LogByHand } from '../escalations/LogByHand.tsx';
import { Page } from '../layout/Page.tsx';
import { useSession } from '../providers/session.ts';
import { BooksPanel } from '../revenue/BooksPanel.tsx';
import { BackupNotice } from './BackupNotice.tsx';
import { CodingsToDecide, OwnCodings } from './CodingsWaiting.tsx';
import { ExceptionsWaiting } from './ExceptionsWaiting.tsx';
import { MailNotice } from './MailNotice.tsx';
import { MyWork } from './MyWork.tsx';
import { QuarantinedEvents } from './QuarantinedEvents.tsx';
import { QueueState } from './QueueState.tsx';
import { RateNow } from './RateNow.tsx';
import { ReturnsToChase } from './ReturnsToChase.tsx';

const columns = { display: 'grid', gap: '14px', gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1.6fr) minmax(280px, 1fr)' }, alignItems: 'start' } as const;

/** What is there to do now, by role. */
export default function Desk() {
  const translate = useTranslate();
  const session = useSession();
  const title = translate('shell.pages.desk');
  switch (session?.role) {
    case 'account_manager': return <Page title={title} beside={<><TakeNext /><LogByHand /></>}><Box sx={columns}><MyWork me={session.id} /><Box sx={{ display: 'grid', gap: '14px' }}><QueueState /><ReturnsToChase me={session.id} /><RateNow managerId={session.id} /><OwnCodings /><ExceptionsWaiting /></Box></Box></Page>;
    case 'admin': return <Page title={title} beside={<TakeNext />}><Box sx={columns}><Box sx={{ display: 'grid', gap: '14px' }}><BackupNotice /><QuarantinedEvents /><MailNotice /><ExceptionsWaiting deciding /><CodingsToDecide /><MyWork me={session.id} quiet /></Box><Box sx={{ display: 'grid', gap: '14px' }}><QueueState /><BooksPanel /><RateNow /></Box></Box></Page>;
    case 'sales_ops': return <Page title={title}><Box sx={columns}><Box sx={{ display: 'grid', gap: '14px' }}><RateNow /><QueueState wide /></Box><ExceptionsWaiting /></Box></Page>;
    default: return <Page title={title} />;
  }
}
