import { useTranslate } from 'react-admin';
import type { CaseLine } from '../../../server/domain/coding/case.ts';
import { Panel } from '../theme/Panel.tsx';
import { BeforeAfter } from '../upgrades/LinesPanel.tsx';
import type { UpgradeLine } from '../upgrades/records.ts';
import type { CodingRecord } from './records.ts';

/** A line as the coder saw it, for whoever shows lines: it knows products by id alone, and no serials. */
const asUpgradeLine = (line: CaseLine, nameOf: (product: string) => string): UpgradeLine => {
  const arrMinor = line.arrMinor ?? line.quantity * line.unitArrMinor;
  return { ...line, subscriptionId: line.line, productName: nameOf(line.product), arrMinor, reportingArrMinor: line.reportingArrMinor ?? arrMinor, replaces: [...(line.replaces ?? [])], serial: null };
};

/** What stood in the books, and what stands there since. */
export function LinesOfCoding({ coding, nameOf }: { coding: CodingRecord; nameOf: (product: string) => string }) {
  const translate = useTranslate();
  return (
    <Panel title={translate('lines.title')}>
      <BeforeAfter before={coding.before.map((line) => asUpgradeLine(line, nameOf))} after={coding.after.map((line) => asUpgradeLine(line, nameOf))} ends="coding.line_left" />
    </Panel>
  );
}
