// How a text changed, shortened: what stayed the same is kept only beside what did not.

import type { DiffPart } from '$lib/ipc';

export interface Shown {
  kind: DiffPart['kind'] | 'gap';
  text: string;
}

/** Characters of unchanged text kept beside a change. */
const BESIDE = 60;

/** Cuts long stretches that stayed the same, at a space where there is one. */
export function elided(parts: readonly DiffPart[], beside = BESIDE): Shown[] {
  return parts.flatMap(({ kind, text }, place): Shown[] => {
    if (kind !== 'same' || text.length <= beside * 2 + 20) return text === '' ? [] : [{ kind, text }];
    const before = place === 0 ? '' : head(text, beside);
    const after = place === parts.length - 1 ? '' : tail(text, beside);
    const kept: Shown[] = [
      { kind, text: before },
      { kind: 'gap', text: '…' },
      { kind, text: after },
    ];
    return kept.filter((part) => part.text !== '');
  });
}

function head(text: string, length: number): string {
  const cut = whole(text.slice(0, length));
  const space = cut.lastIndexOf(' ');
  return space > length / 2 ? cut.slice(0, space + 1) : cut;
}

function tail(text: string, length: number): string {
  const cut = text.slice(-length).replace(/^[\udc00-\udfff]/u, '');
  const space = cut.indexOf(' ');
  return space >= 0 && space < length / 2 ? cut.slice(space) : cut;
}

/** Without half a character at the end. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff]$/u, '');
}
