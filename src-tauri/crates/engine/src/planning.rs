//! The watch plan of each source, made anew whenever it is asked for, from what is stored: so it follows every change of
//! searches, plan, calls spent and rates learnt without being told. It costs less than reading what it is made of.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::plan::{
    Calls, Outlook, Pages, QuietHours, Rates, Reason, SourcePlan, StreamPlan, Task, Watched, one_more_costs, plan,
};
use lapwing_domain::watch::{PAGE_SIZE, Plan};
use lapwing_domain::{Job, SavedSearch, SearchId};
use lapwing_sources::PageRequest;
use lapwing_store::{Ingested, SourceRecord, StreamRecord};

use crate::poll::{STREAM, is_free};
use crate::ports::Result;
use crate::{Changed, Engine};

/// How often the sandbox inside the program is asked: often, because it costs nothing and a first look should be lively.
const SANDBOX_INTERVAL: SignedDuration = SignedDuration::from_secs(15);

/// Pages a round may read at once, however large the plan: what a service answers within seconds.
const MOST_PAGES: u32 = 50;

/// Pages a round of the sandbox may read.
const SANDBOX_PAGES: u32 = 10;

const QUIET_HOURS: &str = "quiet_hours";

/// The plan of a source, with names.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedSource {
    /// The source's name.
    pub name: String,
    /// What it is asked. Streams without a search to cover are left out.
    pub streams: Vec<PlannedStream>,
    /// Calls left to the schedule this month; `None` where nothing is counted.
    pub calls_left: Option<u32>,
    /// Calls kept for checks started by hand.
    pub reserve: u32,
    /// Calls a day that one more search would add.
    pub one_more_costs: f64,
    /// Why the plan is as it is.
    pub reasons: Vec<Reason>,
}

/// One request of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedStream {
    /// Path and query as sent, without the key.
    pub request: String,
    /// Time between rounds now, or when sources are next watched; `None` when nothing is left to spend.
    pub interval: Option<SignedDuration>,
    /// Calls a day on average until the month ends.
    pub calls_a_day: f64,
    /// The searches it covers, by name, and what each can expect.
    pub covers: Vec<(String, Outlook)>,
}

impl Engine {
    /// What each enabled source is asked, how often and why.
    pub async fn plan(&self) -> Result<Vec<PlannedSource>> {
        let mut planned = Vec::new();
        for source in self.store().sources().await?.into_iter().filter(|source| source.enabled) {
            let basis = self.basis(&source).await?;
            let SourcePlan { streams, calls_left, reserve, reasons, .. } = plan(&basis.task(&source));
            let streams = streams.iter().filter(|stream| !stream.covers.is_empty());
            planned.push(PlannedSource {
                streams: streams.map(|stream| basis.named(stream)).collect(),
                calls_left,
                reserve,
                one_more_costs: one_more_costs(&basis.task(&source)),
                reasons,
                name: source.name,
            });
        }
        Ok(planned)
    }

    /// When nothing is asked, if ever.
    pub async fn quiet_hours(&self) -> Result<Option<QuietHours>> {
        Ok(self.store().setting(QUIET_HOURS).await?.as_deref().and_then(QuietHours::from_text))
    }

    /// Sets when nothing is asked. What is posted meanwhile is read after, and checking by hand still works.
    pub async fn set_quiet_hours(&self, quiet: Option<QuietHours>) -> Result<()> {
        self.store().set_setting(QUIET_HOURS, quiet.map(|quiet| quiet.text()).as_deref()).await?;
        self.wake();
        self.ports().events.changed(Changed::STATUS);
        Ok(())
    }

    /// When the schedule asks a source again that was asked before. A plan that became faster brings it forward; a clock
    /// that was put back since does not hold it up.
    pub(crate) async fn next_round(&self, source: &SourceRecord, stream: &StreamRecord) -> Result<Option<Timestamp>> {
        let Some(last) = stream.last_poll else { return Ok(stream.next_due) };
        let basis = self.basis(source).await?;
        let SourcePlan { streams, calls_left, .. } = plan(&basis.task(source));
        let Some(planned) = streams.first() else { return Ok(None) };
        if calls_left == Some(0) || !basis.watched.at(basis.now) {
            return Ok(Some(planned.due(basis.now)));
        }
        let put_back = last > planned.due(basis.now);
        let due = if put_back { basis.now } else { planned.due(last) };
        Ok(Some(stream.next_due.map_or(due, |next| next.min(due))))
    }

    /// How long after now a source is due that is asked now.
    pub(crate) async fn interval_of(&self, source: &SourceRecord) -> Result<SignedDuration> {
        let basis = self.basis(source).await?;
        let planned = plan(&basis.task(source));
        let due = planned.streams.first().map_or(basis.now, |stream| stream.due(basis.now));
        Ok(due.duration_since(basis.now))
    }

