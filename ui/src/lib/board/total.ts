// How many jobs a stage has. Of a list that a query narrows, a page knows only those it has come to.

import type { Backend } from '$lib/ipc';
import { jobsOf, type Stage } from './stages';

/** The jobs of a stage; `known` is what the page says. The large stages are counted already, so none of them is read. */
export async function totalOf(backend: Backend, stage: Stage, known: number): Promise<number> {
  switch (stage) {
    case 'saved':
      return known;
    case 'new':
      return (await backend.counts()).unread;
    case 'seen': {
      const { inbox, unread } = await backend.counts();
      return inbox - unread;
    }
    case 'applied':
    case 'interviewing':
    case 'hired':
      return (await backend.jobIds({ ...jobsOf(stage), cursor: null, limit: 1, sort: 'newest' })).length;
  }
}
