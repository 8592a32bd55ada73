// Times what a key leads to, from inside the page. `begin` names what is to be shown; `times` is null until all of it was.

const css = (selector) => document.querySelector(selector);
const current = () => css('[data-testid=job-rows]')?.getAttribute('aria-activedescendant') ?? null;
const read = () => css('[data-testid=job-page]')?.dataset.jobId ?? null;

/** For each event, a function that says whether it has come about since. */
const shown = {
  nothing: () => () => true,
  moving() {
    const before = current();
    return () => current() !== before && css(`#${CSS.escape(current() ?? '-')}`) !== null;
  },
  opening() {
    const before = read();
    return () => read() !== before && css('[data-testid=job-page] h1') !== null;
  },
  switching(name) {
    return () => {
      const pane = css('section:has([data-testid=job-list])');
      return (
        pane?.getAttribute('aria-label') === name &&
        pane.getAttribute('aria-busy') !== 'true' &&
        css('[data-testid=job-row]') !== null
      );
    };
  },
};

let waiting = [];
let left = 0;

const turns = {
  begin(events) {
    waiting = events.map((event) => {
      const [kind, ...rest] = event.split(' ');
      return { done: shown[kind](rest.join(' ')), time: null, at: null };
    });
    left = waiting.length;
    window.addEventListener('keydown', pressed, { capture: true, once: true });
  },
  times: () => (waiting.length > 0 && waiting.every(({ time }) => time !== null) ? waiting.map(({ time }) => time) : null),
};

function pressed(event) {
  const began = event.timeStamp;
  const look = () => {
    for (const one of waiting) {
      if (one.at !== null || !one.done()) continue;
      one.at = performance.now();
      left -= 1;
      requestAnimationFrame(() => requestAnimationFrame(() => (one.time = performance.now() - began)));
    }
    if (left === 0) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  // Once everybody else has heard of the key, there may be nothing more to wait for.
  window.addEventListener('keydown', () => queueMicrotask(look), { once: true });
}

window.__turns = turns;
