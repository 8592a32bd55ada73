// Where a link leads, as it is shown before it is opened.

export interface LinkTarget {
  /** The whole address, without a character that could be drawn as something else. */
  address: string;
  /** The host, in ASCII. */
  host: string;
  /** The host has letters that can be drawn like other ones. */
  lookalike: boolean;
}

/** What an address leads to; null for everything but a page of the web. */
export function linkTarget(address: string): LinkTarget | null {
  if (!URL.canParse(address)) return null;
  const { href, host, protocol } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return { address: href, host, lookalike: host.split('.').some((label) => label.startsWith('xn--')) };
}
