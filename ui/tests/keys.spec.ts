// Other keys for an action, from the settings to the keyboard, the hints and the map.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

describe('other keys', () => {
  it('are_recorded_kept_and_used_everywhere', async () => {
    const { backend, user } = await opened();
    await screen.findAllByRole('option');
    await user.keyboard('{Control>},{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Change s for “Save, or let go”' }));
    await user.keyboard('{Control>}d{/Control}');
    await waitFor(async () =>
      expect((await backend.appState()).preferences.shortcuts).toEqual([{ action: 'save', keys: ['Ctrl+d'] }]),
    );
    await user.keyboard('{Escape}');
    await user.keyboard('j');
    expect(await screen.findByTestId('action-save')).toHaveTextContent('Ctrl D');
    expect(screen.getByTestId('action-save')).toHaveAttribute('aria-keyshortcuts', 'Control+D');
    expect(screen.getByTestId('view-inbox')).not.toHaveAttribute('aria-keyshortcuts');
    await user.keyboard('s');
    expect(backend.called).not.toContain('setJobState');
    await user.keyboard('{Control>}d{/Control}');
    await waitFor(() => expect(backend.called).toContain('setJobState'));
    await user.keyboard('?');
    expect(within(await screen.findByTestId('keyboard-map')).getByText('Ctrl D')).toBeInTheDocument();
  });

  it('are_taken_from_what_has_them_only_when_that_is_said', async () => {
    const { user } = await opened();
    await user.keyboard('{Control>},{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Change Home for “First job”' }));
    await user.keyboard('{End}');
    expect(await screen.findByText('End belongs to “Last job”.')).toBeInTheDocument();
    await user.click(screen.getByTestId('shortcut-take'));
    expect(await screen.findByRole('button', { name: 'Change End for “First job”' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add a key for “First job”' })).toHaveFocus();
    await user.click(screen.getByTestId('shortcut-reset-all'));
    expect(await screen.findByRole('button', { name: 'Change Home for “First job”' })).toBeInTheDocument();
  });

  it('stay_where_they_are_when_the_question_is_left_by_escape', async () => {
    const { user } = await opened();
    await user.keyboard('{Control>},{/Control}');
    await user.click(await screen.findByRole('button', { name: 'Change Home for “First job”' }));
    await user.keyboard('{End}');
    await screen.findByText('End belongs to “Last job”.');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByText('End belongs to “Last job”.')).toBeNull());
    expect(screen.getByTestId('settings')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add a key for “First job”' })).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('settings')).toBeNull());
  });

  it('are_there_from_the_start', async () => {
    const { user, backend } = await opened({ shortcuts: [{ action: 'check', keys: ['w'] }] });
    await user.keyboard('w');
    await waitFor(() => expect(backend.called).toContain('checkNow'));
  });
});
