import { FakeBackend } from '$lib/ipc/fake/fake';
import { trouble, type Trouble } from '$lib/ipc/fake/troubles';
import { describe, expect, it, vi } from 'vitest';
import { NotificationTest } from './notification-test.svelte';

function setUp(...troubles: Trouble[]) {
  const say = vi.fn<(text: string) => void>();
  const fake = trouble(new FakeBackend({ setupDone: false }), ...troubles);
  return { fake, say, test: new NotificationTest(fake, say) };
}

describe('the test notification', () => {
  it('is asked about once it is out', async () => {
    const { test } = setUp();
    await test.send();
    expect(test).toMatchObject({ sent: true, problem: null, seen: null });
    test.answer(true);
    expect(test.seen).toBe(true);
  });

  it('asks again after another one', async () => {
    const { test } = setUp();
    await test.send();
    test.answer(false);
    await test.send();
    expect(test.seen).toBeNull();
  });

  it('says that nothing on this computer shows notifications', async () => {
    const { test, say } = setUp('no-notifications');
    await test.send();
    expect(test.sent).toBe(false);
    expect(test.problem).toContain('Matches are still in the window');
    expect(say).toHaveBeenLastCalledWith(test.problem);
  });

  it('says what was thrown', async () => {
    const fake = new FakeBackend({ setupDone: false, failing: ['testNotification'] });
    const test = new NotificationTest(fake, () => undefined);
    await test.send();
    expect(test).toMatchObject({ sent: false, sending: false });
    expect(test.problem).toContain('could not be reached');
  });
});
