// A small piece of reading search links: words, the contract type, and a parameter that cannot be carried over.

import type { LinkPart, LinkQuery } from '../bindings';
import { refusal } from './shelf';

const TYPES: Record<string, string> = { '0': 'type:hourly', '1': 'type:fixed' };

/** The query of a search link; throws the sentence for any other address. */
export function readLink(link: string): LinkQuery {
  const { hostname, pathname, searchParams } = new URL(link);
  if (hostname !== 'www.upwork.com')
    throw refusal('invalid', `This link leads to ${hostname} and not to the marketplace's job search.`);
  if (!pathname.startsWith('/nx/search/jobs'))
    throw refusal('invalid', "This page is not the marketplace's job search.");
  const words = searchParams.get('q')?.trim();
  const type = TYPES[searchParams.get('t') ?? ''];
  const left: LinkPart[] = searchParams.getAll('category2_uid').map((value) => ({
    parameter: 'category2_uid',
    value,
    why: 'A link has only the number of a category. Ask for it by name: category:.',
  }));
  return { query: [words, type].filter((part) => part !== undefined && part !== '').join(' '), left };
}
