//! When each stream of a source is due, and how far a round of it may read.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::plan::{Pages, SourcePlan, StreamPlan, Task, plan};
use lapwing_domain::pushdown::ServerFilter;
use lapwing_store::{SourceRecord, StreamRecord};

use crate::Engine;
use crate::planning::Basis;
use crate::poll::is_free;
use crate::ports::Result;
use crate::streams::{BROAD, name_of};

/// Pages a round of the sandbox may read.
const SANDBOX_PAGES: u32 = 10;

/// A stream of the plan, and when the schedule asks it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scheduled {
    pub(crate) filter: ServerFilter,
    /// `None` is now: it was never asked.
    pub(crate) at: Option<Timestamp>,
    /// Whether the last round failed.
    failing: bool,
}

impl Engine {
    /// The streams of a source's plan, the best first. While rounds of one fail, the others wait with it: it is the source
    /// that does not answer.
    pub(crate) async fn schedule(&self, source: &SourceRecord) -> Result<Vec<Scheduled>> {
        let (basis, planned) = self.planned(source).await?;
        let records = self.streams_of(source).await?;
        let record = |name: &str| records.iter().find(|stream| stream.name == name);
        let broad = record(BROAD);
        let scheduled = |stream: &StreamPlan| {
            let own = record(&name_of(&stream.filter));
            let at = match own.filter(|own| own.last_poll.is_some()).or(broad) {
                Some(record) => due(&basis, &planned, stream, record),
                None => None,
            };
            Scheduled { filter: stream.filter, at, failing: own.is_some_and(|own| own.failures > 0) }
        };
        let scheduled: Vec<Scheduled> = planned.streams.iter().map(scheduled).collect();
        match scheduled.iter().find(|one| one.failing) {
            Some(failing) => Ok(vec![*failing]),
            None => Ok(scheduled),
        }
    }

    /// When the schedule asks a source again: the first of its streams. `None` is now.
    pub(crate) async fn next_round(&self, source: &SourceRecord) -> Result<Option<Timestamp>> {
        Ok(self.schedule(source).await?.iter().map(|one| one.at).min().flatten())
    }

    /// The streams that are due, no more than may be asked for within a minute.
    pub(crate) async fn due_streams(&self, source: &SourceRecord) -> Result<Vec<ServerFilter>> {
        let now = self.now();
        let due = self.schedule(source).await?;
        let mut due: Vec<ServerFilter> =
            due.into_iter().filter(|one| one.at.is_none_or(|at| at <= now)).map(|one| one.filter).collect();
        if due.len() > 1
            && let Some(plan) = source.plan
        {
            let minute = now.checked_sub(SignedDuration::from_mins(1)).unwrap_or(now);
            let asked = self.store().calls_since(source.id, minute).await?;
            let room = plan.calls_per_minute().saturating_sub(asked).max(1);
            due.truncate(usize::try_from(room).unwrap_or(usize::MAX));
        }
        Ok(due)
    }

    /// The stream that a check by hand asks: the one that brings most.
    pub(crate) async fn best_stream(&self, source: &SourceRecord) -> Result<ServerFilter> {
        Ok(self.schedule(source).await?.first().map(|best| best.filter).unwrap_or_default())
    }

    /// How long after now a stream is due that is asked now.
    pub(crate) async fn interval_of(&self, source: &SourceRecord, filter: &ServerFilter) -> Result<SignedDuration> {
        let (basis, planned) = self.planned(source).await?;
        let stream = planned.streams.iter().find(|stream| stream.filter == *filter);
        let due = stream.or(planned.streams.first()).map_or(basis.now, |stream| stream.due(basis.now));
        Ok(due.duration_since(basis.now))
    }

    /// The interval a source's calls carry now, whatever its user wants; `None` when none are left.
    pub(crate) async fn interval_carried(&self, source: &SourceRecord) -> Result<Option<SignedDuration>> {
        let (basis, _) = self.planned(source).await?;
        let planned = plan(&Task { wanted: None, ..basis.task(source) });
        Ok(planned.streams.iter().filter_map(|stream| stream.interval(basis.now)).min())
    }

    /// Pages a round may read now that follows the last one of `stream`. One started by hand may read one from the reserve.
    pub(crate) async fn pages_allowed(
        &self,
        source: &SourceRecord,
        filter: &ServerFilter,
        stream: &StreamRecord,
    ) -> Result<Pages> {
        let (basis, SourcePlan { streams, calls_left, .. }) = self.planned(source).await?;
        let last = stream.last_success.or(stream.last_poll).unwrap_or(basis.now);
        let pages = match streams.iter().find(|stream| stream.filter == *filter) {
            _ if is_free(source) => Pages { usual: SANDBOX_PAGES, most: SANDBOX_PAGES },
            Some(planned) => planned.pages(last, basis.now),
            None => Pages { usual: 1, most: 1 },
        };
        let left = calls_left.unwrap_or(u32::MAX).max(1);
        Ok(Pages { usual: pages.usual.min(left), most: pages.most.min(left) })
    }
}

/// When a stream is due that was asked before. A plan that became faster brings it forward; a clock that was put back since
/// does not hold it up. A stream that was never asked goes by the broad one, which brought what there was.
fn due(basis: &Basis, planned: &SourcePlan, stream: &StreamPlan, record: &StreamRecord) -> Option<Timestamp> {
    let Some(last) = record.last_poll else { return record.next_due };
    if planned.calls_left == Some(0) || !basis.watched.at(basis.now) {
        return Some(stream.due(basis.now));
    }
    let put_back = last > stream.due(basis.now);
    let due = if put_back { basis.now } else { stream.due(last) };
    let of_its_own = record.name == name_of(&stream.filter);
    Some(record.next_due.filter(|_| of_its_own).map_or(due, |next| next.min(due)))
}