    /// The interval a source's calls carry now, whatever its user wants; `None` when none are left.
    pub(crate) async fn interval_carried(&self, source: &SourceRecord) -> Result<Option<SignedDuration>> {
        let basis = self.basis(source).await?;
        let planned = plan(&Task { wanted: None, ..basis.task(source) });
        Ok(planned.streams.first().and_then(|stream| stream.interval(basis.now)))
    }

    /// Pages a round may read now that follows the last one of `stream`. One started by hand may read one from the reserve.
    pub(crate) async fn pages_allowed(&self, source: &SourceRecord, stream: &StreamRecord) -> Result<Pages> {
        let basis = self.basis(source).await?;
        let SourcePlan { streams, calls_left, .. } = plan(&basis.task(source));
        let last = stream.last_success.or(stream.last_poll).unwrap_or(basis.now);
        let pages = match streams.first() {
            Some(planned) if !is_free(source) => planned.pages(last, basis.now),
            _ => Pages { usual: SANDBOX_PAGES, most: SANDBOX_PAGES },
        };
        let left = calls_left.unwrap_or(u32::MAX).max(1);
        Ok(Pages { usual: pages.usual.min(left), most: pages.most.min(left) })
    }

    /// Learns how often something is posted from what a round read. What was taken in is told even if this fails.
    pub(crate) async fn learn_rates(
        &self,
        source: &SourceRecord,
        stream: Option<&StreamRecord>,
        complete: bool,
        ingested: &Ingested,
    ) {
        if is_free(source) {
            return;
        }
        if let Err(problem) = self.try_learn(source, stream, complete, ingested).await {
            tracing::warn!(source = %source.id, %problem, "arrival rates could not be stored");
        }
    }

    /// Of a round that did not reach the one before, only the stretch it read says something.
    async fn try_learn(
        &self,
        source: &SourceRecord,
        stream: Option<&StreamRecord>,
        complete: bool,
        ingested: &Ingested,
    ) -> Result<()> {
        let times = || ingested.jobs.iter().filter_map(|upserted| posted(&upserted.job));
        let (Some(oldest), Some(newest)) = (times().min(), times().max()) else { return Ok(()) };
        let watermark = stream.filter(|stream| stream.baseline_done).and_then(|stream| stream.watermark);
        let followed_on = watermark.is_some_and(|watermark| complete || oldest <= watermark);
        let from = watermark.map_or(oldest, |watermark| if followed_on { watermark } else { watermark.max(oldest) });
        let new = ingested.jobs.iter().filter(|upserted| upserted.new_to_source);
        let new = new.filter_map(|upserted| posted(&upserted.job)).filter(|at| followed_on || *at > from);
        let mut rates = self.store().rates(source.id, STREAM).await?;
        let changed = rates.observe(from, newest, &new.collect::<Vec<_>>());
        Ok(self.store().set_rates(source.id, STREAM, changed).await?)
    }

    /// Everything a plan is made of.
    async fn basis(&self, source: &SourceRecord) -> Result<Basis> {
        let now = self.now();
        let wanted = self.wanted_interval().await?.map(|minutes| SignedDuration::from_mins(i64::from(minutes)));
        Ok(Basis {
            calls: match source.plan {
                _ if is_free(source) => Calls::Free { every: SANDBOX_INTERVAL },
                Some(plan) => {
                    Calls::Counted { a_month: plan.calls_per_month(), used: self.calls_this_month(source).await? }
                }
                None => Calls::Unknown { as_if: Plan::Starter.calls_per_month() },
            },
            rates: self.store().rates(source.id, STREAM).await?,
            searches: self.store().searches().await?,
            wanted,
            watched: Watched { quiet: self.quiet_hours().await?, offset: self.ports().clock.offset() },
            now,
        })
    }
}

/// What is read from the store to plan one source.
struct Basis {
    calls: Calls,
    rates: Rates,
    searches: Vec<SavedSearch>,
    wanted: Option<SignedDuration>,
    watched: Watched,
    now: Timestamp,
}

impl Basis {
    fn task(&self, source: &SourceRecord) -> Task<'_> {
        Task {
            source: source.id,
            calls: self.calls,
            at_once: source.plan.unwrap_or(Plan::Starter).calls_per_minute().min(MOST_PAGES),
            page: PAGE_SIZE,
            rates: &self.rates,
            searches: &self.searches,
            wanted: self.wanted,
            watched: self.watched,
            now: self.now,
        }
    }

    fn named(&self, stream: &StreamPlan) -> PlannedStream {
        let name = |id: SearchId| self.searches.iter().find(|search| search.id == id).map(|search| search.name.clone());
        let covers = stream.outlook.iter().filter_map(|outlook| Some((name(outlook.search)?, *outlook)));
        PlannedStream {
            request: PageRequest::newest().path(),
            interval: stream.interval(self.now),
            calls_a_day: stream.calls_a_day,
            covers: covers.collect(),
        }
    }
}

/// A posting's time. A placeholder's says nothing: services renew them as they please.
fn posted(job: &Job) -> Option<Timestamp> {
    job.posted.filter(|_| !job.private)
}
