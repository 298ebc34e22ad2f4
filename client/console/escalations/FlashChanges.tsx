import { useEffect, useRef } from 'react';
import { useListContext } from 'react-admin';
import { useLive } from '../providers/live.ts';
import { tone } from '../theme/palette.ts';
import type { EscalationRow } from './records.ts';

const FLASH_MS = 1400;

/** Rows of a list whose version moved on since it was last shown. */
export function changedRows(before: ReadonlyMap<string, number>, rows: readonly Pick<EscalationRow, 'id' | 'version'>[]): string[] {
  return rows.filter(({ id, version }) => before.has(id) && before.get(id) !== version).map(({ id }) => id);
}

/** Shows for a moment which rows of the list around have just changed under one's eyes. */
export function FlashChanges() {
  const { data } = useListContext<EscalationRow>();
  const versions = useRef<ReadonlyMap<string, number>>(new Map());
  // What only appends – a note, a message – leaves the version alone.
  const told = useRef(new Set<string>());
  useLive('escalations', ({ id }) => void told.current.add(id));
  useEffect(() => {
    if (!data) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    for (const id of still ? [] : new Set([...changedRows(versions.current, data), ...told.current])) {
      for (const cell of document.querySelectorAll(`[data-row="${CSS.escape(id)}"] > td`)) cell.animate([{ backgroundColor: tone.warnSoft }, { backgroundColor: tone.warnSoft, offset: 0.4 }, {}], { duration: FLASH_MS });
    }
    told.current.clear();
    versions.current = new Map(data.map(({ id, version }) => [id, version]));
  }, [data]);
  return null;
}
