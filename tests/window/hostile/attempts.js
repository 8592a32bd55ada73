// Does on purpose what a posting would like to: every way for a page to run something or to ask somewhere, with the
// address of a listener. Calls its last argument once all has been tried; `window.__refused` tells what was refused.
const [authority, done] = arguments;
const at = `http://${authority}`;
window.__refused = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  window.__refused.push(`${effectiveDirective} ${blockedURI}`),
);
const refused = (what) => () => window.__refused.push(what);

const place = document.createElement('div');
document.body.append(place);
const put = (name, properties) => place.append(Object.assign(document.createElement(name), properties));

put('script', { textContent: "window.__hit = 'inline script'" });
put('script', { src: `${at}/script.js` });
put('style', { textContent: `@import "${at}/import"; .hostile { background: url(${at}/style) }` });
put('link', { rel: 'stylesheet', href: `${at}/css` });
put('img', { src: `${at}/picture` });
put('img', { srcset: `${at}/set 1x` });
put('iframe', { src: `${at}/frame` });
put('object', { data: `${at}/object`, type: 'text/html' });
put('embed', { src: `${at}/embed`, type: 'text/html' });
put('video', { src: `${at}/video`, poster: `${at}/poster` });
put('audio', { src: `${at}/audio` });
put('link', { rel: 'prefetch', href: `${at}/prefetch` });
put('link', { rel: 'preload', as: 'image', href: `${at}/preload` });
put('link', { rel: 'modulepreload', href: `${at}/module.js` });
put('base', { href: `${at}/` });
place.insertAdjacentHTML('beforeend', `<p style="background: url(${at}/attribute)" onclick="window.__hit = 'handler'">x</p>`);
place.lastElementChild.click();

const form = Object.assign(document.createElement('form'), { action: `${at}/form`, method: 'post' });
place.append(form);
form.submit();

const drawn = document.createElement('div');
document.body.append(drawn);
drawn.style.backgroundImage = `url(${at}/drawn)`;
new FontFace('hostile', `url(${at}/font)`).load().catch(refused('font'));

const tried = [
  fetch(`${at}/fetch`).catch(refused('fetch')),
  fetch(`${at}/opaque`, { mode: 'no-cors' }).catch(refused('opaque fetch')),
  import(`${at}/import.js`).catch(refused('import')),
];
const attempt = (what, act) => {
  try {
    act();
  } catch {
    refused(what)();
  }
};
attempt('eval', () => window.eval("window.__hit = 'eval'"));
attempt('function', () => new Function("window.__hit = 'function'")());
attempt('timer', () => setTimeout("window.__hit = 'timer'"));
attempt('socket', () => new WebSocket(`ws://${authority}/socket`));
attempt('events', () => new EventSource(`${at}/events`));
attempt('beacon', () => navigator.sendBeacon(`${at}/beacon`));
attempt('worker', () => new Worker(`${at}/worker.js`));
attempt('blob worker', () => new Worker(URL.createObjectURL(new Blob(["fetch('x')"]))));
attempt('request', () => {
  const request = new XMLHttpRequest();
  request.open('GET', `${at}/request`);
  request.send();
});
attempt('window', () => window.open(`${at}/window`));

Promise.all(tried).then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
