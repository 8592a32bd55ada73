// What the user does with the job that is read, besides sorting it: marks, notes, an application, links, copies.

import {
  asWireError,
  type ApplicationInput,
  type Backend,
  type Change,
  type DismissReason,
  type Instant,
  type JobRow,
} from '$lib/ipc';
import { m } from '$lib/paraglide/messages';
import type { ToastAction, Toasts } from '$lib/shared/toasts.svelte';
import type { JobPage } from '../job-page.svelte';
import { copyAddress, openOutside } from '../opening';
import type { Undo } from '../undo.svelte';
import { linkTarget, type LinkTarget } from './link-target';
import { Notes } from './notes.svelte';

/** What of a job's row says whether its content may be taken along. */
export type Takeable = Pick<JobRow, 'id' | 'retention'>;

/** A part of the job page that a key leads to. */
export type Part = 'note' | 'labels' | 'followUp';

export class JobDesk {
  readonly notes: Notes;
  readonly clientNotes: Notes;
  /** The part of a job that is to have the focus, until it has it. */
  wanted = $state.raw<{ job: string; part: Part } | null>(null);
  /** The job a snippet is chosen for. */
  filling = $state<string | null>(null);
  /** The link that is shown before it is opened, and the job it stands in. */
  link = $state.raw<{ job: Takeable; address: string; target: LinkTarget } | null>(null);
  readonly #backend: Backend;
  readonly #page: JobPage;
  readonly #undo: Undo;
  readonly #toasts: Toasts;

  constructor(backend: Backend, page: JobPage, undo: Undo, toasts: Toasts) {
    this.#backend = backend;
    this.#page = page;
    this.#undo = undo;
    this.#toasts = toasts;
    const takeBack = (token: string): Promise<unknown> => backend.undo(token);
    const note = { save: (id: string, text: string) => backend.setNote(id, text), takeBack, says: m.toast_note };
    const client = {
      save: (id: string, text: string) => backend.setClientNote(id, text),
      takeBack,
      says: m.toast_client_note,
    };
    this.notes = new Notes(note, undo, toasts);
    this.clientNotes = new Notes(client, undo, toasts);
  }

  /** Has the focus go to a part of a job, once that is there. */
  focus(job: string, part: Part): void {
    this.wanted = { job, part };
  }

  /** Whether this part of this job is the one; asking ends it. */
  arrive(job: string, part: Part): boolean {
    if (this.wanted?.job !== job || this.wanted.part !== part) return false;
    this.wanted = null;
    return true;
  }

  async setLabels(id: string, add: string[], remove: string[]): Promise<void> {
    await this.#change(() => this.#backend.setLabels([id], add, remove), m.did_labels());
  }

  async setFollowUp(id: string, at: Instant | null): Promise<void> {
    const text = at === null ? m.toast_follow_up_cleared() : m.toast_follow_up();
    await this.#change(() => this.#backend.setFollowUp([id], at), text);
  }

  /** Keeps what was offered. Its fields may be gone by the answer, so a refusal can be tried again where it is told. */
  async setApplication(id: string, input: ApplicationInput | null): Promise<boolean> {
    const run = (): void => void this.setApplication(id, input);
    const again = { label: m.retry(), run };
    return this.#change(() => this.#backend.setApplication(id, input), m.toast_application(), again);
  }

  async setReason(id: string, reason: DismissReason | null): Promise<void> {
    await this.#change(() => this.#backend.setReason([id], reason), m.did_reason());
  }

  /** Ends what was begun with the job before, which is not the one that is shown next. */
  clear(): void {
    this.wanted = null;
    this.filling = null;
    this.link = null;
  }

  /** Shows where a link of the job's texts leads. */
  askLink(job: Takeable, address: string): void {
    const target = linkTarget(address);
    if (target === null) this.#toasts.warn(m.job_link_refused());
    else this.link = { job, address, target };
  }

  /** Opens the link that is shown in the browser. Without one, its address can be copied. */
  openLink = async (): Promise<void> => {
    const { link } = this;
    if (link === null) return;
    this.link = null;
    const open = (): Promise<unknown> => this.#backend.openLink(link.job.id, link.address);
    await openOutside(open, this.#toasts, (address) => this.#copyAddress(link.job, address));
  };

  /** Puts the address of the link that is shown into the clipboard. */
  copyLink = async (): Promise<void> => {
    const { link } = this;
    this.link = null;
    if (link !== null) await this.#copyAddress(link.job, link.target.address);
  };

  /** Puts a job into the clipboard, as Markdown. */
  async copy(job: Takeable): Promise<void> {
    if (!this.#mayLeave(job)) return;
    try {
      await this.#backend.copyJob(job.id);
      this.#toasts.say(m.toast_job_copied());
    } catch (thrown) {
      this.#toasts.warn(asWireError(thrown).message);
    }
  }

  /** Shows the snippets for a job. */
  chooseSnippet(job: Takeable): void {
    if (this.#mayLeave(job)) this.filling = job.id;
  }

  /** Saves what is written and not saved. Tells whether all of it is. */
  async flush(): Promise<boolean> {
    const saved = await Promise.all([this.notes.flush(), this.clientNotes.flush()]);
    return saved.every(Boolean);
  }

  /** Whether the content of a job may be taken along; says why where it may not. */
  #mayLeave({ retention }: Takeable): boolean {
    if (retention !== 'kept') this.#toasts.say(m.job_lent());
    return retention === 'kept';
  }

  async #copyAddress(job: Takeable, address: string): Promise<void> {
    if (this.#mayLeave(job)) await copyAddress(address, this.#backend, this.#toasts);
  }

  async #change(act: () => Promise<Change>, text: string, again: ToastAction | null = null): Promise<boolean> {
    const done = act().then(({ undo }) => ({ text, token: undo, back: () => undefined }));
    this.#undo.expect(done);
    const refusal = await done.then(() => null, asWireError);
    if (refusal !== null) this.#toasts.warn(refusal.message, again);
    await this.#page.refresh();
    return refusal === null;
  }
}
