import { createContext, use, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';

export type KeyBinding = {
  /** As on the key's cap: 'j', '/', '?', 'Enter', 'Shift+J'; `mod+k` is Ctrl, on a Mac ⌘. */
  key: string;
  /** What it does, in words: shown in the help. */
  label: string;
  run: (event: KeyboardEvent) => void;
  /** False: not now. The help leaves it out. */
  when?: boolean;
  /** Works inside dialogs and fields too. Only for keys with a modifier. */
  everywhere?: boolean;
};

export type KeyRegistry = {
  add: (bindings: () => readonly KeyBinding[]) => () => void;
  /** Tell the help that labels or conditions changed. */
  changed: () => void;
  subscribe: (listener: () => void) => () => void;
  active: () => readonly KeyBinding[];
  press: (event: KeyboardEvent) => void;
  /** Single letters off: for people who speak to their computer, or rest a book on the keyboard (WCAG 2.1.4). */
  setSingleKeys: (on: boolean) => void;
};

const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

export const keyCap = (key: string) => key.replace(/^mod\+/i, isMac ? '⌘ ' : 'Ctrl ').replace(/(?<=[ +])[a-z]$/, (letter) => letter.toUpperCase());

/** Screen-reader form for `aria-keyshortcuts`. */
export const keyAria = (key: string) => key.replace(/^mod\+/i, isMac ? 'Meta+' : 'Control+');

const isSingle = (key: string) => !/^mod\+/i.test(key) && [...key.replace(/^Shift\+/, '')].length === 1;

function matches(event: KeyboardEvent, key: string): boolean {
  const withMod = /^mod\+/i.test(key);
  if (withMod !== (event.ctrlKey || event.metaKey) || event.altKey) return false;
  const bare = key.replace(/^mod\+/i, '');
  if (bare.startsWith('Shift+')) return event.shiftKey && event.key.toLowerCase() === bare.slice(6).toLowerCase();
  if (/^[a-z]$/.test(bare) && event.shiftKey) return false;
  return event.key.toLowerCase() === bare.toLowerCase();
}

const FIELDS = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=""], [contenteditable=true]';
const LAYERS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** Somebody is typing, or something lies over the page. */
function isElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(FIELDS) || target?.closest(LAYERS)) return true;
  return document.querySelector('[role=dialog][aria-modal=true], .MuiModal-root:not([aria-hidden=true])') !== null;
}

/** The list is kept until a label changes; what a key runs is asked for when it is pressed, or it would act on the page as it was. */
const latestOf = (source: () => readonly KeyBinding[]): KeyBinding[] => source().map((binding, index) => ({ ...binding, run: (event) => source()[index]?.run(event) }));

export function makeKeyRegistry(): KeyRegistry {
  const sources: (() => readonly KeyBinding[])[] = [];
  const listeners = new Set<() => void>();
  let singleKeys = true;
  let cache: readonly KeyBinding[] | undefined;

  const changed = () => {
    cache = undefined;
    for (const listener of listeners) listener();
  };
  // The latest wins: a dialog's or a table's key over the page's.
  const active = () => (cache ??= sources.toReversed().flatMap(latestOf).filter((binding) => binding.when !== false && (singleKeys || !isSingle(binding.key))));
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
    active,
    press: (event) => {
      if (event.defaultPrevented || event.isComposing || (event.repeat && event.key === 'Enter')) return;
      const elsewhere = isElsewhere(event);
      const binding = active().find((each) => matches(event, each.key) && (!elsewhere || each.everywhere));
      if (!binding) return;
      event.preventDefault();
      binding.run(event);
    },
    setSingleKeys: (on) => {
      if (on === singleKeys) return;
      singleKeys = on;
      changed();
    },
  };
}

export const Keys = createContext<KeyRegistry | null>(null);

export function useKeyRegistry(): KeyRegistry {
  const registry = use(Keys);
  if (!registry) throw new Error('KeysProvider is missing above');
  return registry;
}

/** The page's keys while it stands: `useKeys([{ key: 'c', label: 'Claim', run: claim, when: canClaim }])`. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const registry = useKeyRegistry();
  const latest = useRef(bindings);
  const shape = bindings.map(({ key, label, when }) => `${key}|${label}|${when !== false}`).join('\n');
  // Before the next key can come: it must not act on the page as it was.
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  const source = useMemo(() => () => latest.current, []);
  useEffect(() => registry.add(source), [registry, source]);
  useEffect(() => registry.changed(), [registry, shape]);
}

export function useActiveKeys(): readonly KeyBinding[] {
  const registry = useKeyRegistry();
  return useSyncExternalStore(registry.subscribe, registry.active);
}
