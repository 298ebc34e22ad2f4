import Box from '@mui/material/Box';
import { tone } from '../theme/palette.ts';
import { initials } from './format.ts';
import { Nothing } from './Nothing.tsx';

/** Initials in a circle; a ring around whoever is editing. */
export function PersonBadge({ name, editing = false, size = 20 }: { name: string; editing?: boolean; size?: number }) {
  return (
    <Box
      component="span" role="img" aria-label={name} title={name}
      sx={{ width: size, height: size, borderRadius: '50%', display: 'inline-grid', placeItems: 'center', flex: 'none', fontSize: Math.round(size * 0.45), fontWeight: 700, bgcolor: tone.blueSoft, color: tone.blue, outline: editing ? `2px solid ${tone.blue}` : 'none' }}
    >
      {initials(name)}
    </Box>
  );
}

/** Badge and name. */
export function Person({ name, none }: { name: string | null | undefined; none?: string }) {
  if (!name) return <Nothing text={none} />;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, minWidth: 0, maxWidth: '100%', verticalAlign: 'bottom' }}>
      <Box component="span" aria-hidden="true" sx={{ display: 'inline-flex' }}><PersonBadge name={name} /></Box>
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{name}</Box>
    </Box>
  );
}
