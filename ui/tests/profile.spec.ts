// About the user, on the settings page.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

async function onSettings() {
  const { backend, user } = await opened();
  await user.click(screen.getByTestId('open-settings'));
  await screen.findByTestId('profile-country');
  return { backend, user };
}

describe('about the user', () => {
  it('says_what_it_is_for_and_that_it_stays_here', async () => {
    await onSettings();
    const said = screen.getByTestId('profile');
    expect(within(said).getByText('fits:me', { selector: 'code' })).toBeInTheDocument();
    expect(said).toHaveTextContent('stays on this computer');
  });

  it('is_saved_part_by_part_as_fields_are_left_and_levels_chosen', async () => {
    const { backend, user } = await onSettings();
    await user.type(screen.getByLabelText('Country'), 'de');
    await user.tab();
    await waitFor(() => expect(screen.getByTestId('profile-country')).toHaveValue('Germany'));
    await user.click(screen.getByRole('radio', { name: 'Fluent' }));
    await waitFor(() => expect(backend.me).toMatchObject({ country: { code: 'DE' }, english: 'fluent' }));
    expect(screen.getByRole('radio', { name: 'Fluent' })).toBeChecked();
  });

  it('leaves_the_caret_where_it_is_when_a_part_is_saved_or_something_else_changes', async () => {
    const { backend, user } = await onSettings();
    await user.type(screen.getByLabelText('Country'), 'de');
    await user.tab();
    await user.keyboard('e');
    await waitFor(() => expect(backend.me.country).not.toBeNull());
    backend.match({ searches: ['Rust'], lookedAt: 500, stored: 100_000 });
    await screen.findByTestId('matching');
    await user.keyboard('n');
    expect(screen.getByLabelText('Languages')).toHaveFocus();
    expect(screen.getByLabelText('Languages')).toHaveValue('en');
  });

  it('shows_under_the_field_why_a_value_is_refused', async () => {
    const { user } = await onSettings();
    const field = screen.getByLabelText('Job success score');
    await user.type(field, '101');
    await user.tab();
    await waitFor(() => expect(field).toHaveAccessibleDescription('jss takes a percentage from 0 to 100, not "101".'));
    expect(field).toHaveValue('101');
    expect(field).toHaveAttribute('aria-invalid', 'true');
  });

  it('is_saved_when_the_page_is_left_from_within_a_field', async () => {
    const { backend, user } = await onSettings();
    await user.type(screen.getByLabelText('Hours worked'), '1200');
    backend.show('1');
    await waitFor(() => expect(screen.queryByTestId('settings')).toBeNull());
    await waitFor(() => expect(backend.me.hours).toBe(1_200));
  });
});
