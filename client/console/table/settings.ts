import { functionalUpdate, type Updater } from '@tanstack/react-table';
import { createContext, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { usePreferences } from '../providers/session.ts';
import { SELECT, type DataColumn } from './columns.ts';

/** How somebody likes a table: kept with their profile, or with a saved view. */
export type ColumnSettings = {
  visibility: Record<string, boolean>;
  order: string[];
  sizing: Record<string, number>;
  pinned: string[];
  dense: boolean;
};

const SAVE_AFTER_MS = 1200;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const names = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []);

/** Settings as they were kept, brought into line with the columns that there are today. */
export function settle(columns: readonly DataColumn[], kept: unknown): ColumnSettings {
  const known = new Set(columns.map(({ id }) => id));
  const from = isRecord(kept) ? kept : {};
  const visibility = Object.fromEntries(columns.filter(({ hidden }) => hidden).map(({ id }) => [id, false]));
  for (const [id, shown] of Object.entries(isRecord(from['visibility']) ? from['visibility'] : {})) if (known.has(id) && typeof shown === 'boolean') visibility[id] = shown;
  const sizing: Record<string, number> = {};
  for (const [id, size] of Object.entries(isRecord(from['sizing']) ? from['sizing'] : {})) if (known.has(id) && typeof size === 'number') sizing[id] = size;
  const ordered = names(from['order']).filter((id) => known.has(id));
  const pinned = Array.isArray(from['pinned']) ? names(from['pinned']).filter((id) => known.has(id)) : [];
  return {
    visibility,
    order: ordered.length > 0 ? [...ordered, ...columns.map(({ id }) => id).filter((id) => !ordered.includes(id))] : columns.map(({ id }) => id),
    sizing,
    pinned,
    dense: from['dense'] === true,
  };
}

/** Only what differs from the columns as the screen gives them. */
export function essence(columns: readonly DataColumn[], settings: ColumnSettings): Record<string, unknown> | null {
  const usual = settle(columns, null);
  const parts = (Object.keys(usual) as (keyof ColumnSettings)[]).filter((key) => JSON.stringify(settings[key]) !== JSON.stringify(usual[key]));
  return parts.length === 0 ? null : Object.fromEntries(parts.map((key) => [key, settings[key]]));
}

export type TableSettings = {
  settings: ColumnSettings;
  change: (part: Partial<ColumnSettings>) => void;
  reset: () => void;
  /** From a saved view: shown, and kept as one's own from the first change on. */
  show: (kept: unknown) => void;
  update: <K extends keyof ColumnSettings>(key: K) => (updater: Updater<ColumnSettings[K]>) => void;
};

/** The settings of the table around; a list page shares them between its table, its column menu and its saved views. */
export const TableSettingsContext = createContext<TableSettings | null>(null);

export function useTableSettings(tableKey: string, columns: readonly DataColumn[]): TableSettings {
  const { preferences, change: savePreferences } = usePreferences();
  const tables = preferences?.tables;
  const [settings, setSettings] = useState(() => settle(columns, tables?.[tableKey]));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ settings, tables });
  useEffect(() => {
    latest.current = { settings, tables };
  });

  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const { [tableKey]: _mine, ...others } = latest.current.tables ?? {};
      const mine = essence(columns, latest.current.settings);
      // Losing a column width is no reason to disturb anybody.
      savePreferences({ tables: mine ? { ...others, [tableKey]: mine } : others }).catch(() => undefined);
    }, SAVE_AFTER_MS);
  }, [columns, savePreferences, tableKey]);

  return useMemo(() => {
    const change = (part: Partial<ColumnSettings>) => {
      setSettings((before) => ({ ...before, ...part }));
      save();
    };
    return {
      settings,
      change,
      reset: () => change(settle(columns, null)),
      show: (kept) => setSettings(settle(columns, kept)),
      update: <K extends keyof ColumnSettings>(key: K) => (updater: Updater<ColumnSettings[K]>) => {
        setSettings((before) => ({ ...before, [key]: functionalUpdate<ColumnSettings[K]>(updater, before[key]) }));
        save();
      },
    };
  }, [columns, save, settings]);
}

export const withSelect = (ids: readonly string[], selectable: boolean) => (selectable ? [SELECT, ...ids] : [...ids]);
