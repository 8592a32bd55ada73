// A note as the shell would render it, as far as the fake knows Markdown: paragraphs, lists, strong words and links.

export function rendered(note: string): string {
  return note
    .split(/\n{2,}/u)
    .filter((block) => block.trim() !== '')
    .map((block) => (/^- /u.test(block) ? list(block) : `<p>${inline(block).replaceAll('\n', '<br>')}</p>`))
    .join('');
}

function list(block: string): string {
  const items = block.split('\n').map((line) => `<li>${inline(line.replace(/^- /u, ''))}</li>`);
  return `<ul>${items.join('')}</ul>`;
}

function inline(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return safe
    .replace(/\*\*(.+?)\*\*/gu, '<strong>$1</strong>')
    .replace(/https?:\/\/[^\s<]+/gu, (address) => `<a href="${address}">${address}</a>`);
}
