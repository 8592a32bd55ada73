import { describe, expect, it } from 'vitest';
import { coalesced } from './coalesce';

function counted() {
  const open: (() => void)[] = [];
  let runs = 0;
  const work = coalesced(() => {
    runs += 1;
    return new Promise<void>((resolve) => open.push(resolve));
  });
  return { work, runs: () => runs, finish: () => open.shift()?.() };
}

/** Lets everything happen that waits for nothing but its turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('coalesced work', () => {
  it('runs_once_more_for_all_calls_that_came_while_it_ran', async () => {
    const { work, runs, finish } = counted();
    void work();
    const later = [work(), work(), work()];
    expect(runs()).toBe(1);
    finish();
    await settled();
    expect(runs()).toBe(2);
    finish();
    await Promise.all(later);
    expect(runs()).toBe(2);
  });

  it('runs_again_when_it_is_called_after_it_ended', async () => {
    const { work, runs, finish } = counted();
    const first = work();
    finish();
    await first;
    void work();
    expect(runs()).toBe(2);
  });

  it('goes_on_after_it_failed', async () => {
    let runs = 0;
    const work = coalesced(() => {
      runs += 1;
      return runs === 1 ? Promise.reject(new Error('once')) : Promise.resolve();
    });
    const failing = work();
    const second = work();
    await expect(failing).rejects.toThrow('once');
    await second;
    expect(runs).toBe(2);
  });
});
