import type { ReactNode } from 'react';

type Props = { children: ReactNode; onClick?: () => void; submit?: boolean; primary?: boolean; plain?: boolean; waiting?: boolean };

/** A button. While its act is under way it does nothing but keeps the focus, which a disabled one would lose. */
export function Act({ children, onClick, submit = false, primary = false, plain = false, waiting = false }: Props) {
  return (
    <button type={submit ? 'submit' : 'button'} className={primary ? 'primary' : plain ? 'plain' : undefined} aria-disabled={waiting || undefined} onClick={waiting ? (event) => event.preventDefault() : onClick}>
      {children}
    </button>
  );
}
