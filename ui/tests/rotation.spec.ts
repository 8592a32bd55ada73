// The rotation of a key, from the alarm to the deleted old key, as a user goes through it.

import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

describe('the rotation of a key', () => {
  it('begins_at_the_alarm_and_ends_when_the_old_key_is_deleted', async () => {
    const { backend, user } = await opened();
    const [source] = backend.keys.sources;
    if (!source) throw new Error('there is a source');
    backend.keys.sources = [{ ...source, key: { ...source.key, ageDays: 95, due: true, alarm: { calls: 7 } } }];
    await user.click(screen.getByTestId('open-settings'));
    expect(await screen.findByTestId('key-alarm')).toHaveTextContent('counted 7 calls');
    expect(screen.getByTestId('key-age')).toHaveTextContent('for 95 days: time to rotate it');

    const alarm = screen.getByTestId('key-alarm').closest<HTMLElement>('[role=alert]');
    await user.click(within(alarm ?? document.body).getByRole('button', { name: 'Rotate key' }));
    const dialog = await screen.findByRole('dialog', { name: `Rotate the key of “${source.name}”` });
    expect(within(dialog).getByRole('radio', { name: 'It may have leaked' })).toBeChecked();
    await user.click(within(dialog).getByRole('radio', { name: 'Somebody left' }));
    await user.click(within(dialog).getByTestId('key-paste'));
    await user.click(await within(dialog).findByTestId('key-replace'));

    const rotation = await screen.findByTestId('rotation');
    expect(rotation).toHaveAttribute('data-step', 'traffic');
    expect(rotation).toHaveTextContent('support@upworkjobsapi.com');
    expect(within(rotation).queryByTestId('rotation-confirm')).toBeNull();
    expect(screen.queryByTestId('key-alarm')).toBeNull();
    expect(screen.getByTestId('key-age')).toHaveTextContent('since today');

    backend.keys.traffic();
    backend.tell({ jobs: true, searches: false, sources: true, status: true });
    await user.click(await screen.findByTestId('rotation-confirm'));
    await waitFor(() => expect(screen.getByTestId('rotation')).toHaveAttribute('data-step', 'closed'));
    await user.click(screen.getByTestId('rotation-copy'));
    expect(backend.lastAddress).toContain('Please deactivate');
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(screen.queryByTestId('rotation')).toBeNull();
  });

  it('is_not_needed_when_the_calls_were_ones_own', async () => {
    const { backend, user } = await opened();
    const [source] = backend.keys.sources;
    if (!source) throw new Error('there is a source');
    backend.keys.sources = [{ ...source, key: { ...source.key, alarm: { calls: null } } }];
    await user.click(screen.getByTestId('open-settings'));
    await user.click(await screen.findByTestId('key-alarm-dismiss'));
    await waitFor(() => expect(screen.queryByTestId('key-alarm')).toBeNull());
    expect(backend.called).toContain('dismissKeyAlarm');
  });
});
