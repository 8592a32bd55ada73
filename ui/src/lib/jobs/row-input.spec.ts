import { describe, expect, it, vi } from 'vitest';
import { RowInput, type RowDoes } from './row-input';

function made(current: string | null = '1') {
  const does = { choose: vi.fn(), select: vi.fn(), extend: vi.fn(), read: vi.fn(), menu: vi.fn() } satisfies RowDoes;
  const input = new RowInput(
    () => does,
    () => current,
  );
  const key = (init: KeyboardEventInit): boolean => {
    const event = new KeyboardEvent('keydown', { ...init, cancelable: true });
    input.keyed(event);
    return event.defaultPrevented;
  };
  return { does, input, key };
}

describe('a press on a row', () => {
  it.each([
    ['chooses_it', {}, 'choose', ['2']],
    ['selects_it_with_control', { ctrlKey: true }, 'select', ['2', 'toggle']],
    ['selects_up_to_it_with_shift', { shiftKey: true }, 'select', ['2', 'range']],
  ] as const)('%s', (_, init, name, with_) => {
    const { does, input } = made();
    input.pressed(new MouseEvent('click', init), '2');
    expect(does[name]).toHaveBeenCalledExactlyOnceWith(...with_);
  });

  it('selects_it_at_its_tick', () => {
    const { does, input } = made();
    const row = document.createElement('div');
    row.innerHTML = '<span data-tick><svg></svg></span>';
    row.addEventListener('click', (event) => input.pressed(event, '2'));
    row.querySelector('svg')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(does.select).toHaveBeenCalledExactlyOnceWith('2', 'toggle');
  });
});

describe('a key on the list', () => {
  it('selects_further_with_shift_and_an_arrow', () => {
    const { does, key } = made();
    expect(key({ key: 'ArrowDown', shiftKey: true })).toBe(true);
    expect(key({ key: 'ArrowUp', shiftKey: true })).toBe(true);
    expect(does.extend.mock.calls).toEqual([[1], [-1]]);
  });

  it('selects_the_chosen_row_with_the_space_bar', () => {
    const { does, key } = made();
    expect(key({ key: ' ' })).toBe(true);
    expect(does.select).toHaveBeenCalledExactlyOnceWith('1', 'toggle');
  });

  it.each([{ key: 'ContextMenu' }, { key: 'F10', shiftKey: true }])('opens_the_menu_at_the_row %o', (init) => {
    const { does, key } = made();
    const row = document.createElement('div');
    row.id = 'job-1';
    document.body.append(row);
    expect(key(init)).toBe(true);
    expect(does.menu).toHaveBeenCalledExactlyOnceWith('1', expect.any(Number), expect.any(Number));
    row.remove();
  });

  it('is_left_to_the_window_otherwise', () => {
    const { does, key } = made(null);
    expect([key({ key: 'ArrowDown' }), key({ key: ' ' }), key({ key: 'ContextMenu' })]).toEqual([false, false, false]);
    for (const one of Object.values(does)) expect(one).not.toHaveBeenCalled();
  });
});
