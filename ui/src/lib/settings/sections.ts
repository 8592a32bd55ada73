// The parts of the settings page.

import { m } from '$lib/paraglide/messages';

export const SECTIONS = [
  'watching',
  'notifications',
  'source',
  'profile',
  'snippets',
  'appearance',
  'keyboard',
] as const;

/** A part of the settings page that other parts of the window lead to. */
export type Section = (typeof SECTIONS)[number];

export function sectionName(section: Section): string {
  switch (section) {
    case 'watching':
      return m.settings_watching();
    case 'notifications':
      return m.settings_notifications();
    case 'source':
      return m.settings_sources();
    case 'profile':
      return m.settings_profile();
    case 'snippets':
      return m.settings_snippets();
    case 'appearance':
      return m.settings_appearance();
    case 'keyboard':
      return m.settings_keyboard();
  }
}
