import type { Fixed } from '../../../server/domain/portal.ts';
import { formatCount, formatMoney } from '../format.ts';
import type { PortalPage } from '../page.ts';
import { texts } from '../texts.ts';

function Item({ fixed, name, manager }: { fixed: Fixed; name: (product: string) => string; manager: string }) {
  const { fixed: words } = texts;
  switch (fixed.what) {
    case 'price': return (
      <>
        {words.price(name(fixed.product))}{' '}{words.was}{' '}<s>{formatMoney(fixed.wasMinor, fixed.currency)}</s>{' '}{words.is}{' '}<strong>{formatMoney(fixed.isMinor, fixed.currency)}</strong>{' '}{words.aYear}.
      </>
    );
    case 'path': return words.path(fixed.name);
    case 'added': return words.added(name(fixed.product), formatCount(fixed.quantity));
    case 'removed': return words.removed(name(fixed.product), formatCount(fixed.quantity));
    case 'message': return words.message(manager);
  }
}

/** What the account manager put right, in plain words. A message that stands on the page already is named only where it is all there is. */
export function FixedList({ page }: { page: PortalPage }) {
  const more = page.fixed.filter((fixed) => fixed.what !== 'message');
  const shown = more.length > 0 ? more : page.fixed;
  if (shown.length === 0) return null;
  const name = (product: string) => [...page.after, ...page.before].find((line) => line.product === product)?.productName ?? product;
  return (
    <section className="panel">
      <h2>{texts.fixed.title}</h2>
      <ul className="fixed">{shown.map((fixed, index) => <li key={`${fixed.what} ${index}`}><Item fixed={fixed} name={name} manager={page.manager.name} /></li>)}</ul>
    </section>
  );
}
