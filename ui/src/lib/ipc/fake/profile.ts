// The fake's profile: what the user says of themselves, read a little less cleverly than the engine reads it.

import type { Country, English, Profile, ProfileKey } from '../bindings';
import { refusal } from './shelf';

const COUNTRIES: readonly Country[] = [
  { code: 'DE', name: 'Germany' },
  { code: 'NO', name: 'Norway' },
  { code: 'US', name: 'United States' },
];
const ENGLISH: readonly English[] = ['basic', 'conversational', 'fluent', 'native'];

/** A profile with one part said anew; throws the engine's sentence for what it does not take. */
export function said(me: Profile, key: ProfileKey, value: string): Profile {
  const text = value.trim();
  switch (key) {
    case 'country':
      return { ...me, country: text === '' ? null : country(text) };
    case 'languages':
      return { ...me, languages: text.split(/[,\s]+/u).filter((code) => code !== '') };
    case 'english':
      return { ...me, english: ENGLISH.find((level) => level === text) ?? null };
    case 'jobSuccess':
      return { ...me, jobSuccess: number(text, 'jss', 'a percentage from 0 to 100', 100) };
    case 'hours':
      return { ...me, hours: number(text, 'hours', 'a number of hours', 1_000_000) };
    case 'rateFloor':
      return { ...me, rateFloor: number(text, 'rate_floor', 'an amount per hour', 1_000_000) };
  }
}

function country(text: string): Country {
  const wanted = text.toLowerCase();
  const found = COUNTRIES.find(({ code, name }) => [code, name].some((word) => word.toLowerCase() === wanted));
  if (!found) throw refusal('invalid', `\`country\` takes the code or English name of a country, not "${text}".`);
  return found;
}

function number(text: string, word: string, expected: string, most: number): number | null {
  if (text === '') return null;
  const value = Number(text.replace(/^\$|%$/gu, ''));
  if (!(value >= 0 && value <= most)) throw refusal('invalid', `\`${word}\` takes ${expected}, not "${text}".`);
  return value;
}
