import { tone } from '../theme/palette.ts';
import { initials } from './format.ts';
import { Nothing } from './Nothing.tsx';

/** Initials in a circle; a ring around whoever is editing. `doing`: what is said of the person beside the name. */
export function PersonBadge({ name, doing, editing = false, size = 20 }: { name: string; doing?: string; editing?: boolean; size?: number }) {
  const said = doing ? `${name} · ${doing}` : name;
  return (
    <span
      role="img" aria-label={said} title={said}
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
