import { ActionsPanel } from './ActionsPanel.tsx';
import { AccountPanel } from './AccountPanel.tsx';
import { ClockPanel } from './ClockPanel.tsx';
import { PriorityPanel } from './PriorityPanel.tsx';
import { ReturnsPanel, SubscriptionsPanel } from './AccountLines.tsx';

export function FactsColumn() {
  return (
    <>
      <ClockPanel />
      <ActionsPanel />
      <AccountPanel />
      <PriorityPanel />
      <ReturnsPanel />
      <SubscriptionsPanel />
    </>
  );
}
