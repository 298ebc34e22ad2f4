import { useLayoutEffect, useState, type RefObject } from 'react';
import { SELECT } from './columns.ts';

const NARROWEST = 48;
const WIDEST = 340;

/**
 * How wide the content of each column is, as a browser's own table layout finds it, up to a limit. Measured before anything is painted; later rows can make
 * a column wider, none makes it narrower, so that nothing jumps from page to page.
 */
export function useNaturalWidths(container: RefObject<HTMLElement | null>, ids: readonly string[], data: unknown, enabled: boolean): ReadonlyMap<string, number> {
  const [widths, setWidths] = useState<ReadonlyMap<string, number>>(new Map());
  const shown = ids.join(' ');
  useLayoutEffect(() => {
    const box = container.current;
    if (!enabled || !data || !box) return;
    box.classList.add('measuring');
    const found = [...box.querySelectorAll<HTMLElement>('thead th')].map((head) => Math.ceil(head.getBoundingClientRect().width));
    box.classList.remove('measuring');
    setWidths((before) => {
      const next = new Map(before);
      for (const [index, id] of shown.split(' ').entries()) {
        const width = Math.min(WIDEST, found[index] ?? 0);
        if (id !== SELECT && width > Math.max(NARROWEST, next.get(id) ?? 0)) next.set(id, width);
      }
      return next.size === before.size && [...next].every(([id, width]) => before.get(id) === width) ? before : next;
    });
  }, [container, data, enabled, shown]);
  return widths;
}
