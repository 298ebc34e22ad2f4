import { LIGHT } from './palette.ts';

const tones = Object.fromEntries(Object.entries(LIGHT).map(([name, colour]) => [`--ud-palette-tones-${name}`, colour]));

/** A page on paper: light whatever the screen is, without the frame around it and without anything to press. */
export const printRules = {
  '@page': { margin: '14mm' },
  'html, html[data-scheme]': { ...tones, '--ud-palette-text-primary': LIGHT.ink, '--ud-palette-text-secondary': LIGHT.mute, '--ud-palette-background-default': '#fff', '--ud-palette-background-paper': '#fff', colorScheme: 'light' },
  body: { background: '#fff !important' },
  '.not-printed, .MuiButtonBase-root, .MuiSwitch-root, [role="search"], .select, .MuiSnackbar-root, .MuiModal-root, .MuiTooltip-popper': { display: 'none !important' },
  // An age means nothing once it is on paper.
  'time[data-exact] > span': { display: 'none' },
  '.printed': { display: 'block !important' },
  'time[data-exact]::after': { content: 'attr(data-exact)' },
  // The whole time is longer than the place that an age has.
  'time[data-exact]': { whiteSpace: 'normal !important' },
  '.page-frame': { display: 'block !important' },
  header: { position: 'static !important', background: 'none !important' },
  'header h1': { display: 'block !important' },
  'main section, main figure, tr': { breakInside: 'avoid' },
  // On paper nothing scrolls: columns share the width, and what is long wraps.
  'main [role="grid"]': { tableLayout: 'auto !important', width: '100% !important' },
  'main [role="grid"] :is(th, td)': { width: 'auto !important', whiteSpace: 'normal !important', position: 'static !important', overflow: 'visible !important', paddingInline: '5px !important', fontSize: '11px !important' },
  a: { color: 'inherit !important', textDecoration: 'none !important' },
} as const;
