// Working through a list by keyboard and pointer: selecting, menus, reasons, sorting, and the board.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { opened as begun } from './opened';

/** The window, with its first rows drawn. */
async function opened(options: Parameters<typeof begun>[0] = {}) {
  const begunWith = await begun(options);
  await screen.findAllByRole('option');
  return begunWith;
}

const rows = (): HTMLElement[] => screen.getAllByRole('option');
const chosen = (): (string | null)[] =>
  screen.getAllByRole('option', { selected: true }).map((row) => row.dataset['jobId'] ?? null);

describe('working through a list', () => {
  it('selects_with_the_keyboard_and_ends_the_selection_with_escape', async () => {
    const { user } = await opened();
    const ids = rows().map((row) => row.dataset['jobId']);
    await user.keyboard('jxjx');
    expect(screen.getByTestId('selection-count')).toHaveTextContent('2 selected');
    expect(chosen()).toEqual(ids.slice(0, 2));
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('selection-bar')).toBeNull();
    expect(chosen()).toEqual([ids[1]]);
  });

  it('selects_a_range_with_shift', async () => {
    const { user } = await opened();
    const [first, , third] = rows();
    if (first) await user.click(first);
    await user.keyboard('{Shift>}');
    if (third) await user.click(third);
    await user.keyboard('{/Shift}');
    expect(screen.getByTestId('selection-count')).toHaveTextContent('3 selected');
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
    expect(screen.getByTestId('selection-count')).toHaveTextContent('2 selected');
  });

  it('selects_all_and_dismisses_them_for_a_reason_as_one_step', async () => {
    const { user, backend } = await opened();
    await user.keyboard('{Control>}a{/Control}');
    await screen.findByTestId('selection-bar');
    await user.keyboard('{Shift>}e{/Shift}');
    await screen.findByTestId('reason-dialog');
    await waitFor(() => expect(screen.getByTestId('reason-pay')).toHaveFocus());
    await user.keyboard('1');
    expect(await screen.findByTestId('empty')).toBeInTheDocument();
    expect(backend.shelf.counts().inbox).toBe(0);
    expect(screen.getByTestId('toast')).toHaveTextContent(/^Dismissed \(pay\): \d+ jobs/u);
    await user.keyboard('z');
    await waitFor(() => expect(rows().length).toBeGreaterThan(1));
    expect(backend.shelf.counts().inbox).toBeGreaterThan(0);
  });

  it('labels_what_is_selected_and_shows_it_on_the_rows', async () => {
    const { user } = await opened();
    await user.keyboard('jxjx');
    await user.click(screen.getByTestId('selection-labels'));
    await user.type(await screen.findByTestId('label-new'), 'later');
    await user.click(screen.getByTestId('labels-save'));
    await waitFor(() => expect(within(screen.getByTestId('job-rows')).getAllByText('later')).toHaveLength(2));
  });

  it('offers_what_can_be_done_where_the_pointer_is', async () => {
    const { user, backend } = await opened();
    const [, second] = rows();
    const id = second?.dataset['jobId'] ?? '';
    if (second) await user.pointer({ keys: '[MouseRight]', target: second });
    await user.click(await screen.findByTestId('job-menu-star'));
    await waitFor(() => expect(backend.shelf.detail(id).row.starred).toBe(true));
    expect(screen.queryByTestId('job-menu')).toBeNull();
    expect(screen.getByTestId('job-rows')).toHaveFocus();
  });

  it('sorts_and_narrows_by_a_press_and_says_so', async () => {
    const { user } = await opened({ count: 200 });
    await user.click(screen.getByTestId('sort-menu'));
    await user.click(await screen.findByTestId('sort-rate'));
    await user.click(screen.getByTestId('sort-menu'));
    await user.click(await screen.findByTestId('quick-hourly'));
    await user.keyboard('{Escape}');
    const narrowed = within(await screen.findByTestId('narrowed'));
    await waitFor(() =>
      expect(narrowed.getAllByRole('button').map((one) => one.textContent)).toEqual(['Hourly rate', 'Hourly']),
    );
    await waitFor(() => expect(rows().every((row) => /\/h|rate not given/u.test(row.textContent))).toBe(true));
    await user.click(narrowed.getByRole('button', { name: /Hourly rate/u }));
    await waitFor(() => expect(narrowed.getAllByRole('button')).toHaveLength(1));
  });
});

