// What may lie over the main window.

import type { Search } from '$lib/ipc';

export type DialogShown =
  /** `text`: what a new one begins with, a link or a query. */
  | { kind: 'search'; search: Search | null; text?: string }
  | { kind: 'background'; search: Search }
  | { kind: 'keyboard' }
  | { kind: 'palette' }
  /** `client`: it may be muted by its client, too. */
  | { kind: 'mute'; job: string; client: boolean }
  /** Why jobs are dismissed, or how they are labelled: those that were meant when it was asked. */
  | { kind: 'reason' | 'labels'; ids: readonly string[] }
  /** What was done and can be taken back. */
  | { kind: 'steps' };
