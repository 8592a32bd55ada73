// How what is found is told: chosen with a search, and muted from a job.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

describe('a search', () => {
  it('is_told_at_times_of_day_and_in_quiet_hours_if_that_is_chosen_and_shows_so_again', async () => {
    const { backend, user } = await opened();
    await user.click(screen.getByTestId('add-search'));
    await user.type(screen.getByTestId('search-name'), 'Rust only');
    await user.type(screen.getByTestId('search-query'), 'rust');
    await user.click(screen.getByRole('radio', { name: 'In a summary' }));
    await user.click(screen.getByRole('radio', { name: 'At times of day' }));
    await user.click(screen.getByTestId('digest-add'));
    await user.type(screen.getByLabelText('Time 2'), '17:30');
    await user.click(screen.getByRole('switch', { name: 'Also in quiet hours' }));
    await user.click(screen.getByTestId('search-save'));
    await screen.findByRole('listbox', { name: 'Rust only' });
    const told = { notify: 'digest', digest: { kind: 'at', times: ['09:00', '17:30'] }, breaksQuiet: true };
    expect((await backend.searches()).at(-1)).toMatchObject(told);

    const menus = screen.getAllByRole('button', { name: /Actions for “Rust only”/u });
    await user.click(menus[0] as HTMLElement);
    await user.click(await screen.findByText('Edit the search'));
    const fields = await screen.findByTestId('digest-times');
    expect(within(fields).getByLabelText('Time 2')).toHaveValue('17:30');
    expect(screen.getByRole('switch', { name: 'Also in quiet hours' })).toBeChecked();
  });

  it('is_not_saved_with_minutes_that_cannot_be_and_puts_the_caret_there', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('add-search'));
    await user.type(screen.getByTestId('search-name'), 'Rust only');
    await user.type(screen.getByTestId('search-query'), 'rust');
    await user.click(screen.getByRole('radio', { name: 'In a summary' }));
    await user.clear(screen.getByTestId('digest-minutes'));
    await user.click(screen.getByTestId('search-save'));
    await waitFor(() => expect(screen.getByTestId('digest-minutes')).toHaveFocus());
    expect(screen.getByText(/From 1 to 10,080 minutes/u)).toBeInTheDocument();
  });

  it('that_tells_nothing_has_no_quiet_hours_to_break', async () => {
    const { user } = await opened();
    await user.click(screen.getByTestId('add-search'));
    await user.click(await screen.findByRole('radio', { name: 'Not at all' }));
    expect(screen.queryByRole('switch', { name: 'Also in quiet hours' })).toBeNull();
  });
});

describe('a job', () => {
  it('has_its_client_muted_by_key_and_that_taken_back', async () => {
    const { backend, user } = await opened();
    await screen.findAllByRole('option');
    await user.keyboard('jm');
    await screen.findByTestId('mute-dialog');
    await user.click(screen.getByRole('radio', { name: '30 days' }));
    await user.click(screen.getByTestId('mute-save'));
    expect(await screen.findByTestId('toast')).toHaveTextContent('Muted this client for 30 days');
    expect(screen.queryByTestId('mute-dialog')).toBeNull();
    expect(backend.deliveries.state.mutes).toHaveLength(1);
    await user.keyboard('z');
    await waitFor(() => expect(backend.deliveries.state.mutes).toEqual([]));
  });

  it('leads_to_muting_a_word_which_stays_written_when_it_is_refused', async () => {
    const { backend, user } = await opened();
    await screen.findAllByRole('option');
    await user.keyboard('j');
    await user.click(await screen.findByTestId('action-more'));
    await user.click(await screen.findByText('Mute the client, or a word'));
    await user.click(await screen.findByRole('radio', { name: 'A word' }));
    await user.type(screen.getByTestId('mute-dialog-word'), '--{Enter}');
    expect(await screen.findByText(/letter or a digit/u)).toBeInTheDocument();
    await user.clear(screen.getByTestId('mute-dialog-word'));
    await user.type(screen.getByTestId('mute-dialog-word'), 'crypto{Enter}');
    await waitFor(() => expect(screen.queryByTestId('mute-dialog')).toBeNull());
    expect(backend.deliveries.state.mutes).toMatchObject([{ label: 'crypto', client: false }]);
  });
});
