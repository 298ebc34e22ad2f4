import { tone } from '../theme/palette.ts';
import { initials } from './format.ts';
import { Nothing } from './Nothing.tsx';

/** Initials in a circle; a ring around whoever is editing. */
export function PersonBadge({ name, editing = false, size = 20 }: { name: string; editing?: boolean; size?: number }) {
  return (
    <span
      role="img" aria-label={name} title={name}
      style={{ width: size, height: size, borderRadius: '50%', display: 'inline-grid', placeItems: 'center', flex: 'none', fontSize: Math.round(size * 0.45), fontWeight: 700, backgroundColor: tone.blueSoft, color: tone.blue, outline: editing ? `2px solid ${tone.blue}` : 'none' }}
    >
      {initials(name)}
    </span>
  );
}

/** Badge and name. */
export function Person({ name, none }: { name: string | null | undefined; none?: string }) {
  if (!name) return <Nothing text={none} />;
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6, minWidth: 0, maxWidth: '100%', verticalAlign: 'bottom' }}>
      <span aria-hidden="true" style={{ display: 'inline-flex' }}><PersonBadge name={name} /></span>
      <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{name}</span>
    </span>
  );
}
