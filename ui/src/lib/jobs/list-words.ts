// The names of the orders of a list and of its quick filters.

import type { QuickFilter, Sort } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

/** All orders, as they are offered. */
export const SORTS: readonly Sort[] = ['newest', 'oldest', 'rate', 'budget', 'spent', 'proposals'];

export function sortWords(sort: Sort): string {
  switch (sort) {
    case 'newest':
      return m.list_sort_newest();
    case 'oldest':
      return m.list_sort_oldest();
    case 'rate':
      return m.list_sort_rate();
    case 'budget':
      return m.list_sort_budget();
    case 'spent':
      return m.list_sort_spent();
    case 'proposals':
      return m.list_sort_proposals();
  }
}

export function quickWords(filter: QuickFilter): string {
  switch (filter) {
    case 'unread':
      return m.list_quick_unread();
    case 'starred':
      return m.list_quick_starred();
    case 'hourly':
      return m.list_quick_hourly();
    case 'fixed':
      return m.list_quick_fixed();
    case 'verified':
      return m.list_quick_verified();
    case 'early':
      return m.list_quick_early();
    case 'fitsMe':
      return m.list_quick_fits_me();
  }
}
