import { FakeBackend } from '$lib/ipc/fake/fake';
import { m } from '$lib/paraglide/messages';
import { Toasts } from '$lib/shared/toasts.svelte';
import { MainWindow } from '$lib/window/main-window.svelte';
import { expect, it } from 'vitest';
import { entriesOf } from './entries';

it('jobs_are_named_as_their_rows_are_also_where_they_have_no_title_any_more', async () => {
  const window = new MainWindow(new FakeBackend({ count: 5 }), new Toasts(), { single: false });
  await window.start(null);
  const id = window.list.rows[0]?.id ?? '';
  window.list.change(new Set([id]), () => ({ title: '', retention: 'erased' }));
  const entry = entriesOf(window, () => undefined).find((one) => one.id === `job-${id}`);
  expect(entry?.text).toBe(m.job_erased());
});
