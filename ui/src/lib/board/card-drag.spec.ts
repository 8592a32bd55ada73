import { afterEach, describe, expect, it, vi } from 'vitest';
import { CardDrag } from './card-drag.svelte';

function made() {
  const ondrop = vi.fn();
  const drag = new CardDrag(ondrop);
  const column = document.createElement('section');
  column.dataset['stage'] = 'saved';
  const inside = column.appendChild(document.createElement('p'));
  const over = vi.fn<() => Element | null>(() => inside);
  Object.assign(document, { elementFromPoint: over });
  const at = (x: number, y = 0, init: Partial<PointerEvent> = {}) =>
    ({ clientX: x, clientY: y, button: 0, pointerType: 'mouse', ...init }) as PointerEvent;
  return { drag, ondrop, over, at };
}

afterEach(() => {
  Reflect.deleteProperty(document, 'elementFromPoint');
});

describe('a card', () => {
  it('is_dropped_on_the_column_under_the_pointer', () => {
    const { drag, ondrop, at } = made();
    drag.press(at(0), '7');
    drag.move(at(30));
    expect([drag.id, drag.over]).toEqual(['7', 'saved']);
    expect(drag.release()).toBe(true);
    expect(ondrop).toHaveBeenCalledExactlyOnceWith('7', 'saved');
    expect([drag.id, drag.over]).toEqual([null, null]);
  });

  it('is_only_pressed_while_the_pointer_hardly_moves', () => {
    const { drag, ondrop, at } = made();
    drag.press(at(0), '7');
    drag.move(at(3));
    expect(drag.release()).toBe(false);
    expect(ondrop).not.toHaveBeenCalled();
  });

  it('stays_where_it_is_beside_the_columns', () => {
    const { drag, ondrop, over, at } = made();
    over.mockReturnValue(null);
    drag.press(at(0), '7');
    drag.move(at(30));
    expect(drag.release()).toBe(true);
    expect(ondrop).not.toHaveBeenCalled();
  });

  it('stays_where_it_is_when_the_move_is_given_up', () => {
    const { drag, ondrop, at } = made();
    drag.press(at(0), '7');
    drag.move(at(30));
    drag.cancel();
    expect(drag.release()).toBe(false);
    expect(ondrop).not.toHaveBeenCalled();
  });

  it.each([{ button: 2 }, { pointerType: 'touch' }])('is_not_lifted_by %o', (init) => {
    const { drag, at } = made();
    drag.press(at(0, 0, init), '7');
    drag.move(at(30));
    expect(drag.id).toBeNull();
  });
});
