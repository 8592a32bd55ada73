// The main window with a backend in memory, and somebody who uses it.

import { FakeBackend, type FakeOptions } from '$lib/ipc/fake/fake';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import App from '../src/App.svelte';

export async function opened(options: Partial<FakeOptions> = {}) {
  const backend = new FakeBackend({ count: 30, ...options });
  render(App, { backend });
  const user = userEvent.setup();
  await screen.findByTestId('status-state');
  return { backend, user };
}
