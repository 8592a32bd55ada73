// What the fake keeps beside its jobs: marks, snippets and notes about clients, each change with a way back.

import { characters } from '../../text/segments';
import type {
  Amount,
  ApplicationInput,
  Client,
  DismissReason,
  FilledSnippet,
  JobRow,
  Marks,
  Requirement,
  Snippet,
  Step,
  Warning,
} from '../bindings';
import type { FakeJob } from './market';

export const SNIPPETS: readonly Snippet[] = [
  {
    id: 'sn1',
    name: 'Opening',
    text: 'I read “{title}” and have done this before, for clients in {client.country} too.',
  },
  { id: 'sn2', name: 'Rate', text: 'My rate for this is {rate}.' },
];

const BLANK: Marks = {
  starred: false,
  note: '',
  noteHtml: '',
  labels: [],
  followUp: null,
  reason: null,
  application: null,
};

export class MarkBook {
  readonly #marks = new Map<string, Marks>();
  readonly clientNotes = new Map<string, string>();
  snippets: Snippet[] = [...SNIPPETS];
  steps: Step[] = [];

  of(id: string): Marks {
    return this.#marks.get(id) ?? BLANK;
  }

  /** Changes the marks of a job and shows them on its row; returns the way back. */
  change(job: FakeJob, change: Partial<Marks>): () => void {
    const { id } = job.row;
    const before = this.of(id);
    this.#set(job.row, { ...before, ...change });
    return () => this.#set(job.row, before);
  }

  labelled(id: string, add: readonly string[], remove: readonly string[]): string[] {
    const kept = this.of(id).labels.filter((label) => !remove.includes(label));
    return [...new Set([...kept, ...add])].sort();
  }

  /** All labels in use. */
  labels(): string[] {
    return [...new Set([...this.#marks.values()].flatMap(({ labels }) => labels))].sort();
  }

  /** Notes what was done. */
  note(undo: string, what: string, rows: readonly JobRow[], now: number): void {
    const title = rows.length === 1 ? (rows[0]?.title ?? null) : null;
    this.steps = [{ undo, at: new Date(now).toISOString(), what, title, jobs: rows.length }, ...this.steps];
  }

  saveSnippet(id: string | null, name: string, text: string): Snippet {
    const saved = { id: id ?? `sn${this.snippets.length + 1}`, name, text };
    const known = this.snippets.some((snippet) => snippet.id === id);
    this.snippets = known
      ? this.snippets.map((snippet) => (snippet.id === id ? saved : snippet))
      : [...this.snippets, saved];
    return saved;
  }

  fill(id: string, { row }: FakeJob): FilledSnippet {
    const snippet = this.snippets.find((one) => one.id === id);
    const values: Record<string, string | null> = { title: row.title, 'client.country': row.country };
    const missing: string[] = [];
    const text = (snippet?.text ?? '').replace(/\{([a-z.]+)\}/gu, (placeholder, name: string) => {
      const value = values[name] ?? null;
      if (value === null) missing.push(name);
      return value ?? placeholder;
    });
    return { text, missing };
  }

  #set(row: JobRow, marks: Marks): void {
    this.#marks.set(row.id, marks);
    row.starred = marks.starred;
    row.labels = marks.labels;
    row.noted = marks.note !== '';
    row.followUp = marks.followUp;
  }
}

/** A note as the shell would render it; the fake knows paragraphs only. */
export function rendered(note: string): string {
  const safe = note.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return safe
    .split(/\n{2,}/u)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('');
}

export function application({ appliedOn, bid, connects }: ApplicationInput, row: JobRow): Marks['application'] {
  const currency = row.pay.kind === 'hourly' ? row.pay.max.currency : 'USD';
  const amount: Amount | null = bid === null ? null : { units: bid, currency };
  return { appliedOn, bid: amount, connects };
}

export function clientOf(job: FakeJob, all: readonly FakeJob[], note: string): Client {
  const lent = job.row.retention !== 'kept';
  const theirs = all.filter(
    ({ row }) => row.id !== job.row.id && row.country === job.row.country && row.verified === job.row.verified,
  );
  const shown = lent || job.row.country === null ? [] : theirs.slice(0, 3);
  return {
    identity: shown.length === 0 ? 'unknown' : 'probable',
    since: '2019-03-04T00:00:00Z',
    place: (job.row.country && new Intl.DisplayNames('en', { type: 'region' }).of(job.row.country)) ?? null,
    offset: job.row.country === 'DE' ? 60 : job.row.country === 'US' ? null : 0,
    sharedHours: job.row.country === 'DE' ? { from: 9 * 60, to: 16 * 60 } : null,
    jobs: shown.map(({ row }) => ({ ...row })),
    total: shown.length,
    note,
    noteable: !lent,
  };
}

export function requirements(job: FakeJob): Requirement[] {
  if (job.level === null) return [];
  return [
    { name: 'english', wants: 'Fluent', mine: null, outcome: 'unknown' },
    { name: 'jobSuccess', wants: 'at least 90 %', mine: '97 %', outcome: 'holds' },
  ];
}

export function warnings(job: FakeJob): Warning[] {
  const at = job.description.search(/telegram/iu);
  if (at < 0) return [];
  const start = characters(job.description.slice(0, at));
  const text = 'telegram';
  return [{ rule: 'offPlatform', inTitle: false, text, start, end: start + text.length }];
}

/** The words of a step for a reason a job was dismissed. */
export function dismissed(reason: DismissReason | null): string {
  return reason === null ? 'Dismissed' : `Dismissed: ${reason}`;
}
