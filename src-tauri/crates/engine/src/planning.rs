//! The watch plan of each source, made anew whenever it is asked for, from what is stored: so it follows every change of
//! searches, plan, calls spent and rates learnt without being told. It costs less than reading what it is made of.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::plan::{
    Calls, Outlook, QuietHours, Rates, Reason, Running, SourcePlan, StreamPlan, Task, Watched, one_more_costs, plan,
};
use lapwing_domain::pushdown::ServerFilter;
use lapwing_domain::watch::{PAGE_SIZE, Plan};
use lapwing_domain::{SavedSearch, SearchId, SourceId};
use lapwing_sources::{Dialect, PageRequest};
use lapwing_store::{Service, SourceRecord};

use crate::asking::dialect_of;
use crate::poll::is_free;
use crate::ports::Result;
use crate::streams::{BROAD, Known, name_of};
use crate::{Changed, Engine};

/// How often the sandbox inside the program is asked: often, because it costs nothing and a first look should be lively.
const SANDBOX_INTERVAL: SignedDuration = SignedDuration::from_secs(15);

/// Pages a round may read at once, however large the plan: what a service answers within seconds.
const MOST_PAGES: u32 = 50;

const QUIET_HOURS: &str = "quiet_hours";

/// The plan of a source, with names.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedSource {
    /// Its row.
    pub id: SourceId,
    /// The source's name.
    pub name: String,
    /// What it is asked. Streams without a search to cover are left out.
    pub streams: Vec<PlannedStream>,
    /// Whether asking it costs nothing: the sandbox inside the program.
    pub free: bool,
    /// Calls left to the schedule this month; `None` where nothing is counted.
    pub calls_left: Option<u32>,
    /// Calls kept for checks started by hand.
    pub reserve: u32,
    /// Calls a day that one more search would add.
    pub one_more_costs: f64,
    /// Why the plan is as it is.
    pub reasons: Vec<Reason>,
}

/// What kind of request a stream makes.
#[derive(Debug, Clone, PartialEq)]
pub enum StreamKind {
    /// One that the planner chose.
    Planned {
        /// What the service filters, by the names that queries give it.
        filter: ServerFilter,
    },
    /// One search as its user wrote it.
    Own {
        /// The words it is asked for by.
        asked_for: String,
        /// Whether it is asked in the background.
        background: bool,
    },
}

/// One request of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedStream {
    /// The name under which its calls stand in the ledger.
    pub name: String,
    /// What is sent, without the key: path and query, and for what is posted the variables.
    pub request: String,
    /// What kind of request it is.
    pub kind: StreamKind,
    /// Time between rounds now, or when sources are next watched; `None` when nothing is left to spend.
    pub interval: Option<SignedDuration>,
    /// Calls a day on average until the month ends.
    pub calls_a_day: f64,
    /// The searches it covers, by name, and what each can expect.
    pub covers: Vec<(String, Outlook)>,
}

impl PlannedStream {
    /// The conditions that the service applies; `None` when it filters nothing.
    pub fn filtered(&self) -> Option<String> {
        match &self.kind {
            StreamKind::Planned { filter } => (!filter.is_everything()).then(|| filter.to_string()),
            StreamKind::Own { asked_for, .. } => Some(asked_for.clone()),
        }
    }

    /// The method it is sent with.
    pub fn method(&self) -> &'static str {
        match self.kind {
            StreamKind::Planned { .. } => "GET",
            StreamKind::Own { .. } => "POST",
        }
    }

    /// Whether it is asked only when its user checks.
    pub fn by_hand(&self) -> bool {
        matches!(self.kind, StreamKind::Own { background: false, .. })
    }
}

impl Engine {
    /// What each enabled source is asked, how often and why.
    pub async fn plan(&self) -> Result<Vec<PlannedSource>> {
        let mut planned = Vec::new();
        for source in self.store().sources().await?.into_iter().filter(|source| source.enabled) {
            if source.service == Service::Marketplace {
                planned.push(self.own_plan(source).await?);
                continue;
            }
            let (basis, planned_source) = self.planned(&source).await?;
            let SourcePlan { streams, calls_left, reserve, reasons, .. } = planned_source;
            let dialect = dialect_of(&source).unwrap_or_default();
            let streams = streams.iter().filter(|stream| !stream.covers.is_empty());
            planned.push(PlannedSource {
                streams: streams.map(|stream| basis.named(stream, dialect)).collect(),
                calls_left,
                reserve,
                one_more_costs: one_more_costs(&basis.task(&source)),
                reasons,
                free: is_free(&source),
                id: source.id,
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

    /// A source's plan, and what it is made of. What is known of its market is asked for only where it is needed: a broad
    /// stream that reads everything needs none.
    pub(crate) async fn planned(&self, source: &SourceRecord) -> Result<(Basis, SourcePlan)> {
        let mut basis = self.basis(source).await?;
        let broad = plan(&basis.task(source));
        if broad.reads_everything() {
            return Ok((basis, broad));
        }
        let streams = self.streams_of(source).await?;
        basis.known = Some(self.known(source, &basis.searches, &streams).await?);
        let planned = plan(&basis.task(source));
        Ok((basis, planned))
    }

    /// Everything a plan is made of but what is known of the market.
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
            rates: self.store().rates(source.id, BROAD).await?,
            known: None,
            searches: self.store().searches().await?,
            wanted,
            watched: Watched { quiet: self.quiet_hours().await?, offset: self.ports().clock.offset() },
            running: self.store().running().await?,
            now,
        })
    }
}

/// What is read from the store to plan one source.
pub(crate) struct Basis {
    calls: Calls,
    rates: Rates,
    known: Option<Known>,
    searches: Vec<SavedSearch>,
    wanted: Option<SignedDuration>,
    pub(crate) watched: Watched,
    running: Running,
    pub(crate) now: Timestamp,
}

impl Basis {
    /// Calls that may come within a minute.
    pub(crate) fn at_once(source: &SourceRecord) -> u32 {
        source.plan.unwrap_or(Plan::Starter).calls_per_minute().min(MOST_PAGES)
    }

    pub(crate) fn task(&self, source: &SourceRecord) -> Task<'_> {
        Task {
            source: source.id,
            calls: self.calls,
            at_once: Self::at_once(source),
            page: PAGE_SIZE,
            rates: &self.rates,
            narrow: self.known.as_ref().map(Known::as_narrow),
            searches: &self.searches,
            wanted: self.wanted,
            watched: self.watched,
            running: Some(&self.running),
            now: self.now,
        }
    }

    fn named(&self, stream: &StreamPlan, dialect: Dialect) -> PlannedStream {
        let name = |id: SearchId| self.searches.iter().find(|search| search.id == id).map(|search| search.name.clone());
        let covers = stream.outlook.iter().filter_map(|outlook| Some((name(outlook.search)?, *outlook)));
        PlannedStream {
            name: name_of(&stream.filter),
            request: PageRequest::newest().with_filter(stream.filter).in_dialect(dialect).path(),
            kind: StreamKind::Planned { filter: stream.filter },
            interval: stream.interval(self.now),
            calls_a_day: stream.calls_a_day,
            covers: covers.collect(),
        }
    }
}
