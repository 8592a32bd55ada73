// What the fake keeps beside its jobs: marks, snippets and notes about clients, each change with a way back.

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
    const values: Record<string, string | null> = {
      title: row.title,
      skills: row.skills.join(', '),
      'client.country': row.country,
    };
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

export function application({ appliedOn, bid, connects }: ApplicationInput, row: JobRow): Marks['application'] {
  const currency = row.pay.kind === 'hourly' ? row.pay.max.currency : 'USD';
  const amount: Amount | null = bid === null ? null : { units: bid, currency };
  return { appliedOn, bid: amount, connects };
}

/** Minutes from UTC, for countries with one clock. */
const OFFSETS: Record<string, number> = { GB: 0, DE: 60, NL: 60, SE: 60, FR: 60, IN: 330, JP: 540, ZA: 120 };

/** Shared with someone who works from nine to five in UTC. */
function hours(offset: number | undefined): Client['sharedHours'] {
  if (offset === undefined || offset > 450) return null;
  return { from: 9 * 60, to: 17 * 60 - Math.max(0, offset) };
}

export function clientOf(job: FakeJob, all: readonly FakeJob[], note: string): Client {
  const lent = job.row.retention !== 'kept';
  const theirs = all.filter(
    ({ row }) => row.id !== job.row.id && row.country === job.row.country && row.title === job.row.title,
  );
  const shown = lent || job.row.country === null ? [] : theirs;
  return {
    identity: shown.length === 0 ? 'unknown' : 'probable',
    since: '2019-03-04T00:00:00Z',
    place: (job.row.country && new Intl.DisplayNames('en', { type: 'region' }).of(job.row.country)) ?? null,
    offset: OFFSETS[job.row.country ?? ''] ?? null,
    sharedHours: hours(OFFSETS[job.row.country ?? '']),
    jobs: shown.slice(0, 10).map(({ row }) => ({ ...row })),
    total: shown.length,
    note,
    noteable: !lent,
  };
}

export function requirements(job: FakeJob): Requirement[] {
  if (job.level === null) return [];
  const least = job.level === 'Expert' ? 100 : 90;
  return [
    { name: 'location', wants: 'Europe', mine: 'Germany', outcome: 'holds' },
    { name: 'jobSuccess', wants: `at least ${least} %`, mine: '97 %', outcome: least > 97 ? 'fails' : 'holds' },
    { name: 'english', wants: 'Fluent', mine: null, outcome: 'unknown' },
  ];
}

/** The words of a step for a reason a job was dismissed. */
export function dismissed(reason: DismissReason | null): string {
  return reason === null ? 'Dismissed' : `Dismissed: ${reason}`;
}
