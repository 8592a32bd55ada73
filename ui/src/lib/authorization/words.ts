// Access in words.

import type { Authorization } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/text/formats';

export function accessWords(state: Authorization['state']): string {
  switch (state) {
    case 'none':
      return m.access_none();
    case 'authorized':
      return m.access_authorized();
    case 'gone':
      return m.access_gone();
  }
}

/** Until when access lasts without being renewed; null where there is none. */
export function renewWords({ state, renewBy }: Authorization, now: number, formats: Formats): string | null {
  if (state !== 'authorized' || renewBy === null) return null;
  return m.access_renew_by({ time: formats.moment(renewBy, now) });
}

/** `4:07`. */
export function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
