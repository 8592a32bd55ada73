// Returns what is wrong with a page that shows a hostile text: elements made of it, scripts that ran, a layout that was
// moved, writing that was turned. Called with what must be legible, and where.
const [legible, where, toolbar] = arguments;
const problems = [];
const places = [...document.querySelectorAll('[data-testid=job-page], [data-testid=job-rows], [role=dialog]')];
const described = (element) => element.outerHTML.slice(0, 200);

if (window.__hit !== undefined) problems.push(`a script ran: ${window.__hit}`);

const shown = document.querySelector(where)?.textContent ?? '';
if (!shown.includes(legible)) problems.push(`“${legible}” cannot be read in ${where}: ${shown.slice(0, 300)}`);

const FOREIGN =
  'script, style, link, meta, base, iframe, frame, object, embed, img, picture, video, audio, source, math, template, ' +
  'form[action], svg:not(.lucide), svg image, svg a, [style*=url], [srcdoc], [background]';
for (const place of places)
  for (const element of place.querySelectorAll(FOREIGN)) problems.push(`made of text: ${described(element)}`);

const here = location.origin;
for (const element of document.querySelectorAll('*'))
  for (const { name, value } of element.attributes) {
    if (name.startsWith('on')) problems.push(`a handler in markup: ${described(element)}`);
    if (!['href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'xlink:href'].includes(name)) continue;
    const address = new URL(value, location.href);
    if (!value.startsWith('#') && address.origin !== here && address.protocol !== 'https:')
      problems.push(`it leads elsewhere: ${described(element)}`);
  }

const root = document.scrollingElement;
if (root.scrollWidth > innerWidth) problems.push(`the page is ${root.scrollWidth} wide in ${innerWidth}`);
if (root.scrollHeight > innerHeight) problems.push(`the page is ${root.scrollHeight} high in ${innerHeight}`);
if (root.scrollLeft !== 0 || root.scrollTop !== 0) problems.push('the page has scrolled');
for (const place of places)
  if (place.scrollWidth > place.clientWidth + 1) problems.push(`${place.dataset.testid ?? place.role} scrolls sideways`);
for (const css of toolbar) {
  const box = document.querySelector(css)?.getBoundingClientRect();
  const inside = box && box.width > 0 && box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
  if (!inside) problems.push(`${css} is not in view: ${JSON.stringify(box ?? null)}`);
  else if (!document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)?.closest(css))
    problems.push(`${css} is covered`);
}

// A mark that turns the writing reaches to the end of its paragraph or of what isolates it: nothing else may stand there.
const TURNS = /[\u202a-\u202e\u2066-\u2069]/u;
const walk = (place) => document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
const isolates = (element) => {
  const { display, unicodeBidi } = getComputedStyle(element);
  return !display.startsWith('inline') || display !== 'inline' || /isolate|plaintext/u.test(unicodeBidi);
};
const own = (node) => (node.parentElement.localName === 'mark' ? node.parentElement.parentElement : node.parentElement);
for (const place of places)
  for (const texts = walk(place); texts.nextNode(); ) {
    const node = texts.currentNode;
    if (!TURNS.test(node.data)) continue;
    let around = own(node);
    while (around !== place && !isolates(around)) around = around.parentElement;
    const rest = walk(around);
    rest.currentNode = node;
    while (rest.nextNode())
      if (own(rest.currentNode) !== own(node) && rest.currentNode.data.trim() !== '') {
        problems.push(`turned writing reaches “${rest.currentNode.data.slice(0, 40)}” after ${described(own(node))}`);
        break;
      }
  }
return problems;
