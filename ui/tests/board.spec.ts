// The board as it is opened: by key or by mouse, its cards take the keys.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

const current = (): Element | null => document.querySelector('[data-testid=board-card].current');

describe('the board', () => {
  it('has_the_focus_on_a_card_when_it_was_opened_from_the_side_bar', async () => {
    const { user } = await opened();
    await user.click(screen.getByRole('button', { name: /^Board/u }));
    const column = await screen.findByTestId('board-new');
    const cards = await within(column).findAllByTestId('board-card');
    await waitFor(() => expect(cards[0]).toHaveFocus());
    await user.keyboard('j');
    await waitFor(() => expect(cards[1]).toHaveFocus());
    expect(current()).toBe(cards[1]);
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(screen.getByTestId('board-seen')).toContainElement(current() as HTMLElement));
  });

  it('has_the_focus_where_it_has_no_cards', async () => {
    const { user } = await opened({ count: 0 });
    await user.keyboard('gb');
    const board = await screen.findByTestId('board');
    await waitFor(() => expect(within(board).getByRole('group')).toHaveFocus());
  });

  it('leaves_the_focus_on_its_own_buttons_when_cards_change', async () => {
    const { backend, user } = await opened();
    await user.keyboard('b');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-testid', 'board-card'));
    const id = within(screen.getByTestId('board-seen')).getAllByTestId('board-card')[0]?.dataset['jobId'] ?? '';
    const back = screen.getByRole('button', { name: 'Back to the list' });
    back.focus();
    await backend.setJobState([id], 'hired', null);
    await within(screen.getByTestId('board-hired')).findByTestId('board-card');
    await new Promise((resolve) => setTimeout(resolve));
    expect(back).toHaveFocus();
  });
});
