// Names the wizard proposes, so that nobody has to invent one.

const WORD = /"[^"]*"|[^\s()"]+/gu;
const OPERATORS = new Set(['AND', 'OR', 'NOT', '&&', '||', '|']);
const SPOKEN_FIELDS = new Set(['title', 'description', 'skill', 'tag', 'category']);
const LONGEST = 40;
/** The marketplace's API is called by its host. */
export const MARKETPLACE_HOST = 'api.upwork.com';

/** A name for a search, from the first things its query asks for: `title:(react OR vue) rate:>=40` is “React, vue”. */
export function nameOfQuery(query: string): string {
  const wanted = [...query.matchAll(WORD)]
    .map(([text]) => text)
    .filter((text) => !OPERATORS.has(text) && !/^[-!]/u.test(text))
    .map(spoken)
    .filter((text) => text !== '');
  const name = [...new Set(wanted)].slice(0, 3).join(', ').slice(0, LONGEST).trim();
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

function spoken(text: string): string {
  const [, field, value] = /^([A-Za-z._]+):(.*)$/su.exec(text) ?? [];
  if (field !== undefined && !SPOKEN_FIELDS.has(field.toLowerCase())) return '';
  return (value ?? text).replace(/["=*]/gu, '').trim();
}

/** A name for a source: its host without `api.`, its environment, and a number where that name is taken. */
export function nameOfSource(baseUrl: string, environment: string, taken: readonly string[]): string {
  const label = environment.trim();
  return free(label === '' ? hostOf(baseUrl) : `${hostOf(baseUrl)} (${label})`, taken);
}

/** A name for a source of the marketplace's API: the host of its address, or of the service's own where it has none. */
export function nameOfHost(address: string, taken: readonly string[]): string {
  return free(URL.canParse(address) ? new URL(address).host : MARKETPLACE_HOST, taken);
}

function free(plain: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? plain : `${plain} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** The host of an address, as listings show it. What is no address stays as it is. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^api\./u, '') : address.trim();
}
