// The state of the watching in a word or two, and how it is coloured.

import type { WatchState } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Section } from '$lib/settings/sections';

const WORDS: Record<WatchState, () => string> = {
  watching: m.state_watching,
  paused: m.state_paused,
  checking: m.state_checking,
  offline: m.state_offline,
  limited: m.state_limited,
  keyRejected: m.state_key_rejected,
  keyMissing: m.state_key_missing,
  failing: m.state_failing,
  noSource: m.state_no_source,
  noSearch: m.state_no_search,
  elsewhere: m.state_elsewhere,
};

export function stateWords(state: WatchState): string {
  return WORDS[state]();
}

/** `good`: it watches; `rest`: it does not, and that is meant; `warn` and `bad`: it should and cannot. */
export function stateTone(state: WatchState): 'good' | 'rest' | 'warn' | 'bad' {
  switch (state) {
    case 'watching':
    case 'checking':
    case 'elsewhere':
      return 'good';
    case 'paused':
    case 'noSource':
    case 'noSearch':
      return 'rest';
    case 'offline':
    case 'limited':
    case 'failing':
      return 'warn';
    case 'keyRejected':
    case 'keyMissing':
      return 'bad';
  }
}

/** The part of the settings where the state can be changed. */
export function stateSection(state: WatchState): Section {
  return ['keyRejected', 'keyMissing', 'noSource', 'offline', 'failing'].includes(state) ? 'source' : 'watching';
}
