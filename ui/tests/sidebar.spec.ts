// The searches in the side bar: what is told of them, and how they are put in order.

import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { opened } from './opened';

const list = (): HTMLElement => screen.getByRole('list', { name: 'Searches' });
const lines = (): HTMLElement[] => screen.getAllByTestId('view-search');
const names = (): string[] => lines().map((line) => line.querySelector('.name')?.textContent ?? '');

/** Lines of 30 pixels each, as no page is laid out here. */
function laidOut(): void {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const at = [...(this.parentElement?.children ?? [])].indexOf(this);
    return new DOMRect(0, at * 30, 200, 30);
  });
  HTMLElement.prototype.setPointerCapture = () => undefined;
  HTMLElement.prototype.hasPointerCapture = () => false;
}

async function pointer(kind: string, target: Element, clientY: number, buttons = 1): Promise<void> {
  const event = new MouseEvent(`pointer${kind}`, { bubbles: true, cancelable: true, clientY, button: 0, buttons });
  await fireEvent(target, event);
}

describe('the searches', () => {
  it('show_what_is_unread_or_else_how_many_there_are', async () => {
    const { backend } = await opened();
    const all = await backend.searches();
    for (const [at, { unread, matches, paused }] of all.entries()) {
      const said = unread > 0 ? String(unread) : matches > 0 ? String(matches) : '';
      expect(lines()[at]?.textContent).toContain(said);
      expect(within(lines()[at] as HTMLElement).queryByText('(paused)') !== null).toBe(paused);
    }
  });

  it('move_by_keys_and_keep_the_focus', async () => {
    const { backend, user } = await opened();
    const [first, second] = names();
    lines()[0]?.focus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await waitFor(() => expect(names().slice(0, 2)).toEqual([second, first]));
    expect(lines()[1]).toHaveFocus();
    expect((await backend.searches())[1]?.name).toBe(first);
    expect(screen.getByText(`${first} is now 2 of ${names().length}`)).toBeInTheDocument();
  });

  it('are_dragged_to_another_place_and_not_opened_by_that', async () => {
    const { backend } = await opened();
    laidOut();
    const [first, second, third] = names();
    const heading = screen.getByRole('heading', { level: 1 }).textContent;
    const line = lines()[0] as HTMLElement;
    await pointer('down', line, 10);
    await pointer('move', line, 70);
    expect(line.closest('li')).toHaveClass('dragged');
    await pointer('up', line, 70);
    await fireEvent.click(line);
    await waitFor(() => expect(names().slice(0, 3)).toEqual([second, first, third]));
    expect(backend.called).toContain('moveSearch');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(heading);
  });

  it('stay_where_they_are_when_the_press_ended_elsewhere', async () => {
    const { backend } = await opened();
    laidOut();
    const line = lines()[0] as HTMLElement;
    await pointer('down', line, 10);
    await pointer('up', document.body, 300, 0);
    await pointer('move', line, 70, 0);
    expect(line.closest('li')).not.toHaveClass('dragged');
    await pointer('down', line, 70);
    await pointer('up', line, 70, 0);
    expect(backend.called).not.toContain('moveSearch');
  });

  it('stay_where_they_are_when_escape_ends_the_drag', async () => {
    const { backend, user } = await opened();
    laidOut();
    const line = lines()[0] as HTMLElement;
    await pointer('down', line, 10);
    await pointer('move', line, 70);
    await user.keyboard('{Escape}');
    await pointer('up', line, 70);
    expect(backend.called).not.toContain('moveSearch');
  });

  it('have_a_context_menu_that_gives_the_focus_back', async () => {
    const { backend, user } = await opened();
    const line = lines()[0] as HTMLElement;
    line.focus();
    await fireEvent.contextMenu(line, { clientX: 40, clientY: 50 });
    const menu = await screen.findByRole('menu', { name: `Actions for “${names()[0]}”` });
    expect(within(menu).getByRole('menuitem', { name: /Move the search up/u })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await user.click(within(menu).getByRole('menuitem', { name: 'Pause' }));
    await waitFor(() => expect(backend.called).toContain('pauseSearch'));
    await waitFor(() => expect(line).toHaveFocus());
  });

  it('are_in_a_list_of_their_own', async () => {
    await opened();
    expect(within(list()).getAllByRole('listitem')).toHaveLength(lines().length);
  });
});
