import type { ReactNode } from 'react';

type Props = { kind: 'radio' | 'checkbox'; id?: string; name?: string; checked: boolean; onChange: (checked: boolean) => void; children: ReactNode; fault?: string; faultAt?: string };

/** One choice: the whole of its box can be pressed. */
export function Choice({ kind, id, name, checked, onChange, children, fault, faultAt }: Props) {
  return (
    <label className="choice">
      <input type={kind} id={id} name={name} checked={checked} onChange={(event) => onChange(event.target.checked)} aria-invalid={kind === 'checkbox' && fault ? true : undefined} aria-describedby={fault && faultAt ? `${faultAt}-fault` : undefined} />
      <span>{children}</span>
    </label>
  );
}
