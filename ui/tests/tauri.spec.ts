// The real backend calls each command by its name and with the names of its arguments. The shell's own test keeps the
// names and types in step; this one keeps the adapter honest.

import { tauri } from '$lib/ipc/tauri';
import { FakeBackend } from '$lib/ipc/fake/fake';
import { searchInput } from '$lib/ipc/fake/searches';
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let calls: [command: string, args: unknown][];

beforeEach(() => {
  calls = [];
  mockIPC(
    (command, args) => {
      calls.push([command, args]);
      if (command === 'open_job') throw { code: 'invalid', message: 'Not an address.' } as unknown as Error;
    },
    { shouldMockEvents: true },
  );
});
afterEach(clearMocks);

describe('the real backend', () => {
  it('has_what_the_fake_has', () => {
    const fake = new FakeBackend() as unknown as Record<string, unknown>;
    const missing = Object.keys(tauri).filter((name) => typeof fake[name] !== 'function');
    expect(missing).toEqual([]);
  });

  it('names_commands_as_rust_does', async () => {
    const commands = Object.entries(tauri).filter(([name]) => !/^on[A-Z]/u.test(name) && name !== 'openJob');
    for (const [name, call] of commands) {
      await (call as () => Promise<unknown>)();
      expect(calls.at(-1)?.[0]).toBe(name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`));
    }
  });

  it('names_arguments_as_the_contract_does', async () => {
    await tauri.setSourceEnabled('k1', false);
    await tauri.testHeldKey('http://127.0.0.1:4000');
    await tauri.editSearch('s1', searchInput('Rust', 'rust'));
    expect(calls.map(([, args]) => args)).toEqual([
      { id: 'k1', enabled: false },
      { baseUrl: 'http://127.0.0.1:4000' },
      { id: 's1', search: searchInput('Rust', 'rust') },
    ]);
  });

  it('throws_what_the_shell_throws', async () => {
    await expect(tauri.openJob('1')).rejects.toEqual({ code: 'invalid', message: 'Not an address.' });
  });
});
