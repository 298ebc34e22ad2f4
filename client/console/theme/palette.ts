/** The console's colours, once per scheme. A `…Soft` is the ground on which its namesake is read: the pairs are held to 4.5:1 by a test. */
export type Tones = {
  ground: string;
  panel: string;
  ink: string;
  mute: string;
  line: string;
  /** Edge of a field: 3:1 against the panel. */
  edge: string;
  soft: string;
  accent: string;
  accentInk: string;
  accentSoft: string;
  accentHover: string;
  warn: string;
  warnSoft: string;
  bad: string;
  badSoft: string;
  good: string;
  goodSoft: string;
  blue: string;
  blueSoft: string;
};

export const LIGHT: Tones = {
  ground: '#f6f7f9',
  panel: '#ffffff',
  ink: '#16202e',
  mute: '#566273',
  line: '#e3e7ed',
  edge: '#8792a2',
  soft: '#f0f2f6',
  accent: '#0b6e6e',
  accentInk: '#ffffff',
  accentSoft: '#e2f2f1',
  accentHover: '#095a5a',
  warn: '#8a5000',
  warnSoft: '#fdf1dc',
  bad: '#b3261e',
  badSoft: '#fbe9e7',
  good: '#1c6b3a',
  goodSoft: '#e4f4ea',
  blue: '#2457a7',
  blueSoft: '#e8effa',
};

export const DARK: Tones = {
  ground: '#10151c',
  panel: '#171e27',
  ink: '#e6ebf2',
  mute: '#9aa7b8',
  line: '#28323f',
  edge: '#6a7787',
  soft: '#1e2732',
  accent: '#4fc3bd',
  accentInk: '#06201f',
  accentSoft: '#12302f',
  accentHover: '#6fd3ce',
  warn: '#f2b75c',
  warnSoft: '#33260f',
  bad: '#ff8a80',
  badSoft: '#3a1b19',
  good: '#7bd69b',
  goodSoft: '#14301f',
  blue: '#9dc0f5',
  blueSoft: '#182842',
};

const name = (tone: string) => `var(--ud-palette-tones-${tone})`;

/** The same tones as CSS variables, for `sx`: they follow the scheme without a re-render. */
export const tone = Object.fromEntries(Object.keys(LIGHT).map((key) => [key, name(key)])) as Tones;
