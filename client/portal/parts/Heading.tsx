import { useEffect, useRef } from 'react';
import { texts } from '../texts.ts';

/** The page's one heading: names the document, and takes the focus when it comes to stand in front. The first page of a visit leaves it alone. */
export function Heading({ children, reference, takesFocus = true }: { children: string; reference?: string; takesFocus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const focusOnce = useRef(takesFocus);
  useEffect(() => {
    document.title = texts.documentTitle(children, reference);
  }, [children, reference]);
  useEffect(() => {
    if (!focusOnce.current) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return <h1 ref={heading} tabIndex={-1}>{children}</h1>;
}
