// A small piece of the query language: enough for previews, filters and errors to look like the real ones.

import { characters } from '../../text/segments';
import type { ConditionOutcome, QueryCheck, QueryProblem, Range } from '../bindings';
import type { FakeJob } from './market';

type Node =
  | { kind: 'all' }
  | { kind: 'and' | 'or'; parts: Node[] }
  | { kind: 'not'; part: Node }
  | { kind: 'term'; field: string | null; value: string };

const FIELDS =
  'title description skill type country rate rate.max budget level has posted fits is client.verified proposals note label'.split(
    ' ',
  );
const TOKEN = /\s+|[()]|-?(?:[A-Za-z.]+:)?(?:"[^"]*"?|[^\s()"]+)/gu;

interface Token {
  text: string;
  start: number;
  end: number;
}

/** Judges a query as a saved search would be. */
export function check(query: string): QueryCheck {
  const errors = problems(tokens(query));
  return { ok: errors.length === 0, normal: errors.length === 0 ? query.trim() : null, warnings: [], errors };
}

/** Whether a job fits a query that `check` takes. */
export function fits(query: string, job: FakeJob): boolean {
  return holds(parse(query), job);
}

/** Every condition of a query with what it found. */
export function explain(query: string, job: FakeJob): ConditionOutcome[] {
  return leaves(parse(query)).map(({ node, negated }) => {
    const found = holds(node, job);
    const text = `${negated ? '-' : ''}${node.field ? `${node.field}:` : ''}${node.value}`;
    const evidence = found ? place(node.value, job) : 'not found';
    return { text, outcome: found === negated ? 'fails' : 'holds', evidence };
  });
}

/** Whether a query names a word that must be in the job. */
export function asksForSomething(query: string): boolean {
  const spoken = [null, 'title', 'description', 'skill'];
  return leaves(parse(query)).some(({ node, negated }) => !negated && spoken.includes(node.field));
}

/** Where the words of a query stand in a text, in characters. */
export function highlights(query: string, text: string): Range[] {
  return leaves(parse(query))
    .filter(({ node, negated }) => !negated && (node.field === null || ['title', 'skill'].includes(node.field)))
    .flatMap(({ node }) => [...text.matchAll(pattern(node.value))])
    .map((match) => {
      const start = characters(text.slice(0, match.index));
      return { start, end: start + characters(match[0]) };
    });
}

/** Words of a query that are wanted, for marking skills. */
export function wanted(query: string, text: string): boolean {
  return leaves(parse(query)).some(({ node, negated }) => !negated && pattern(node.value).test(text));
}

function tokens(query: string): Token[] {
  return [...query.matchAll(TOKEN)]
    .filter(([text]) => text.trim() !== '')
    .map((match) => {
      const start = characters(query.slice(0, match.index));
      return { text: match[0], start, end: start + characters(match[0]) };
    });
}

