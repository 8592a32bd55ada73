// What a text that is dropped on the window asks for.

export type DropMeaning =
  /** Ids a job may be stored by. */
  | { kind: 'job'; ids: readonly string[] }
  /** A link, or a query as it is. */
  | { kind: 'link' | 'query'; text: string }
  | { kind: 'nothing' };

/** Longer texts are no query; they are something else that was dragged by a slip. */
export const LONGEST = 2_000;

const OWN = /^lapwing:\/\/job\/([^/?#]+)\/?$/iu;
/** How the marketplace's addresses name a job: `~0`, a digit that says how it was made, and its number. */
const NAMED = /(~0[0-9](\w+))/u;

export function dropMeaning(text: string): DropMeaning {
  const said = text.trim();
  const own = OWN.exec(said)?.[1];
  if (own !== undefined) return { kind: 'job', ids: [decoded(own)] };
  if (/^https?:\/\/\S+$/iu.test(said)) {
    const [, named, number] = NAMED.exec(decoded(said)) ?? [];
    return named === undefined || number === undefined
      ? { kind: 'link', text: said }
      : { kind: 'job', ids: [named, number] };
  }
  const usable = said !== '' && said.length <= LONGEST && !/^[a-z][a-z0-9+.-]*:\/\//iu.test(said);
  return usable ? { kind: 'query', text: said.replace(/\s+/gu, ' ') } : { kind: 'nothing' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
