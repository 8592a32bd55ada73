// The real backend: the Rust shell, through the commands and events it generates.

import type { Backend } from './backend';
import { commands, events } from './bindings';

export const tauri: Backend = {
  ...commands,
  onChanged: (tell) => events.changed.listen(({ payload }) => tell(payload)),
  onShowJob: (tell) => events.showJob.listen(({ payload }) => tell(payload)),
  onLeaving: (tell) => events.leaving.listen(() => tell()),
  onDropped: (tell) => events.dropped.listen(({ payload }) => tell(payload)),
};
