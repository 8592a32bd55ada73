// What the buttons of the job page do: always with the job it shows, whatever is chosen or selected in the list.

import type { JobActs } from '$lib/jobs/page/acts';
import type { MainWindow } from './main-window.svelte';

type Acts = 'onopen' | 'onsave' | 'onapply' | 'onstate' | 'ondismiss' | 'onreason' | 'onstar' | 'onunread' | 'onmute';

export function pageActs(window: MainWindow): Pick<JobActs, Acts> {
  const { acts, page } = window;
  /** The page stays until the next one is there, so the one that is shown is asked. */
  const own = (act: (id: string) => void): void => {
    if (page.detail !== null) act(page.detail.row.id);
  };
  return {
    onopen: () => own((id) => acts.open(id)),
    onsave: () => own((id) => acts.save([id])),
    onapply: () => own((id) => acts.apply([id])),
    onstate: (state) => own((id) => acts.state(state, null, [id])),
    ondismiss: () => own((id) => acts.dismiss([id])),
    onreason: () => own((id) => window.askOf('reason', [id])),
    onstar: () => own((id) => acts.star([id])),
    onunread: () => own((id) => acts.unread([id])),
    onmute: () => own((id) => window.askToMute(id)),
  };
}
