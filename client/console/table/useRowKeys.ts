import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { useTranslate } from 'react-admin';
import { useKeys } from '../keys/registry.ts';
import type { RowOf, TableOf } from './columns.ts';

type RowKeys = {
  /** 1 is the first row of the page. */
  position: number;
  setPosition: (position: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
  onBlur: () => void;
  /** Remembers that a row was opened, for whoever comes back to the list. */
  noteOpened: (row: RowOf) => void;
};

/** `place`: the list's own path, under which it is remembered which row was opened. */
type Options = { place: string; table: TableOf; rows: readonly RowOf[]; container: RefObject<HTMLElement | null>; reveal: (index: number) => void; onOpen?: (row: RowOf) => void; selectable: boolean; enabled: boolean };

// As long as the console stands: who loads it anew begins at the top.
const opened = new WeakMap<QueryClient, Map<string, string>>();

function openedIn(console: QueryClient): Map<string, string> {
  const known = opened.get(console) ?? new Map<string, string>();
  opened.set(console, known);
  return known;
}

const nothingHasFocus = () => document.activeElement === null || document.activeElement === document.body;

/** One row at a time can be reached by Tab; j and k, the arrows, Home and End move, Enter opens, x and space select, with Shift a range. Where the row in hand goes, the one in its place has the focus; who comes back from a row finds it where they left it. */
export function useRowKeys({ place, table, rows, container, reveal, onOpen, selectable, enabled }: Options): RowKeys {
  const translate = useTranslate();
  const queryClient = useQueryClient();
  const [wanted, setPosition] = useState(0);
  const position = Math.min(wanted, rows.length);

  // The focus that comes to it makes it the one that Tab reaches.
  const focusOn = useCallback((next: number) => {
    const to = Math.max(1, Math.min(rows.length, next));
    const row = rows[to - 1];
    if (!row) return;
    reveal(to - 1);
    // A virtual row may have to come into being first.
    requestAnimationFrame(() => container.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus({ preventScroll: false }));
  }, [container, reveal, rows]);

  const goTo = useCallback((next: number) => {
    setPosition(Math.max(1, Math.min(rows.length, next)));
    focusOn(next);
  }, [focusOn, rows.length]);

  const toggle = useCallback((event: { shiftKey: boolean }) => {
    const row = rows[position - 1];
    row?.getToggleSelectedHandler()({ target: { checked: !row.getIsSelected() }, shiftKey: event.shiftKey, nativeEvent: event });
  }, [position, rows]);

  const selectTo = useCallback((next: number) => {
    const ids = [rows[position - 1]?.id, rows[next - 1]?.id].filter((id) => id !== undefined);
    table.setRowSelection((before) => ({ ...before, ...Object.fromEntries(ids.map((id) => [id, true as const])) }));
    goTo(next);
  }, [goTo, position, rows, table]);

  const inHand = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (inHand.current === null || rows.length === 0 || rows.some(({ id }) => id === inHand.current)) return;
    inHand.current = null;
    if (nothingHasFocus()) focusOn(position);
  }, [focusOn, position, rows]);

  const arrived = useRef(false);
  useEffect(() => {
    if (!enabled || arrived.current || rows.length === 0) return;
    arrived.current = true;
    const last = openedIn(queryClient).get(place);
    openedIn(queryClient).delete(place);
    if (last !== undefined && nothingHasFocus()) focusOn(Math.max(0, rows.findIndex(({ id }) => id === last)) + 1);
  }, [enabled, focusOn, place, queryClient, rows]);
  const noteOpened = useCallback((row: RowOf) => void openedIn(queryClient).set(place, row.id), [place, queryClient]);

  const current = rows[position - 1];
  useKeys([
    { key: 'j', label: translate('table.keys.next'), run: () => goTo(position + 1), when: enabled && rows.length > 0 },
    { key: 'k', label: translate('table.keys.previous'), run: () => goTo(position - 1), when: enabled && rows.length > 0 },
    { key: 'x', label: translate('table.keys.select'), run: toggle, when: enabled && selectable && current !== undefined },
    { key: 'Shift+X', label: translate('table.keys.range'), run: toggle, when: enabled && selectable && current !== undefined },
    { key: 'Escape', label: translate('table.keys.unselect'), run: () => table.setRowSelection({}), when: enabled && selectable && table.getSelectedRowIds().length > 0 },
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const onRow = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'row';
    const moves: Record<string, number> = { ArrowDown: position + 1, ArrowUp: position - 1, Home: 1, End: rows.length, PageDown: position + 15, PageUp: position - 15 };
    const next = moves[event.key];
    if (next !== undefined && onRow) {
      event.preventDefault();
      if (event.shiftKey && selectable && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) selectTo(Math.max(1, Math.min(rows.length, next)));
      else goTo(next);
    } else if (event.key === 'Enter' && onRow && current && onOpen) {
      event.preventDefault();
      onOpen(current);
    } else if (event.key === ' ' && onRow && selectable) {
      event.preventDefault();
      toggle(event);
    }
  };
  return {
    position, setPosition, noteOpened, onKeyDown,
    onFocus: ({ target }) => {
      inHand.current = target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null;
    },
    onBlur: () => {
      inHand.current = null;
    },
  };
}
