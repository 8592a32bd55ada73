// What of a list is shown, and in which order: what is typed above it, the quick filters and the sort.

import type { QuickFilter, Sort } from '$lib/ipc';
import type { JobList } from '$lib/jobs/job-list.svelte';
import { toggled } from '$lib/jobs/quick';
import type { Selection } from '$lib/jobs/selection.svelte';

/** Rest in typing after which the filter is applied, in milliseconds. */
export const FILTER_REST = 150;

export class Narrowing {
  /** What is typed. */
  text = $state('');
  readonly #list: JobList;
  readonly #selection: Selection;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(list: JobList, selection: Selection) {
    this.#list = list;
    this.#selection = selection;
  }

  /** Narrows the list by a query, once typing rests. */
  type(text: string): void {
    if (text.trim() === '') return void this.clear();
    this.#set(text);
    this.#resting = setTimeout(() => void this.#apply(), FILTER_REST);
  }

  /** Takes what was typed away. */
  async clear(): Promise<void> {
    this.#set('');
    await this.#apply();
  }

  /** Puts a quick filter on, or takes it off. */
  async toggle(filter: QuickFilter): Promise<void> {
    this.#set(this.text);
    this.#list.quick = toggled(this.#list.quick, filter);
    await this.#apply();
  }

  /** Puts the list in another order. */
  async sort(sort: Sort): Promise<void> {
    this.#list.sort = sort;
    await this.#apply();
  }

  /** Takes everything away that narrows the list, before another one is opened. */
  reset(text = ''): void {
    this.#set(text);
    this.#list.quick = [];
  }

  /** Shows the whole list again. */
  async widen(): Promise<void> {
    this.reset();
    await this.#apply();
  }

  #set(text: string): void {
    clearTimeout(this.#resting);
    // A selection is of what was in view when it was made.
    this.#selection.clear();
    this.text = text;
  }

  async #apply(): Promise<void> {
    await this.#list.open(this.#list.view, this.text);
  }
}
