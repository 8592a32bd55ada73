// What is drawn next, and what can wait until it is.

/** Longest wait, in milliseconds: a window that is hidden draws nothing. */
const LONGEST = 100;

/** Until what changed before is on the screen. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, LONGEST);
    requestAnimationFrame(() => {
      clearTimeout(late);
      // A frame is drawn after its callbacks.
      setTimeout(resolve);
    });
  });
}
