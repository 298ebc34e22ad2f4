import { useTranslate } from 'react-admin';
import { STATUS_AT } from '../../../server/domain/upgrade.ts';
import type { Step } from '../../../server/domain/words.ts';
import { useWord } from '../fields/words.ts';
import { ActDialog } from '../forms/ActDialog.tsx';
import type { UpgradeRecord } from './records.ts';
import { useUpgradeCommand } from './useUpgradeCommand.ts';

/** Takes the journey to a step by hand: a shadow touch, as the customer sees nothing of it. */
export function AdvanceDialog({ upgrade, to, onClose }: { upgrade: UpgradeRecord; to: Step; onClose: () => void }) {
  const translate = useTranslate();
  const word = useWord();
  const { run, conflict } = useUpgradeCommand(upgrade);
  const status = STATUS_AT[to];
  return (
    <>
      <ActDialog
        title={translate('upgrades.advance.title', { step: word('step', to) })} submitLabel={translate('upgrades.advance.button', { step: word('step', to) })} onClose={onClose}
        effects={[translate('upgrades.advance.effect_step', { from: word('step', upgrade.step), to: word('step', to) }), status !== upgrade.status && translate('upgrades.advance.effect_status', { status: word('upgrade', status) }), translate('upgrades.advance.effect_shadow')].filter((effect) => effect !== false)}
        act={() => run({ record: upgrade, verb: 'advance', body: { to }, mine: { step: to, status }, quiet: true, success: 'upgrades.advance.done' })}
      />
      {conflict}
    </>
  );
}
