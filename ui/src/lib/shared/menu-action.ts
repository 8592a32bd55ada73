// A line of a menu.

import type { Component } from 'svelte';

export interface MenuAction {
  label: string;
  icon: Component<{ size?: number }>;
  /** The way by keys to do the same. */
  keys?: string;
  disabled?: boolean;
  /** Why it is not offered now. */
  why?: string | null;
  run: () => void;
}
