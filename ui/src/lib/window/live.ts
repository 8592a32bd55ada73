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

/** A function that is told what changed and has the parts concerned look again, each once at a time. */
export function live({ list, page, searches, watching }: Refreshed): (changed: Changed) => void {
  const jobs = coalesced(async () => {
    await Promise.all([list.refresh(), page.refresh()]);
  });
  const lists = coalesced(() => searches.load());
  const status = coalesced(() => watching.load());
  return (changed) => {
    if (changed.jobs || changed.searches) {
      void jobs();
      void lists();
    }
    if (changed.status || changed.sources) void status();
  };
}
