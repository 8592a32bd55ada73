import type { Search } from '$lib/ipc';
import { FakeBackend } from '$lib/ipc/fake/fake';
import { Undo } from '$lib/jobs/undo.svelte';
import { Toasts } from '$lib/shared/toasts.svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
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
    expect(searches.spoken).toBe('');
  });

  it('loses_no_step_when_steps_come_faster_than_answers', async () => {
    const [first, second, third] = names();
    const { id } = at(0);
    backend.onChanged(() => void searches.load()).catch(() => undefined);
    const steps = [searches.step(id, 1)];
    await Promise.resolve();
    void searches.load();
    steps.push(searches.step(id, 1));
    await Promise.all(steps);
    expect(names()).toEqual([second, third, first]);
    expect((await backend.searches()).map(({ name }) => name)).toEqual([second, third, first]);
    expect(searches.spoken).toBe(`${first} is now 3 of 3`);
  });

  it('asks_for_one_move_after_the_other', async () => {
    let under = 0;
    let most = 0;
    const { moveSearch } = backend;
    vi.spyOn(backend, 'moveSearch').mockImplementation(async (...args) => {
      most = Math.max(most, (under += 1));
      const moved = await moveSearch(...args);
      under -= 1;
      return moved;
    });
    const { id } = at(0);
    await Promise.all([searches.step(id, 1), searches.step(id, 1)]);
    expect(most).toBe(1);
  });
});

describe('the searches', () => {
  it('are_those_of_the_last_question_when_answers_overtake_each_other', async () => {
    const before = names();
    const { all } = searches;
    let answer = (): void => undefined;
    vi.spyOn(backend, 'searches').mockReturnValueOnce(
      new Promise((resolve) => (answer = () => resolve(all.slice(0, 1)))),
    );
    const late = searches.load();
    await searches.load();
    answer();
    await late;
    expect(names()).toEqual(before);
  });
});
