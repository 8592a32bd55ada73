// Every pair of colours that text is set in reaches 4.5:1, in light and in dark, and 7:1 where more contrast is asked for;
// edges of controls and signs that stand alone reach 3:1 and 4.5:1 (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11).

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, parse } from './colour';

type Tokens = ReadonlyMap<string, { light: string; dark: string }>;

const css = readFileSync('src/lib/shared/tokens.css', 'utf8');
const more = /@media \(prefers-contrast: more\) \{([\s\S]*?)\n\}/u.exec(css)?.[1] ?? '';
const read = (text: string): Tokens =>
  new Map(
    [...text.matchAll(/--([a-z0-9-]+):\s*light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\);/gu)].map(
      ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
    ),
  );
const usual = read(css.replace(more, ''));
const high: Tokens = new Map([...usual, ...read(more)]);

const TEXT: [string, string[]][] = [
  ['ink', ['paper', 'panel', 'raised', 'hover', 'accent-soft', 'hit', 'accent-line', 'new-soft']],
  ['ink-2', ['paper', 'panel', 'raised', 'hover', 'accent-soft']],
  ['ink-3', ['paper', 'panel', 'raised', 'hover', 'accent-soft']],
  ['accent', ['paper', 'panel', 'raised', 'hover', 'accent-soft']],
  ['accent-ink', ['accent', 'accent-hover']],
  ['new-ink', ['paper', 'panel', 'raised', 'new-soft']],
  ['bad', ['paper', 'panel', 'raised', 'hover', 'bad-soft']],
];

const SIGNS: [string, string[]][] = [
  ['edge', ['paper', 'panel', 'raised']],
  ['accent', ['paper', 'panel', 'raised', 'hover']],
  ['bad', ['panel']],
];

/** Colours of pictures and marks that say nothing by themselves: words, a shape or a name stand beside each. */
const BESIDE_WORDS = new Set(['new', 'line-2', 'accent-line', 'new-line']);

const pairs = (table: [string, string[]][]) =>
  table.flatMap(([front, backs]) => backs.map((back): [string, string] => [front, back]));

describe.each([
  ['light', usual, 'light', 4.5, 3],
  ['dark', usual, 'dark', 4.5, 3],
  ['light, more contrast', high, 'light', 7, 4.5],
  ['dark, more contrast', high, 'dark', 7, 4.5],
] as const)('%s', (_, tokens, theme, text, sign) => {
  const ratio = (front: string, back: string): number => {
    const [one, other] = [tokens.get(front), tokens.get(back)];
    if (!one || !other) throw new Error(`--${front} or --${back} is not among the tokens`);
    return contrast(parse(one[theme]), parse(other[theme]));
  };

  it.each(pairs(TEXT))('text in --%s on --%s', (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(text);
  });

  it.each(pairs(SIGNS))('signs in --%s on --%s', (front, back) => {
    expect(ratio(front, back)).toBeGreaterThanOrEqual(sign);
  });
});

describe('the pairs in use', () => {
  const rules = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:svelte|css)$/u.test(path) && !path.endsWith('tokens.css'))
    .flatMap((path) => {
      const source = readFileSync(join('src', path), 'utf8');
      const style = path.endsWith('.css') ? source : (/<style>([\s\S]*)<\/style>/u.exec(source)?.[1] ?? '');
      return [...style.matchAll(/\{([^{}]*)\}/gu)].map(([, rule = '']) => ({
        path,
        front: /(?:^|[\s;])color:\s*var\(--([a-z0-9-]+)\)/u.exec(rule)?.[1],
        back: /background(?:-color)?:\s*var\(--([a-z0-9-]+)\)/u.exec(rule)?.[1],
      }));
    });
  const computed = new Map(TEXT.map(([front, backs]) => [front, new Set(backs)]));

  it('are_all_computed', () => {
    const missing = rules.filter(({ front, back }) => {
      if (front === undefined || BESIDE_WORDS.has(front)) return false;
      return back === undefined ? !computed.has(front) : computed.get(front)?.has(back) !== true;
    });
    expect(missing).toEqual([]);
  });

  it('are_of_tokens_only', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.svelte'));
    const own = files.filter((path) => {
      const style = /<style>([\s\S]*)<\/style>/u.exec(readFileSync(join('src', path), 'utf8'))?.[1] ?? '';
      return /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(/iu.test(style);
    });
    expect(own).toEqual([]);
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
