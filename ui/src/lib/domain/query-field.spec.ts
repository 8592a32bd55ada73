import { render, screen } from '@testing-library/svelte';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import QueryField from './QueryField.svelte';

const UNBALANCED = { code: 'unbalanced', start: 5, end: 6, message: '`(` is never closed.', hint: null };

function shown(props: Partial<Parameters<typeof render<typeof QueryField>>[1]>) {
  const { container } = render(QueryField, {
    props: { value: 'rust (', errors: [], testid: 'field', oninput: () => undefined, ...props },
  });
  const underlined = [...container.querySelectorAll('.mirror .bad')].map(({ textContent }) => textContent);
  return { field: screen.getByTestId('field'), underlined };
}

describe('the field for a query', () => {
  it.each([1, 3])('marks_the_place_that_is_wrong_with_%i_lines', (lines) => {
    const { field, underlined } = shown({ errors: [UNBALANCED], lines });
    expect(underlined).toEqual(['(']);
    expect(field).toHaveAttribute('aria-invalid', 'true');
  });

  it.each([1, 3])('stays_marked_where_the_form_finds_nothing_else_wrong_with_%i_lines', (lines) => {
    const { field } = shown({ errors: [UNBALANCED], lines, 'aria-invalid': undefined });
    expect(field).toHaveAttribute('aria-invalid', 'true');
  });

  it('is_wrong_without_a_place_when_the_form_says_so', () => {
    const { field, underlined } = shown({ value: '', 'aria-invalid': 'true' });
    expect(underlined).toEqual([]);
    expect(field).toHaveAttribute('aria-invalid', 'true');
  });

  it('underlines_by_properties_webkit_knows', () => {
    // A shorthand of more than a line and with a variable is `none` in WebKit, which jsdom cannot tell.
    const style = readFileSync('src/lib/domain/Underlined.svelte', 'utf8').split('<style>')[1] ?? '';
    expect(style).toContain('text-decoration-line: underline;');
    expect(style).not.toMatch(/text-decoration:/u);
  });
});
