import { createContext, use, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';

export type PaletteAction = { id: string; label: string; hint?: string; shortcut?: string; when?: boolean; run: () => void };

type ActionRegistry = {
  add: (source: () => readonly PaletteAction[]) => () => void;
  changed: () => void;
  subscribe: (listener: () => void) => () => void;
  active: () => readonly PaletteAction[];
};

/** The list is kept until a label changes; what an entry runs is asked for when it is chosen. */
const latestOf = (source: () => readonly PaletteAction[]): PaletteAction[] => source().map((action, index) => ({ ...action, run: () => source()[index]?.run() }));

export function makeActionRegistry(): ActionRegistry {
  const sources: (() => readonly PaletteAction[])[] = [];
  const listeners = new Set<() => void>();
  let cache: readonly PaletteAction[] | undefined;
  const changed = () => {
    cache = undefined;
    for (const listener of listeners) listener();
  };
  return {
    add: (source) => {
      sources.push(source);
      changed();
      return () => {
        sources.splice(sources.indexOf(source), 1);
        changed();
      };
    },
    changed,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    active: () => (cache ??= sources.flatMap(latestOf).filter((action) => action.when !== false)),
  };
}

export const PaletteActions = createContext<ActionRegistry>(makeActionRegistry());

/** What the page can do, for the palette: `usePaletteActions([{ id: 'claim', label: 'Claim', run: claim, when: canClaim }])`. */
export function usePaletteActions(actions: readonly PaletteAction[]): void {
  const registry = use(PaletteActions);
  const latest = useRef(actions);
  const shape = actions.map(({ id, label, when }) => `${id}|${label}|${when !== false}`).join('\n');
  // Before the next key can come: it must not act on the page as it was.
  useLayoutEffect(() => {
    latest.current = actions;
  });
  const source = useMemo(() => () => latest.current, []);
  useEffect(() => registry.add(source), [registry, source]);
  useEffect(() => registry.changed(), [registry, shape]);
}

export function useActivePaletteActions(): readonly PaletteAction[] {
  const registry = use(PaletteActions);
  return useSyncExternalStore(registry.subscribe, registry.active);
}
