// Everything the window may ask of the shell, and everything the shell tells it. Every command may throw a `WireError`.

import type { Changed, commands, Dropped, ShowJob } from './bindings';

export type Commands = typeof commands;

export interface Events {
  /** Calls back after every change of what is stored; the returned function ends it. */
  onChanged(tell: (changed: Changed) => void): Promise<() => void>;
  /** Calls back when a job is to be shown. */
  onShowJob(tell: (show: ShowJob) => void): Promise<() => void>;
  /** Calls back when the window is about to go; `savedAll` is the answer. */
  onLeaving(tell: () => void): Promise<() => void>;
  /** Calls back when a file was dropped on the window. */
  onDropped(tell: (dropped: Dropped) => void): Promise<() => void>;
}

export type Backend = Commands & Events;
