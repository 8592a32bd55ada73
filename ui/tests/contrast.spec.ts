// Every pair of colours that text is set in reaches 4.5:1, in light and in dark; edges of controls and signs that stand
// alone reach 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, parse } from './colour';

const css = readFileSync('src/lib/shared/tokens.css', 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z0-9-]+):\s*light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\);/gu)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

const TEXT: [string, string[]][] = [
  ['ink', ['paper', 'panel', 'raised', 'hover', 'accent-soft', 'hit', 'accent-line']],
  ['ink-2', ['paper', 'panel', 'raised', 'hover', 'accent-soft']],
  ['ink-3', ['paper', 'panel', 'raised', 'hover', 'accent-soft']],
  ['accent', ['paper', 'raised', 'accent-soft']],
  ['accent-ink', ['accent', 'accent-hover']],
  ['new-ink', ['paper', 'raised', 'new-soft']],
  ['bad', ['paper', 'panel', 'raised', 'hover', 'bad-soft']],
];

const SIGNS: [string, string[]][] = [
  ['edge', ['paper', 'panel', 'raised']],
  ['accent', ['paper', 'panel', 'raised', 'hover']],
  ['bad', ['panel']],
];

const pairs = (table: [string, string[]][]) => table.flatMap(([front, backs]) => backs.map((back) => [front, back]));

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const ratio = (front: string, back: string): number => {
    const [one, other] = [tokens.get(front), tokens.get(back)];
    if (!one || !other) throw new Error(`--${front} or --${back} is not among the tokens`);
    return contrast(parse(one[theme]), parse(other[theme]));
  };

  it.each(pairs(TEXT))('text in --%s on --%s', (front = '', back = '') => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(SIGNS))('signs in --%s on --%s', (front = '', back = '') => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(3);
  });
});

describe('contrast', () => {
  it('is_what_the_standard_says', () => {
    const [white, black] = [parse('oklch(1 0 0)'), parse('oklch(0 0 0)')];
    expect(contrast(white, black)).toBeCloseTo(21, 1);
    expect(contrast(white, white)).toBe(1);
    // #767676 is the lightest grey that reaches 4.5:1 on white.
    expect(contrast(white, parse('oklch(0.5658 0 0)'))).toBeCloseTo(4.54, 1);
  });
});
