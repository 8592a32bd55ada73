// What covers or lies over the lists of the main window: other pages, dialogs, the side bar where it has no room.

import type { Board } from '$lib/board/board.svelte';
import type { Section } from '$lib/settings/sections';
import type { DialogShown } from './dialogs';

export class Pages {
  /** What is shown besides the side bar; a section when it is the settings. */
  settings = $state<Section | null>(null);
  /** What calls were spent on is shown besides the side bar. */
  usage = $state(false);
  /** The jobs on their way, column by column, are shown besides the side bar. */
  board = $state(false);
  /** Its cards, once they are there: what is done with jobs is done with the one chosen among them. */
  cards = $state.raw<Board | null>(null);
  dialog = $state.raw<DialogShown | null>(null);
  /** The side bar lies over the rest, where there is no room for it. */
  drawer = $state(false);

  /** Something else than jobs is shown besides the side bar. */
  get away(): boolean {
    return this.settings !== null || this.usage || this.board;
  }

  openSettings(section: Section = 'watching'): void {
    this.arriveAt();
    this.settings = section;
  }

  openUsage(): void {
    this.arriveAt();
    this.usage = true;
  }

  openBoard = (): void => {
    this.arriveAt();
    this.board = true;
  };

  /** Shows what was done and can be taken back. */
  openSteps = (): void => void (this.dialog = { kind: 'steps' });
  openPalette = (): void => void (this.dialog = { kind: 'palette' });

  /** Shows the jobs as they were left. */
  backToJobs = (): void => {
    this.settings = null;
    this.usage = false;
    this.board = false;
  };

  /** Leaves everything that is not the page that is shown next. */
  protected arriveAt(): void {
    this.backToJobs();
    this.drawer = false;
    this.dialog = null;
  }
}
