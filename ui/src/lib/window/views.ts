// The names of the lists.

import type { Search, View } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';

export function viewName(view: View, searches: readonly Search[]): string {
  switch (view.kind) {
    case 'inbox':
      return m.view_inbox();
    case 'saved':
      return m.view_saved();
    case 'applied':
      return m.view_applied();
    case 'dismissed':
      return m.view_dismissed();
    case 'all':
      return m.view_everything();
    case 'search':
      return searches.find(({ id }) => id === view.searchId)?.name ?? m.view_search();
  }
}
