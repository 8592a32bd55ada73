// How well a name fits what was typed.

/** What a fit is worth: the better one wins whatever follows. */
const WORTH = { start: 100, word: 80, inside: 50, initials: 40, letters: 20 } as const;

/**
 * How well `text` fits `typed`: 0 when it does not. Every word that was typed has to be found, in any order: at the
 * start, at the start of a word, anywhere, or, unless `strict`, as the initials of words or as letters in their order
 * with others between them.
 */
export function fit(text: string, typed: string, strict = false): number {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  const name = plain(text);
  let sum = 0;
  for (const word of words) {
    const worth = fitOf(name, word, strict);
    if (worth === 0) return 0;
    sum += worth;
  }
  // Of two names that fit alike, the shorter one is fitted more of.
  return words.length === 0 ? 1 : sum / words.length + 1 / (1 + name.length);
}

function fitOf(name: string, word: string, strict: boolean): number {
  const at = name.indexOf(word);
  if (at === 0) return WORTH.start;
  if (at > 0) return startsWord(name, word, at) ? WORTH.word : WORTH.inside;
  if (strict) return 0;
  return isInitials(name, word) ? WORTH.initials : lettersOf(name, word);
}

/** Whether every letter begins a word, in the order of the words; some may be passed over. */
function isInitials(name: string, word: string): boolean {
  const initials = (name.match(/[\p{L}\p{N}]+/gu) ?? []).map((part) => part.charAt(0));
  let from = 0;
  return Array.from(word).every((letter) => (from = initials.indexOf(letter, from) + 1) > 0);
}

function startsWord(name: string, word: string, from: number): boolean {
  for (let at = from; at >= 0; at = name.indexOf(word, at + 1))
    if (!/[\p{L}\p{N}]/u.test(name.charAt(at - 1))) return true;
  return false;
}

/** Less the more letters lie between; nothing for letters that are far apart, which would fit anything. */
function lettersOf(name: string, word: string): number {
  const first = name.indexOf(word.charAt(0));
  let at = first - 1;
  for (const letter of word) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return 0;
  }
  const between = at - first + 1 - word.length;
  return between > word.length * 2 ? 0 : WORTH.letters / (1 + between);
}

/** Without capitals and accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
