// Keeps what the window shows true while things change underneath.

import type { Changed } from '$lib/ipc';
import { coalesced } from './coalesce';

/** Parts of the window that can be asked to look again. */
export interface Refreshed {
  list: { refresh: () => Promise<void> };
  page: { refresh: () => Promise<void> };
  searches: { load: () => Promise<void> };
  watching: { load: () => Promise<void> };
}

/** Rest before the parts look again, in milliseconds: going through a list changes something with every job. */
const REST = 120;

export interface Live {
  /** Is told what changed and has the parts concerned look again, each once at a time. */
  tell: (changed: Changed) => void;
  /** Forgets what was to be looked at again. */
  stop: () => void;
}

export function live({ list, page, searches, watching }: Refreshed): Live {
  const jobs = coalesced(async () => {
    await Promise.all([list.refresh(), page.refresh(), searches.load()]);
  });
  const status = coalesced(() => watching.load());
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const tell = (changed: Changed): void => {
    if (changed.jobs || changed.searches) {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        void jobs();
      }, REST);
    }
    if (changed.status || changed.sources) void status();
  };
  return { tell, stop: () => clearTimeout(waiting) };
}
