//! The active searches of a source, ready to match, and what their matches are worth telling.

use jiff::Timestamp;
use lapwing_domain::notify::Kind;
use lapwing_domain::query::{At, PreparedJob, Query, Use, parse};
use lapwing_domain::search::{Notify, Scope};
use lapwing_domain::triage::State;
use lapwing_domain::{SavedSearch, SearchId, SourceId};
use lapwing_store::{Change, Decisions, NewIntent, Upserted, Writer};

/// One search with its query parsed.
#[derive(Debug)]
pub(crate) struct Active {
    pub(crate) search: SavedSearch,
    query: Query,
}

impl Active {
    /// `None` when the stored query cannot be read any more, which is logged: a search is never dropped silently.
    pub(crate) fn new(search: SavedSearch) -> Option<Self> {
        match parse(&search.query, Use::SavedSearch) {
            Ok(parsed) => Some(Self { search, query: parsed.query }),
            Err(problems) => {
                tracing::warn!(search = %search.id, problem = ?problems.first(), "a saved search cannot be read and matches nothing");
                None
            }
        }
    }

    /// Whether the job fits. A private placeholder fits nothing until it carries a title, unless the query asks for it.
    pub(crate) fn fits(&self, job: &PreparedJob, at: &At) -> bool {
        let placeholder = job.job().private && job.job().title.is_empty();
        (!placeholder || self.query.asks_for_private()) && self.query.matches(job, at)
    }
}

/// All searches that are not paused.
#[derive(Debug, Default)]
pub(crate) struct ActiveSearches(Vec<Active>);

impl ActiveSearches {
    pub(crate) fn new(searches: Vec<SavedSearch>) -> Self {
        Self(searches.into_iter().filter(|search| !search.paused).filter_map(Active::new).collect())
    }

    /// Whether any of them reads this source.
    pub(crate) fn read(&self, source: SourceId) -> bool {
        self.0.iter().any(|active| active.search.scope.includes(source))
    }

    /// The name of a search.
    pub(crate) fn name(&self, id: SearchId) -> Option<&str> {
        self.0.iter().find(|active| active.search.id == id).map(|active| active.search.name.as_str())
    }

    /// Decides what to record about the jobs of a round.
    ///
    /// New and edited jobs are matched, and those another source brought before, for searches that do not read that one.
    /// A job already dismissed does not come back. A baseline round is announced by one summary, a later one job by job.
    pub(crate) fn decide(&self, round: &RoundFacts, jobs: &[Upserted]) -> Decisions {
        let at = At { now: round.now };
        let mut decisions = Decisions::default();
        let mut baseline = Baseline::default();
        for upserted in jobs.iter().filter(|upserted| is_to_match(upserted) && upserted.state != State::Dismissed) {
            let fitting = self.fitting(upserted, round.source, &at);
            if fitting.is_empty() {
                continue;
            }
            decisions.matches.extend(fitting.iter().map(|active| (upserted.key, active.search.id)));
            if round.baseline {
                baseline.add(&fitting);
            } else if !round.is_old(upserted) {
                decisions.intents.extend(intents(upserted, &fitting, round.writer));
            }
        }
        decisions.intents.extend(baseline.intent(round.writer));
        decisions
    }

    fn fitting(&self, upserted: &Upserted, source: SourceId, at: &At) -> Vec<&Active> {
        // An unchanged job is only news to searches that did not read the source it is known from.
        let unchanged = upserted.change == Change::Unchanged;
        let wants = |SavedSearch { id, scope, .. }: &SavedSearch| {
            scope.includes(source) && !(unchanged && *scope == Scope::All) && !upserted.matched.contains(id)
        };
        let wanted: Vec<&Active> = self.0.iter().filter(|active| wants(&active.search)).collect();
        if wanted.is_empty() {
            return wanted;
        }
        let prepared = PreparedJob::new(upserted.job.clone());
        wanted.into_iter().filter(|active| active.fits(&prepared, at)).collect()
    }
}

/// What the decision needs to know of the round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RoundFacts {
    pub(crate) source: SourceId,
    pub(crate) now: Timestamp,
    pub(crate) baseline: bool,
    /// What was published before was there when watching began.
    pub(crate) floor: Option<Timestamp>,
    pub(crate) writer: Writer,
}

impl RoundFacts {
    /// A page may end beyond the place where the first round stopped: what lies there is found, but it is no news.
    fn is_old(&self, upserted: &Upserted) -> bool {
        let Upserted { job, change, .. } = upserted;
        matches!(change, Change::New | Change::Unchanged)
            && !job.private
            && self.floor.zip(job.posted).is_some_and(|(floor, posted)| posted < floor)
    }
}

/// Whether a copy of a job brought something that a search could not know.
fn is_to_match(upserted: &Upserted) -> bool {
    upserted.change != Change::Unchanged || upserted.new_to_source
}

/// Collects what a baseline found.
#[derive(Debug, Default)]
pub(crate) struct Baseline {
    jobs: u32,
    searches: Vec<SearchId>,
}

impl Baseline {
    fn add(&mut self, fitting: &[&Active]) {
        let told = fitting.iter().filter(|active| active.search.notify != Notify::Silent);
        let mut any = false;
        for active in told {
            any = true;
            if !self.searches.contains(&active.search.id) {
                self.searches.push(active.search.id);
            }
        }
        self.jobs += u32::from(any);
    }

    /// The one intent of a baseline, if there is anything to tell.
    fn intent(self, writer: Writer) -> Option<NewIntent> {
        Self::of(self.jobs, self.searches, writer)
    }

    /// The intent for so many jobs that fit these searches.
    pub(crate) fn of(jobs: u32, searches: Vec<SearchId>, writer: Writer) -> Option<NewIntent> {
        (jobs > 0).then_some(NewIntent { kind: Kind::Baseline { jobs, searches }, written_by: writer })
    }
}

/// At most one pop-up and one digest line for a job, however many searches it fits.
fn intents(upserted: &Upserted, fitting: &[&Active], writer: Writer) -> impl Iterator<Item = NewIntent> {
    let of = |notify| -> Vec<SearchId> {
        fitting.iter().filter(|active| active.search.notify == notify).map(|active| active.search.id).collect()
    };
    let (instant, digest) = (of(Notify::Instant), of(Notify::Digest));
    let job = upserted.key;
    let kind = if !instant.is_empty() {
        Some(Kind::Single { job, searches: instant })
    } else if !digest.is_empty() {
        Some(Kind::Digest { job, searches: digest })
    } else {
        None
    };
    kind.map(|kind| NewIntent { kind, written_by: writer }).into_iter()
}
