// Weighs what `npm run build` made: JavaScript, CSS and HTML, each compressed as it would be sent. Fonts and pictures are
// apart. Also that nothing of the gallery, which is for development, came along.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MOST = 250_000;
const DIST = new URL('../dist/', import.meta.url).pathname;

const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:js|css|html)$/u.test(path))
  .map((path) => ({ path, content: readFileSync(join(DIST, path)) }));
const sum = files.reduce((bytes, { content }) => bytes + gzipSync(content, { level: 9 }).length, 0);
const strays = files.filter(({ content }) => content.includes('data-specimen')).map(({ path }) => path);

console.log(`JavaScript, CSS and HTML: ${(sum / 1000).toFixed(1)} kB compressed, of ${MOST / 1000} kB allowed`);
if (files.length === 0 || sum > MOST) fail(files.length === 0 ? 'There is no build to weigh.' : 'That is too much.');
if (strays.length > 0) fail(`The gallery is in ${strays.join(', ')}.`);

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
