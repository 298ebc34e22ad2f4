import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, type Tones } from '../../client/console/theme/palette.ts';

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT_ON: [keyof Tones, keyof Tones][] = [
  ['ink', 'ground'], ['ink', 'panel'], ['ink', 'soft'], ['ink', 'accentSoft'], ['mute', 'ground'], ['mute', 'panel'], ['mute', 'soft'], ['mute', 'accentSoft'], ['accent', 'panel'], ['accent', 'ground'], ['accent', 'accentSoft'], ['accentInk', 'accent'], ['accentInk', 'accentHover'],
  ['warn', 'warnSoft'], ['warn', 'panel'], ['warn', 'accentSoft'], ['bad', 'badSoft'], ['bad', 'panel'], ['bad', 'accentSoft'], ['good', 'goodSoft'], ['good', 'panel'], ['blue', 'blueSoft'], ['blue', 'panel'],
];

describe.each([['light', LIGHT], ['dark', DARK]] as const)('the %s scheme', (_name, tones) => {
  it.each(TEXT_ON)('text in %s can be read on %s', (text, ground) => {
    expect(contrast(tones[text], tones[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('the edge of a field and the ring around the focus can be seen', () => {
    expect(contrast(tones.edge, tones.panel)).toBeGreaterThanOrEqual(3);
    expect(contrast(tones.accent, tones.ground)).toBeGreaterThanOrEqual(3);
  });
});
