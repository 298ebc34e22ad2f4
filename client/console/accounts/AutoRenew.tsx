import Switch from '@mui/material/Switch';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDataProvider, useNotify, useTranslate } from 'react-admin';
import { formatDay } from '../fields/format.ts';
import { YesNo } from '../fields/YesNo.tsx';
import { ActDialog } from '../forms/ActDialog.tsx';
import type { ConsoleDataProvider } from '../providers/dataProvider.ts';
import type { Subscription } from '../records.ts';

/** Whether a line renews by itself is the one thing of it that can be set by hand: after it was said which line it is, and what follows. */
export function AutoRenew({ subscription }: { subscription: Subscription }) {
  const translate = useTranslate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const dataProvider = useDataProvider<ConsoleDataProvider>();
  const [asking, setAsking] = useState(false);
  const { id, version, endsOn, serial, productName } = subscription;
  const next = !subscription.autoRenew;
  const way = next ? 'on' : 'off';
  const line = serial ? `${productName} (${serial})` : productName;
  const act = async () => {
    try {
      await dataProvider.save<Subscription>('subscriptions', id, { autoRenew: next, version });
      notify(`accounts.renewing.${way}_done`, { type: 'success', messageArgs: { line } });
      return { ok: true as const };
    } catch (error) {
      return { ok: false as const, error };
    } finally {
      await queryClient.invalidateQueries({ queryKey: ['subscriptions'] });
    }
  };
  return (
    <>
      <Switch checked={subscription.autoRenew} onChange={() => setAsking(true)} slotProps={{ input: { 'aria-label': `${translate('accounts.renews')}: ${line}` } }} />
      <span className="only-printed"><YesNo value={subscription.autoRenew} /></span>
      {asking && (
        <ActDialog
          title={translate(`accounts.renewing.${way}_title`, { line })} submitLabel={translate(`accounts.renewing.${way}`)} act={act} onClose={() => setAsking(false)} maxWidth="xs"
          effects={[endsOn ? translate(`accounts.renewing.${way}_effect`, { day: formatDay(endsOn) }) : translate('accounts.renewing.open_ended')]}
        />
      )}
    </>
  );
}
