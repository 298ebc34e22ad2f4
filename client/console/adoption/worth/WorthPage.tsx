import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import { Page } from '../../layout/Page.tsx';
import { PrintButton } from '../../layout/PrintButton.tsx';
import { Bones } from '../../theme/Bones.tsx';
import { ErrorNotice } from '../../theme/ErrorNotice.tsx';
import { Panel } from '../../theme/Panel.tsx';
import { useAsked } from '../asked.ts';
import { Controls } from '../Controls.tsx';
import { useEffects, useFixes } from '../queries.ts';
import { CustomersTable, MigrationPanel, MotionsTable, RenewalsTable } from './EffectsPanels.tsx';
import { FixesTable } from './FixesTable.tsx';
import { TrafficPanel } from './TrafficPanel.tsx';

/** What closing causes is worth, and what came of what was done. */
export function WorthPage() {
  const translate = useTranslate();
  const { asked, ask } = useAsked();
  const fixes = useFixes(asked);
  const effects = useEffects(asked);
  const cut = Object.keys(asked.cuts).length > 0;
  const error = fixes.error ?? effects.error;
  const reading = fixes.isPlaceholderData || effects.isPlaceholderData;
  return (
    <Page title={translate('adoption.worth.title')} beside={<PrintButton />}>
      <Controls asked={asked} ask={ask} from={asked.from ?? fixes.data?.window.from ?? ''} to={asked.to ?? fixes.data?.window.to ?? ''} />
      <Box aria-busy={reading} sx={{ display: 'grid', gap: '14px', opacity: reading ? 0.6 : 1 }}>
        {error && <ErrorNotice error={error} onRetry={() => void Promise.all([fixes.refetch(), effects.refetch()])} />}
        {!error && (fixes.data ? <FixesTable fixes={fixes.data.fixes} /> : <Panel><Bones lines={6} /></Panel>)}
        {!error && (
          <Box sx={{ display: 'grid', gap: '14px', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' }, alignItems: 'start' }}>
            {fixes.data ? <TrafficPanel traffic={fixes.data.traffic} cut={cut} /> : <Panel><Bones lines={4} /></Panel>}
            {effects.data ? <MigrationPanel effects={effects.data} cut={cut} /> : <Panel><Bones lines={6} /></Panel>}
          </Box>
        )}
        {!error && effects.data && <><CustomersTable customers={effects.data.customers} /><MotionsTable motions={effects.data.motions} />{effects.data.months.length > 0 && <RenewalsTable months={effects.data.months} />}</>}
      </Box>
    </Page>
  );
}
