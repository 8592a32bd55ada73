// What a snippet can stand for, filled in from a job or from what the user says of themselves.

import { m } from '$lib/paraglide/messages';

/** The names between braces that the engine knows, in the order they are offered. */
export const PLACEHOLDERS: readonly { name: string; says: () => string }[] = [
  { name: 'title', says: m.snippet_of_title },
  { name: 'skills', says: m.snippet_of_skills },
  { name: 'pay', says: m.snippet_of_pay },
  { name: 'client.country', says: m.snippet_of_country },
  { name: 'rate', says: m.snippet_of_rate },
];

/** What a placeholder is, in words; one that is not known is named as it is written. */
export function placeholderWords(name: string): string {
  return PLACEHOLDERS.find((placeholder) => placeholder.name === name)?.says() ?? `{${name}}`;
}

/** What the job does not say, apart from what is no placeholder at all. */
export function sorted(left: readonly string[]): { missing: string[]; unknown: string[] } {
  const known = (name: string): boolean => PLACEHOLDERS.some((placeholder) => placeholder.name === name);
  return { missing: left.filter(known), unknown: left.filter((name) => !known(name)) };
}

/** The text with a placeholder over what is selected, and where the caret is then. */
export function inserted(text: string, name: string, start: number, end: number): { text: string; caret: number } {
  const placeholder = `{${name}}`;
  return { text: text.slice(0, start) + placeholder + text.slice(end), caret: start + placeholder.length };
}
