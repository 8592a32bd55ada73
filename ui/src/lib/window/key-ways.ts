// How keys are written down: `j`, `Shift+e`, `Ctrl+k`, or two of them with a space between.

const NAMES: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

/** Keys that type nothing by themselves and are none: those held with others, and those that are not told apart. */
const NONE = new Set(
  'Shift Control Alt AltGraph Meta OS Fn Hyper Super CapsLock NumLock ScrollLock Dead Process Compose Unidentified'.split(
    ' ',
  ),
);

/** What `Ctrl` and a letter do in every field. */
const EDITING = new Set('acvxyz'.split('').map((letter) => `Ctrl+${letter}`));

/** The key that was pressed, as it is written down; null for what cannot be. */
export function pressed(event: KeyboardEvent): string | null {
  const { key, altKey, shiftKey } = event;
  if (NONE.has(key)) return null;
  // On Windows, AltGr is told as Ctrl and Alt; what it types is a key like any other.
  const typed = event.getModifierState('AltGraph');
  // With Alt, letters are other letters on some keyboards and open menus on others.
  const alt = altKey && !typed;
  if (alt && key.length === 1) return null;
  const ctrl = (event.ctrlKey || event.metaKey) && !typed;
  // Capital letters by Shift are other keys; by Caps Lock they are the same.
  const letter = /^\p{L}$/u.test(key);
  const shift = shiftKey && (letter || key.length > 1);
  const name = key === ' ' ? 'Space' : letter ? key.toLowerCase() : key;
  return `${ctrl ? 'Ctrl+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${name}`;
}

/** The key without what is held with it. */
export function bare(key: string): string {
  return key.replace(/^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?/u, '');
}

/** Whether a key may be taken from someone who types: it writes nothing, moves no caret and edits nothing. */
export function silent(key: string): boolean {
  if (EDITING.has(key)) return false;
  return /^(?:Ctrl\+.+|(?:Shift\+)?(?:Escape|F\d+))$/u.test(key) && !/Arrow|Home|End|Backspace|Delete/u.test(key);
}

/** `g i` as two keys, `Ctrl+q` as `Ctrl` and `Q`, `ArrowDown` as an arrow. */
export function keyNames(way: string): string[] {
  return way.split(' ').flatMap((key) => {
    const name = bare(key);
    const held = key
      .slice(0, key.length - name.length)
      .split('+')
      .filter(Boolean);
    const shown = NAMES[name] ?? name;
    return [...held, held.length > 0 && shown.length === 1 ? shown.toUpperCase() : shown];
  });
}

/** The keys of a way as they are drawn; nothing for no way. */
export function drawn(way: string): string {
  return way === '' ? '' : keyNames(way).join(' ');
}

/** Ways as `aria-keyshortcuts` has them. It knows no two keys one after the other; nothing where none is left. */
export function ariaKeys(...ways: readonly string[]): string | undefined {
  const single = ways.filter((way) => way !== '' && !way.includes(' ')).map(ariaKey);
  return single.length === 0 ? undefined : single.join(' ');
}

function ariaKey(key: string): string {
  const name = bare(key);
  const held = key.slice(0, key.length - name.length).replace('Ctrl', 'Control');
  if (name === '+') return `${held}Plus`;
  return held === '' ? name : `${held}${name.length === 1 ? name.toUpperCase() : name}`;
}

/** Whether one of two ways would keep the other from being reached. */
export function collide(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}
