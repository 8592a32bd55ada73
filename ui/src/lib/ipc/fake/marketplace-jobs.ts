// Jobs of the fake that came from the marketplace: every third one. What is older than a day is erased where it was
// marked, and gone where it was not.

import { erased as blank } from '../../jobs/retention';
import type { FakeJob } from './market';

const DAY = 24 * 60 * 60_000;
const HOST = 'api.upwork.com';

/** The same jobs, some of them the marketplace's. */
export function shared(jobs: readonly FakeJob[], now: number): FakeJob[] {
  return jobs.flatMap((job, place) => {
    if (place % 3 !== 1) return [job];
    const fresh = now - Date.parse(job.row.seen) < DAY;
    if (fresh) return [{ ...job, row: { ...job.row, host: HOST, retention: 'ephemeral' } }];
    return job.row.state === 'new' || job.row.state === 'seen' ? [] : [erased(job)];
  });
}

/** What is left of a job whose content is erased. */
export function erased(job: FakeJob): FakeJob {
  const row = { ...blank(job.row), host: HOST };
  return { row, description: '', skills: [], level: null, duration: null, workload: null, category: '' };
}
