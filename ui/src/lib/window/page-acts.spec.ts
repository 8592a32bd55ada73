import { FakeBackend } from '$lib/ipc/fake/fake';
import { Toasts } from '$lib/shared/toasts.svelte';
import { describe, expect, it, vi } from 'vitest';
import { MainWindow } from './main-window.svelte';
import { pageActs } from './page-acts';

/** Two jobs are selected, and the page shows another one. */
async function opened() {
  const backend = new FakeBackend({ count: 60 });
  const window = new MainWindow(backend, new Toasts(), { single: false });
  await window.start(null);
  const [a = '', b = '', , d = ''] = window.list.rows.map(({ id }) => id);
  window.selection.all([a, b]);
  window.choose(d, true);
  window.follow();
  await vi.waitFor(() => expect(window.page.detail?.row.id).toBe(d));
  const state = (id: string): string => backend.shelf.detail(id).row.state;
  return { backend, window, acts: pageActs(window), a, b, d, state };
}

describe('the buttons of the job page', () => {
  it('dismiss_the_job_it_shows_and_leave_what_is_selected', async () => {
    const { window, acts, a, b, d, state } = await opened();
    acts.ondismiss();
    await vi.waitFor(() => expect(state(d)).toBe('dismissed'));
    expect([state(a), state(b)]).toEqual(['new', 'new']);
    expect([...window.selection.ids]).toEqual([a, b]);
  });

  it.each([
    ['onsave', 'saved'],
    ['onapply', 'applied'],
    ['onunread', 'new'],
  ] as const)('give_a_state_to_no_other: %s', async (act, expected) => {
    const { acts, a, b, d, state } = await opened();
    acts[act]();
    await vi.waitFor(() => expect(state(d)).toBe(expected));
    expect([state(a), state(b)]).toEqual(['new', 'new']);
  });

  it('move_it_along_its_application_alone_also_when_it_is_selected', async () => {
    const { window, acts, a, b, d, state } = await opened();
    window.selection.all([a, b, d]);
    acts.onstate('interviewing');
    await vi.waitFor(() => expect(state(d)).toBe('interviewing'));
    expect([state(a), state(b)]).toEqual(['new', 'new']);
    expect([...window.selection.ids]).toEqual([a, b]);
  });

  it('ask_about_it_alone', async () => {
    const { backend, window, acts, d } = await opened();
    acts.onreason();
    expect(window.dialog).toEqual({ kind: 'reason', ids: [d] });
    acts.onmute();
    expect(window.dialog).toMatchObject({ kind: 'mute', job: d });
    acts.onstar();
    await vi.waitFor(() => expect(backend.shelf.detail(d).row.starred).toBe(true));
    expect(window.list.rows.filter(({ starred }) => starred)).toHaveLength(1);
  });
});
