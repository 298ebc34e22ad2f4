import type { ReactNode } from 'react';

const SIGNS = { bad: '!', warn: '!', good: '✓' } as const;

/** Something to notice, with a sign beside its colour. */
export function Notice({ tone, title, children }: { tone: keyof typeof SIGNS; title?: string; children?: ReactNode }) {
  return (
    <div className={`notice ${tone}`}>
      <span className="sign" aria-hidden="true">{SIGNS[tone]}</span>
      <div>
        {title && <p><strong>{title}</strong></p>}
        {children}
      </div>
    </div>
  );
}