function problems(all: Token[]): QueryProblem[] {
  const found: QueryProblem[] = [];
  const open: Token[] = [];
  const add = (token: Token, code: string, message: string, hint: string | null = null): void => {
    found.push({ code, start: token.start, end: token.end, message, hint });
  };
  for (const [place, token] of all.entries()) {
    const field = /^-?([A-Za-z.]+):/u.exec(token.text)?.[1]?.toLowerCase();
    if (token.text === '(') open.push(token);
    else if (token.text === ')' && open.pop() === undefined) add(token, 'unbalanced', 'This bracket closes nothing.');
    else if (token.text === 'OR' && (place === 0 || place === all.length - 1))
      add(token, 'missing_operand', 'OR needs something on both sides.');
    else if (field !== undefined && !FIELDS.includes(field))
      add(token, 'unknown_field', `There is no field “${field}”.`, 'title:');
    else if (field !== undefined && token.text.endsWith(':') && all[place + 1]?.text !== '(')
      add(token, 'empty_term', 'The field has no value.');
    else if (/^-?[^"]*"[^"]*$/u.test(token.text))
      add(token, 'unterminated', 'This quotation mark is never closed.', '"');
  }
  for (const token of open) add(token, 'unbalanced', 'This bracket is never closed.', ')');
  return found;
}

function parse(query: string): Node {
  const all = tokens(query);
  let next = 0;
  const or = (): Node => {
    const parts = [and()];
    while (all[next]?.text === 'OR') {
      next += 1;
      parts.push(and());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
  };
  const and = (): Node => {
    const parts: Node[] = [];
    for (let token = all[next]; token && token.text !== ')' && token.text !== 'OR'; token = all[next]) {
      next += 1;
      parts.push(term(token.text));
    }
    return parts.length === 0 ? { kind: 'all' } : { kind: 'and', parts };
  };
  const term = (text: string): Node => {
    if (text === '(') {
      const inner = or();
      next += 1;
      return inner;
    }
    if (text.startsWith('-')) return { kind: 'not', part: term(text.slice(1)) };
    const [, field = null, value = ''] = /^(?:([A-Za-z.]+):)?(.*)$/su.exec(text) ?? [];
    if (field !== null && value === '' && all[next]?.text === '(') {
      next += 1;
      return within(field, term('('));
    }
    return { kind: 'term', field: field?.toLowerCase() ?? null, value: value.replaceAll('"', '') };
  };
  return or();
}

/** `title:(a OR b)` asks each of the group's terms of the title. */
function within(field: string, node: Node): Node {
  switch (node.kind) {
    case 'all':
      return node;
    case 'term':
      return { ...node, field: field.toLowerCase() };
    case 'not':
      return { ...node, part: within(field, node.part) };
    case 'and':
    case 'or':
      return { ...node, parts: node.parts.map((part) => within(field, part)) };
  }
}

function holds(node: Node, job: FakeJob): boolean {
  switch (node.kind) {
    case 'all':
      return true;
    case 'and':
      return node.parts.every((part) => holds(part, job));
    case 'or':
      return node.parts.some((part) => holds(part, job));
    case 'not':
      return !holds(node.part, job);
    case 'term':
      return !job.row.private && termHolds(node.field, node.value, job);
  }
}

function termHolds(field: string | null, value: string, job: FakeJob): boolean {
  const { pay, country } = job.row;
  switch (field) {
    case 'is':
      return isNow(value, job);
    case 'client.verified':
      return job.row.verified === (value === 'yes');
    case 'label':
      return job.row.labels.includes(value);
    case 'title':
      return pattern(value).test(job.row.title);
    case 'skill':
      return job.skills.some((skill) => pattern(value).test(skill));
    case 'type':
      return pay.kind === value.toLowerCase();
    case 'country':
      return country !== null && value.toUpperCase().split(',').includes(country);
    case 'rate':
    case 'rate.max':
      return pay.kind === 'hourly' && compares(pay.max.units, value);
    case 'budget':
      return pay.kind === 'fixed' && compares(pay.amount.units, value);
    case null:
    case 'description':
      return [job.row.title, job.description, ...job.skills].some((text) => pattern(value).test(text));
    default:
      return true;
  }
}

/** The history's words: a state, unread, or a star. */
function isNow(value: string, { row }: FakeJob): boolean {
  if (value === 'unread') return row.state === 'new';
  return value === 'starred' ? row.starred : row.state === value;
}

/** Whether an amount is as `<300` or `>=40` asks for. */
function compares(amount: number, asked: string): boolean {
  const limit = Number(asked.replace(/\D/gu, ''));
  return asked.startsWith('<') ? amount < limit : amount >= limit;
}

function leaves(node: Node, negated = false): { node: Extract<Node, { kind: 'term' }>; negated: boolean }[] {
  if (node.kind === 'term') return [{ node, negated }];
  if (node.kind === 'not') return leaves(node.part, !negated);
  if (node.kind === 'all') return [];
  return node.parts.flatMap((part) => leaves(part, negated));
}

function place(value: string, job: FakeJob): string {
  const skill = job.skills.find((name) => pattern(value).test(name));
  const parts = [
    pattern(value).test(job.row.title) ? 'title' : null,
    pattern(value).test(job.description) ? 'text' : null,
    skill ? `skill “${skill}”` : null,
  ];
  return parts.filter((part) => part !== null).join(', ') || 'the posting says so';
}

function pattern(value: string): RegExp {
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
}
