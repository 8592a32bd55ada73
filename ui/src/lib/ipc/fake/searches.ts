// The searches that the fake begins with.

import type { Notify, SearchInput } from '../bindings';

/** A search as it is added, told as searches are at first but for `notify`. */
export function searchInput(name: string, query: string, notify: Notify = 'silent'): SearchInput {
  const digest = { kind: 'every', minutes: 60 } as const;
  return { name, query, notify, digest, breaksQuiet: false, sources: null, background: false };
}

export const SEARCHES: readonly SearchInput[] = [
  searchInput('Rust desktop', 'rust (tauri OR desktop) -wordpress', 'instant'),
  searchInput('Svelte, senior', 'svelte', 'instant'),
  searchInput('Data pipelines', 'python OR kafka OR bigquery', 'digest'),
  searchInput('Technical writing', '"technical writing"'),
  searchInput('Shopify', 'shopify'),
];
