import { formatCount, formatDay, formatMoney, formatTerm } from '../format.ts';
import { yearlyDifference, yearlyTotals, type PortalLine, type PortalPage } from '../page.ts';
import { texts } from '../texts.ts';

function detailsOf(line: PortalLine): string {
  const { term, from, until, open } = texts.lines;
  const begins = line.startsOn ? [from(formatDay(line.startsOn))] : [];
  return [term(formatTerm(line.termMonths)), ...begins, line.endsOn === null ? open : until(formatDay(line.endsOn))].join(', ');
}

function Line({ line }: { line: PortalLine }) {
  const each = line.quantity > 1 && line.arrMinor % line.quantity === 0 ? texts.lines.each(formatMoney(line.arrMinor / line.quantity, line.currency)) : null;
  return (
    <li className="line">
      <p className="name"><span className="quantity">{formatCount(line.quantity)} × </span>{line.productName}</p>
      <p className="price">{texts.lines.aYear(formatMoney(line.arrMinor, line.currency))}</p>
      <p className="mute">{detailsOf(line)}{each && <><br />{each}</>}{line.serial !== null && <><br />{texts.lines.serial(line.serial)}</>}</p>
    </li>
  );
}

function Side({ title, lines, nothing, strong = false }: { title: string; lines: readonly PortalLine[]; nothing: string; strong?: boolean }) {
  return (
    <section className={strong ? 'side strong' : 'side'}>
      <h3>{title}</h3>
      {lines.length === 0 ? <p className="mute">{nothing}</p> : <ul className="lines">{lines.map((line, index) => <Line key={`${line.product} ${index}`} line={line} />)}</ul>}
      {yearlyTotals(lines).map(({ currency, minor }) => <p key={currency} className="total"><span>{texts.lines.total}</span><strong>{formatMoney(minor, currency)}</strong></p>)}
    </section>
  );
}

function Difference({ page }: { page: PortalPage }) {
  const difference = yearlyDifference(page);
  if (!difference) return null;
  const { more, less, same } = texts.lines;
  const amount = formatMoney(Math.abs(difference.minor), difference.currency);
  return <p className="difference"><span>{texts.lines.difference}</span><strong>{difference.minor === 0 ? same : difference.minor > 0 ? more(amount) : less(amount)}</strong></p>;
}

/** What the customer has and what they will have, side by side, and what that changes in a year. */
export function Lines({ page }: { page: PortalPage }) {
  const { lines } = texts;
  const ordered = page.upgrade.status !== 'draft';
  return (
    <>
      <div className="sides">
        <Side title={ordered ? lines.had : lines.before} lines={page.before} nothing={lines.nothingBefore} />
        <Side title={ordered ? lines.have : lines.after} lines={page.after} nothing={lines.nothingAfter} strong />
      </div>
      <Difference page={page} />
    </>
  );
}
