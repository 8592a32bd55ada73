// Scrolls the list, where there is one, by so many pixels a frame for so many milliseconds, and calls its last argument
// with the times between the frames.
const [lasts, step, done] = arguments;
const list = document.querySelector('[data-testid=job-rows]');
if (list) list.scrollTop = 0;
const times = [];
let first = null;
let last = null;
const frame = (now) => {
  first ??= now;
  if (last !== null) times.push(now - last);
  last = now;
  if (list) list.scrollTop += step;
  if (now - first < lasts) requestAnimationFrame(frame);
  else done(times);
};
requestAnimationFrame(frame);
