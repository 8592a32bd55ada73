// A source's key in words: whether it works, and where it is.

import type { Source } from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/text/formats';

export function keyStateWords(state: Source['keyState']): string {
  switch (state) {
    case 'accepted':
      return m.key_accepted();
    case 'rejected':
      return m.key_rejected();
    case 'missing':
      return m.key_missing();
    case 'locked':
      return m.key_locked();
    case 'unknown':
      return m.key_unknown();
  }
}

export function keyPlaceWords(place: Source['keyPlace']): string {
  switch (place) {
    case 'keyring':
      return m.key_in_keyring();
    case 'environment':
      return m.key_in_environment();
    case 'session':
      return m.key_in_session();
    case 'builtIn':
      return m.key_built_in();
  }
}

export function usageWords({ callsThisMonth, monthLimit }: Source, formats: Formats): string {
  const used = formats.number(callsThisMonth);
  if (monthLimit !== null) return m.usage_calls_of({ used, limit: formats.number(monthLimit) });
  return callsThisMonth === 1 ? m.usage_calls_one() : m.usage_calls({ used });
}