describe('the board', () => {
  it('moves_a_job_by_keyboard_and_takes_the_focus_along', async () => {
    const { user, backend } = await opened();
    await user.keyboard('b');
    await screen.findAllByTestId('board-card');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-testid', 'board-card'));
    const id = document.activeElement?.getAttribute('data-job-id') ?? '';
    await user.keyboard('{]}');
    await waitFor(() => expect(backend.shelf.detail(id).row.state).toBe('seen'));
    await waitFor(() =>
      expect(within(screen.getByTestId('board-seen')).getAllByTestId('board-card')).toContain(document.activeElement),
    );
    expect(document.activeElement).toHaveAttribute('data-job-id', id);
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('job-page')).toBeInTheDocument();
  });

  it('takes_the_keys_of_the_list_whatever_they_are', async () => {
    const { user, backend } = await opened({
      shortcuts: [
        { action: 'forwards', keys: ['>'] },
        { action: 'dismiss', keys: ['w'] },
      ],
    });
    await user.keyboard('b');
    expect(await screen.findByText(/with \[ and > on the keyboard/u)).toBeInTheDocument();
    const onCard = (): string | null => document.activeElement?.getAttribute('data-job-id') ?? null;
    await waitFor(() => expect(onCard()).not.toBeNull());
    const first = onCard() ?? '';
    await user.keyboard('{]}e');
    expect(backend.called).not.toContain('setJobState');
    await user.keyboard('>');
    await waitFor(() => expect(backend.shelf.detail(first).row.state).toBe('seen'));
    await user.keyboard('w');
    await waitFor(() => expect(backend.shelf.detail(first).row.state).toBe('dismissed'));
    await waitFor(() => expect(onCard()).not.toBe(first));
    await user.keyboard('z');
    await waitFor(() => expect(onCard()).toBe(first));
  });

  it('is_left_for_the_list_it_was_opened_from', async () => {
    const { user } = await opened();
    await user.keyboard('jj');
    const [id] = chosen();
    await user.keyboard('b');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-testid', 'board-card'));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByTestId('job-rows')).toHaveFocus());
    expect(chosen()).toEqual([id]);
  });

  it('gives_the_focus_to_the_list_when_it_is_left_by_its_button', async () => {
    const { user } = await opened();
    await user.keyboard('b');
    await user.click(await screen.findByRole('button', { name: 'Back to the list' }));
    await waitFor(() => expect(screen.getByTestId('job-rows')).toHaveFocus());
  });
});

describe('the settings', () => {
  it('give_the_focus_to_the_list_when_they_are_left', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('open-settings'));
    const settings = await screen.findByTestId('settings');
    within(settings).getAllByRole('button')[0]?.focus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByTestId('job-rows')).toHaveFocus());
  });
});

describe('what was done', () => {
  it('can_be_undone_one_by_one', async () => {
    const { user, backend } = await opened();
    const [first = ''] = rows().map((row) => row.dataset['jobId']);
    await user.keyboard('js');
    await waitFor(() => expect(backend.shelf.detail(first).row.state).toBe('saved'));
    await user.keyboard('j*y');
    const steps = await screen.findAllByTestId('step');
    expect(steps).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: /^Undo “Marked as saved/u }));
    await waitFor(() => expect(screen.getAllByTestId('step')).toHaveLength(1));
    expect(backend.shelf.detail(first).row.state).not.toBe('saved');
  });
});
