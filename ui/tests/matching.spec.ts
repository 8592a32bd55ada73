// Matching stored jobs, in the status line.

import { screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { opened } from './opened';

const RUST = { searches: ['Rust', 'Data'], lookedAt: 12_000, stored: 100_000 };

describe('matching stored jobs', () => {
  it('shows_how_far_it_is_and_can_be_stopped', async () => {
    const { backend, user } = await opened();
    backend.match(RUST);
    const shown = await screen.findByTestId('matching');
    expect(shown).toHaveTextContent('Matching stored jobs: 12,000 of 100,000');
    expect(shown).toHaveAttribute('title', 'For Rust and Data');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(screen.queryByTestId('matching')).toBeNull());
    expect(backend.called).toContain('stopMatching');
  });

  it('tells_a_screen_reader_that_it_begins_and_ends_and_no_step_between', async () => {
    const { backend } = await opened();
    const spoken = screen.getByTestId('matching-spoken');
    const said: (string | null)[] = [];
    const ears = new MutationObserver(() => said.push(spoken.textContent));
    ears.observe(spoken, { childList: true, characterData: true, subtree: true });
    for (const lookedAt of [12_000, 12_500, 13_000]) {
      backend.match({ ...RUST, lookedAt });
      await waitFor(() => expect(screen.getByTestId('matching')).toHaveTextContent(lookedAt.toLocaleString('en')));
      expect(screen.getByTestId('matching').closest('[role=status], [aria-live]')).toBeNull();
    }
    backend.match(null);
    await waitFor(() => expect(said).toEqual(['Matching stored jobs', 'Matching stored jobs has ended']));
    expect(spoken).toHaveAttribute('role', 'status');
  });
});
