// The palette in the window: what it offers where, and what comes of it.

import { screen, waitFor, within } from '@testing-library/svelte';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

async function palette(user: UserEvent): Promise<HTMLElement> {
  await user.keyboard('{Control>}k{/Control}');
  const field = await screen.findByTestId('palette-input');
  await waitFor(() => expect(field).toHaveFocus());
  return field;
}

const offered = (): (string | null)[] =>
  screen.getAllByTestId('palette-entry').map((entry) => entry.querySelector('.text')?.textContent ?? null);

describe('the palette', () => {
  it('opens_by_its_key_and_gives_the_focus_back_when_it_closes', async () => {
    const { user } = await opened();
    const list = screen.getByRole('listbox', { name: 'Inbox' });
    list.focus();
    await palette(user);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('palette')).toBeNull());
    await waitFor(() => expect(list).toHaveFocus());
  });

  it('does_what_is_chosen_with_the_keys_beside_it', async () => {
    const { user } = await opened();
    await screen.findAllByRole('option');
    await user.keyboard('j');
    await palette(user);
    await user.keyboard('save or');
    const [first] = screen.getAllByTestId('palette-entry');
    expect(first).toHaveTextContent('Save, or let go');
    expect(first?.querySelector('kbd')).toHaveTextContent('s');
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('toast')).toHaveTextContent('Saved');
    expect(screen.queryByTestId('palette')).toBeNull();
  });

  it('leads_to_lists_searches_settings_and_jobs', async () => {
    const { user } = await opened();
    await screen.findAllByRole('option');
    await palette(user);
    await user.keyboard('applied{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Applied' })).toBeInTheDocument();
    await palette(user);
    await user.keyboard('rust desk{Enter}');
    expect(await screen.findByRole('listbox', { name: 'Rust desktop' })).toBeInTheDocument();
    const [row] = screen.getAllByRole('option');
    const title = row?.querySelector('.title')?.textContent.trim() ?? '';
    await palette(user);
    await user.keyboard(`${title}{Enter}`);
    await waitFor(() => expect(screen.getByTestId('job-page')).toHaveAttribute('data-job-id', row?.dataset['jobId']));
    await palette(user);
    await user.keyboard('appearance{Enter}');
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Appearance' })).toHaveFocus());
  });

  it('puts_the_caret_where_an_action_wants_it_and_not_back_to_the_list', async () => {
    const { user } = await opened();
    screen.getByRole('listbox', { name: 'Inbox' }).focus();
    await palette(user);
    await user.keyboard('search in this{Enter}');
    await waitFor(() => expect(screen.getByTestId('filter')).toHaveFocus());
  });

  it('offers_only_what_makes_sense_there', async () => {
    const { user } = await opened();
    await screen.findAllByRole('option');
    await palette(user);
    expect(offered()).not.toContain('Dismiss with a reason');
    expect(offered()).not.toContain('Inbox');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('palette')).toBeNull());
    await user.keyboard('j{Control>},{/Control}');
    await screen.findByTestId('keyboard-settings');
    await palette(user);
    expect(offered()).not.toContain('Settings');
    expect(offered()).not.toContain('Next job');
    expect(offered()).toContain('Inbox');
  });

  it('says_when_nothing_is_called_that', async () => {
    const { user } = await opened();
    await palette(user);
    await user.keyboard('qqqq');
    expect(screen.getByTestId('palette-none')).toHaveTextContent('Nothing here is called “qqqq”.');
    expect(within(screen.getByTestId('palette')).queryByRole('listbox')).toBeNull();
  });
});
