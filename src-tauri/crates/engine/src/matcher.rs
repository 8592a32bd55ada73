//! What to record about the jobs of a round, and what their matches are worth telling.

use jiff::Timestamp;
use lapwing_domain::notify::{Kind, is_followed, news};
use lapwing_domain::query::PreparedJob;
use lapwing_domain::search::{Notify, Scope};
use lapwing_domain::triage::State;
use lapwing_domain::{Record, SavedSearch, SearchId, SourceId};
use lapwing_store::{Change, Decisions, NewIntent, Upserted, Writer};

use crate::compiled::Compiled;

impl Compiled {
    /// Decides what to record about the jobs of a round.
    ///
    /// New and edited jobs are matched, and those another source brought before, for searches that do not read that one.
    /// A job already dismissed does not come back. A baseline round is announced by one summary, a later one job by job.
    /// Of jobs that are followed, what happened to them is told.
    pub(crate) fn decide(&mut self, round: &RoundFacts, jobs: &[Upserted]) -> Decisions {
        let mut decisions = Decisions::default();
        let mut baseline = Baseline::default();
        let past = self.proposals_past;
        decisions.intents.extend(jobs.iter().flat_map(|upserted| followed(upserted, past, round.writer)));
        let to_match =
            |upserted: &&Upserted| (round.own || is_to_match(upserted)) && upserted.state != State::Dismissed;
        for upserted in jobs.iter().filter(to_match) {
            let fitting = self.fitting_of(upserted, round);
            if fitting.is_empty() {
                continue;
            }
            decisions.matches.extend(fitting.iter().map(|search| (upserted.key, search.id)));
            if round.baseline {
                baseline.add(&fitting);
            } else if !round.is_old(upserted) && (!round.own || upserted.matched.is_empty()) {
                decisions.intents.extend(intent(upserted, &fitting, round.writer));
            }
        }
        decisions.intents.extend(baseline.intent(round.writer));
        decisions
    }

    #[expect(clippy::disallowed_methods, reason = "a copy is matched and forgotten")]
    fn fitting_of(&mut self, upserted: &Upserted, round: &RoundFacts) -> Vec<&SavedSearch> {
        // An unchanged job is only news to searches that did not read the source it is known from.
        let unchanged = upserted.change == Change::Unchanged;
        let wanted = |SavedSearch { id, scope, .. }: &SavedSearch| {
            let known = unchanged && *scope == Scope::All && !round.own;
            scope.includes(round.source) && !known && !upserted.matched.contains(id)
        };
        if !self.searches().any(wanted) {
            return Vec::new();
        }
        let record = Record { sources: vec![round.source_name.clone()], ..Record::default() };
        self.fitting(&PreparedJob::with_record(upserted.job.show().clone(), record), round.now, wanted)
    }
}

/// What the decision needs to know of the round.
#[derive(Debug, Clone)]
pub(crate) struct RoundFacts {
    pub(crate) source: SourceId,
    pub(crate) source_name: String,
    pub(crate) now: Timestamp,
    pub(crate) baseline: bool,
    /// What was published before was there when watching began.
    pub(crate) floor: Option<Timestamp>,
    pub(crate) writer: Writer,
    /// What came was asked for one search alone. Another one may have brought a job before, and told it.
    pub(crate) own: bool,
}

impl RoundFacts {
    /// A page may end beyond the place where the first round stopped: what lies there is found, but it is no news.
    fn is_old(&self, upserted: &Upserted) -> bool {
        let Upserted { job, change, .. } = upserted;
        matches!(change, Change::New | Change::Unchanged)
            && !job.kept().is_some_and(|job| job.private)
            && self.floor.zip(job.posted()).is_some_and(|(floor, posted)| posted < floor)
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
    fn add(&mut self, fitting: &[&SavedSearch]) {
        let told = fitting.iter().filter(|search| search.notify != Notify::Silent);
        let mut any = false;
        for search in told {
            any = true;
            if !self.searches.contains(&search.id) {
                self.searches.push(search.id);
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

/// At most one intent for a job, however many searches it fits. Silent ones are not told.
fn intent(upserted: &Upserted, fitting: &[&SavedSearch], writer: Writer) -> Option<NewIntent> {
    let told = fitting.iter().filter(|search| search.notify != Notify::Silent);
    let searches: Vec<SearchId> = told.map(|search| search.id).collect();
    let kind = Kind::Match { job: upserted.key, searches: searches.clone() };
    (!searches.is_empty()).then_some(NewIntent { kind, written_by: writer })
}

/// What is news in a job that its user follows. News would say for good what a job contains: there are none of what may not
/// be kept.
fn followed(upserted: &Upserted, proposals_past: u32, writer: Writer) -> impl Iterator<Item = NewIntent> {
    let before = upserted.before.as_ref().filter(|_| is_followed(upserted.state));
    let kept = before.and_then(|before| before.kept().zip(upserted.job.kept()));
    let news = kept.map(|(before, job)| news(before, job, proposals_past)).unwrap_or_default();
    let job = upserted.key;
    news.into_iter().map(move |news| NewIntent { kind: Kind::Followed { job, news }, written_by: writer })
}
