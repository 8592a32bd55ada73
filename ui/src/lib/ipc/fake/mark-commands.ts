// The fake's commands about marks, snippets and steps.

import type { ApplicationInput, Change, DismissReason, Marks } from '../bindings';
import { application } from './marks';
import { rendered } from './rendered';
import { MarketplaceCommands } from './marketplace-commands';

export abstract class MarkCommands extends MarketplaceCommands {
  abstract readonly now: number;

  setReason = (ids: string[], reason: DismissReason | null) =>
    this.#mark('setReason', ids, 'Reason', () => ({ reason }));
  setStar = (ids: string[], on: boolean) =>
    this.#mark('setStar', ids, on ? 'Starred' : 'Star taken away', () => ({ starred: on }));
  setNote = (id: string, note: string) =>
    this.#mark('setNote', [id], 'Note', () => ({ note: note.trim(), noteHtml: rendered(note) }));
  setLabels = (ids: string[], add: string[], remove: string[]) =>
    this.#mark('setLabels', ids, 'Labels', (id) => ({ labels: this.shelf.marks.labelled(id, add, remove) }));
  labels = () => this.answer('labels', () => this.shelf.marks.labels());
  setFollowUp = (ids: string[], followUp: string | null) =>
    this.#mark('setFollowUp', ids, 'Follow-up', () => ({ followUp }));
  setApplication = (id: string, input: ApplicationInput | null) =>
    this.#mark('setApplication', [id], 'Application', () => ({
      application: input === null ? null : application(input, this.shelf.detail(id).row),
    }));
  setClientNote = (id: string, note: string) => this.change('setClientNote', () => this.shelf.setClientNote(id, note));
  steps = () => this.answer('steps', () => [...this.shelf.marks.steps]);
  copyJob = (_id: string) => this.do('copyJob', () => undefined);
  openLink = (_id: string, _address: string) => this.do('openLink', () => undefined);
  snippets = () => this.answer('snippets', () => [...this.shelf.marks.snippets]);
  saveSnippet = (id: string | null, name: string, text: string) =>
    this.change('saveSnippet', () => this.shelf.marks.saveSnippet(id, name, text));
  removeSnippet = (id: string) => this.change('removeSnippet', () => this.shelf.removeSnippet(id));
  fillSnippet = (id: string, job: string) => this.answer('fillSnippet', () => this.shelf.fill(id, job));
  moveSearch = (id: string, before: string | null) => this.told('moveSearch', () => this.shelf.moveSearch(id, before));
  printPage = () => this.do('printPage', () => undefined);

  #mark(name: string, ids: string[], what: string, change: (id: string) => Partial<Marks>): Promise<Change> {
    return this.change(name, () => this.shelf.mark(ids, what, change, this.now));
  }
}
