// Colours as the tokens write them, and the contrast between two (WCAG 2.2, relative luminance).

/** Red, green and blue, linear, each from 0 to 1. */
export type Linear = readonly [number, number, number];

/** Reads `oklch(L C H)` (Björn Ottosson's Oklab), cut off at the edges of sRGB as a screen would. */
export function parse(colour: string): Linear {
  const [lightness = NaN, chroma = NaN, hue = NaN] = (/^oklch\(([^)]*)\)$/u.exec(colour)?.[1] ?? '')
    .split(' ')
    .map(Number);
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    clipped(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clipped(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clipped(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

export function contrast(one: Linear, other: Linear): number {
  const [bright, dark] = [luminance(one), luminance(other)].sort((x, y) => y - x);
  return ((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance([red, green, blue]: Linear): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function clipped(value: number): number {
  return Math.min(1, Math.max(0, value));
}
