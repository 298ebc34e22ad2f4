import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { SELECT } from './columns.ts';

const NARROWEST = 48;
const WIDEST = 340;

/** `rows`: what the cells ask for; `all`: with their head, which can be cut short where room is short. */
type Natural = { all: number; rows: number };
type Known = ReadonlyMap<string, Natural>;

const headWidths = (box: HTMLElement, how: string) => {
  box.classList.add('measuring', how);
  const widths = [...box.querySelectorAll<HTMLElement>('thead th')].map((head) => Math.min(WIDEST, Math.ceil(head.getBoundingClientRect().width)));
  box.classList.remove('measuring', how);
  return widths;
};

/**
 * How wide the content of each column is, as the browser's own table layout finds it, up to a limit. Measured before anything is painted;
 * later rows can make a column wider, none makes it narrower, so that nothing jumps from page to page.
 */
export function useNaturalWidths(container: RefObject<HTMLElement | null>, ids: readonly string[], data: unknown, enabled: boolean): Known {
  const known = useRef<Known>(new Map());
  const [widths, setWidths] = useState<Known>(new Map());
  const shown = ids.join(' ');
  useLayoutEffect(() => {
    const box = container.current;
    if (!enabled || !data || !box) return;
    const all = headWidths(box, 'all');
    const rows = headWidths(box, 'rows');
    const next = new Map(known.current);
    for (const [index, id] of shown.split(' ').entries()) {
      const before = next.get(id) ?? { all: NARROWEST, rows: NARROWEST };
      const now = { all: Math.max(before.all, all[index] ?? 0), rows: Math.max(before.rows, rows[index] ?? 0) };
      if (id !== SELECT && (now.all > before.all || now.rows > before.rows)) next.set(id, now);
    }
    if ([...next].every(([id, width]) => known.current.get(id) === width)) return;
    known.current = next;
    setWidths(known.current);
  }, [container, data, enabled, shown]);
  return widths;
}
