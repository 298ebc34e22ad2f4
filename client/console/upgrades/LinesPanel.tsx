import Box from '@mui/material/Box';
import { useTranslate } from 'react-admin';
import type { ReactNode } from 'react';
import { ForeseenWithWhy } from '../coding/Foreseen.tsx';
import { useForeseen } from '../coding/useForeseen.ts';
import { formatBasisPoints } from '../fields/format.ts';
import { Money, SignedMoney } from '../fields/Money.tsx';
import { StatusChip } from '../fields/StatusChip.tsx';
import { Day } from '../fields/Times.tsx';
import { KeyValues } from '../theme/KeyValues.tsx';
import { Panel } from '../theme/Panel.tsx';
import { tone } from '../theme/palette.ts';
import type { UpgradeLine, UpgradeRecord } from './records.ts';

/** "1 year", "18 months". */
export function Term({ months }: { months: number }) {
  const translate = useTranslate();
  return <>{months % 12 === 0 ? translate('lines.years', { smart_count: months / 12 }) : translate('lines.months', { smart_count: months })}</>;
}

function LineName({ line, strong, gone }: { line: UpgradeLine; strong?: boolean; gone?: boolean }) {
  return <Box component="span" sx={{ color: strong ? tone.ink : tone.mute, fontWeight: strong ? 600 : 400, textDecoration: gone ? 'line-through' : 'none' }}>{line.productName} × {line.quantity}, <Term months={line.termMonths} /></Box>;
}

type BeforeAfterProps = {
  before: readonly UpgradeLine[];
  after: readonly UpgradeLine[];
  /** Text key of what is said of a line that nothing takes the place of. */
  ends?: string;
};

/** The lines there were and those there are, each with its yearly value. */
export function BeforeAfter({ before, after, ends = 'lines.ends_with_order' }: BeforeAfterProps) {
  const translate = useTranslate();
  const replaced = new Set(after.flatMap(({ replaces }) => replaces));
  const open = after.length > 0;
  return (
    <>
      <KeyValues
        items={[
          ...before.map((line) => ({
            label: <LineName line={line} gone={open && !replaced.has(line.line)} />,
            hint: <>{line.serial && <>{translate('lines.serial', { serial: line.serial })} · </>}{line.endsOn ? <>{translate('lines.ends')} <Day on={line.endsOn} /></> : translate('lines.open_ended')}{open && !replaced.has(line.line) && <Box component="b" sx={{ display: 'block', color: tone.bad }}>{translate(ends)}</Box>}</>,
            value: <Money minor={line.arrMinor} currency={line.currency} />,
          })),
          ...after.map((line) => ({
            label: <LineName line={line} strong />,
            hint: <>{line.replaces.length === 0 ? translate('lines.added') : translate('lines.from')} <Day on={line.startsOn} /></>,
            value: <b><Money minor={line.arrMinor} currency={line.currency} /></b>,
          })),
        ]}
      />
      {before.length === 0 && after.length === 0 && <Box sx={{ color: tone.mute }}>{translate('lines.none')}</Box>}
    </>
  );
}

/** What the customer has, what they would have, and what lies between. */
export function LinesPanel({ upgrade, actions, children }: { upgrade: UpgradeRecord; actions?: ReactNode; children?: ReactNode }) {
  const translate = useTranslate();
  const { before, after, path, exception, exceptionStatus } = upgrade;
  const { order } = useForeseen(upgrade);
  const open = after.length > 0;
  return (
    <Panel title={translate('lines.title')} actions={actions}>
      <BeforeAfter before={before} after={after} />
      {before.length > 0 && !open && <Box sx={{ color: tone.mute, marginTop: '8px' }}>{translate('lines.not_configured')}</Box>}
      {open && (
        <Box sx={{ borderTop: `1px solid ${tone.line}`, marginTop: '10px', paddingTop: '10px' }}>
          <KeyValues
            items={[
              { label: translate('lines.yearly'), value: <SignedMoney minor={upgrade.afterArrMinor - upgrade.beforeArrMinor} />, hint: <><Money minor={upgrade.beforeArrMinor} /> → <Money minor={upgrade.afterArrMinor} /></> },
              { label: translate('upgrades.effective_on'), value: <Day on={upgrade.effectiveOn} /> },
              path !== null && { label: translate('lines.old_device'), value: translate(path.returnRequired ? 'lines.comes_back' : 'lines.stays') },
              exceptionStatus !== null && { label: translate('lines.exception'), value: <StatusChip of="exception" value={exceptionStatus} />, hint: exception ? `${formatBasisPoints(exception.discountBasisPoints)} · ${exception.reason}` : undefined },
            ]}
          />
          {order && <ForeseenWithWhy coded={order} />}
        </Box>
      )}
      {children}
    </Panel>
  );
}
