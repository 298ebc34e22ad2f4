import { useCallback, useEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';

type Roving = { ref: RefObject<HTMLDivElement | null>; onKeyDown: (event: KeyboardEvent) => void; onFocus: (event: FocusEvent) => void };

/** Of many links of one chart one is reached by Tab, and arrows go from one to the next (WAI-ARIA APG, roving tabindex). `selector` finds them; the first has a `tabIndex` of 0, the others -1. */
export function useRoving(selector: string): Roving {
  const ref = useRef<HTMLDivElement>(null);
  const focused = useRef<{ link: Element; at: number } | null>(null);
  const links = useCallback(() => [...(ref.current?.querySelectorAll<SVGElement>(selector) ?? [])], [selector]);
  // A chart whose figures are read anew puts other links in the place of those that it had: whoever was on one stays there.
  useEffect(() => {
    const chart = ref.current;
    if (!chart) return;
    const observer = new MutationObserver(() => {
      if (focused.current && !focused.current.link.isConnected && document.activeElement === document.body) links()[focused.current.at]?.focus();
    });
    observer.observe(chart, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [links]);
  return {
    ref,
    onKeyDown: (event) => {
      const all = links();
      const at = all.findIndex((link) => link === document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (at < 0 || to === undefined || to < 0 || to >= all.length) return;
      event.preventDefault();
      all[to]?.focus();
    },
    // Past React: a chart would be drawn anew for it, and the link lose the focus that it has just got.
    onFocus: ({ target }) => {
      const all = links();
      focused.current = { link: target, at: all.findIndex((link) => link === target) };
      for (const link of all) link.tabIndex = link === target ? 0 : -1;
    },
  };
}
