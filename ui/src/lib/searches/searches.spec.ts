import type { Search } from '$lib/ipc';
import { FakeBackend } from '$lib/ipc/fake/fake';
import { Undo } from '$lib/jobs/undo.svelte';
import { Toasts } from '$lib/shared/toasts.svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { Searches } from './searches.svelte';

let backend: FakeBackend;
let searches: Searches;
let toasts: Toasts;

const at = (place: number): Search => {
  const search = searches.all[place];
  if (!search) throw new Error('there are not so many searches');
  return search;
};
const names = (): string[] => searches.all.map(({ name }) => name);

async function loaded(failing: string[] = []): Promise<void> {
  backend = new FakeBackend({ count: 3, searches: 3, failing });
  toasts = new Toasts();
  searches = new Searches(backend, new Undo(backend, toasts), toasts);
  await searches.load();
}

beforeEach(() => loaded());

describe('moving a search', () => {
  it('shows_it_at_once_and_keeps_it', async () => {
    const [first, second, third] = names();
    const moving = searches.move(at(2).id, at(0).id);
    expect(names()).toEqual([third, first, second]);
    await moving;
    expect((await backend.searches()).map(({ name }) => name)).toEqual([third, first, second]);
    expect(searches.spoken).toBe(`${third} is now 1 of 3`);
  });

  it('goes_one_place_up_or_down_and_stops_at_the_ends', async () => {
    const [first, second, third] = names();
    await searches.step(at(0).id, 1);
    expect(names()).toEqual([second, first, third]);
    await searches.step(at(1).id, 1);
    expect(names()).toEqual([second, third, first]);
    await searches.step(at(2).id, 1);
    await searches.step(at(0).id, -1);
    expect(names()).toEqual([second, third, first]);
  });

  it('asks_for_nothing_when_it_stays_where_it_is', async () => {
    await searches.move(at(0).id, at(1).id);
    await searches.move(at(2).id, null);
    expect(backend.called).not.toContain('moveSearch');
  });

  it('takes_it_back_when_it_cannot_be_kept', async () => {
    await loaded(['moveSearch']);
    const before = names();
    await searches.move(at(2).id, at(0).id);
    expect(names()).toEqual(before);
    expect(toasts.shown).toHaveLength(1);
  });
});
