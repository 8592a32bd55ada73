//! Taking in what may not be kept: rows like those of any job, with the content elsewhere.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::notify::Kind;
use lapwing_domain::{Content, Ephemeral, Job, JobKey, SourceId};
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::failure::Failure;
use crate::ingest::{Brought, Decisions, Ingested, Upserted, record_decided};
use crate::leftovers::{self, NewGap, SetAside};
use crate::record::Record;
use crate::row::{instant, millis};
use crate::streams::{self, Progress};
use crate::upsert::{self, Bringer, Known};
use crate::{Store, StoreError, intents, lent, merge, sources};

/// How far behind the watermark a posting may surface and still be new.
const LATE: SignedDuration = SignedDuration::from_hours(1);

/// Everything one round brought that may not be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct EphemeralBatch {
    /// Source that brought it.
    pub source: SourceId,
    /// The service's `scheme://host:port`: service ids are unique within it.
    pub origin: String,
    /// Stream that was read.
    pub stream: String,
    /// When.
    pub now: Timestamp,
    /// Jobs that could be read.
    pub jobs: Vec<Ephemeral>,
    /// Why items could not be read. These reasons are kept, so they must not quote the items.
    pub unreadable: Vec<String>,
    /// Newest publish time read; moves the watermark forward, never back.
    pub watermark: Option<Timestamp>,
    /// Whether this was the stream's first round; ends its baseline.
    pub baseline: bool,
    /// In the first round, the oldest publish time read; what is older was there before watching began.
    pub floor: Option<Timestamp>,
    /// What the round could not read.
    pub gap: Option<NewGap>,
}

impl Store {
    /// Takes in a round of what may not be kept, all or nothing. `decide` is called as [`Store::ingest`] does; news of
    /// followed jobs are not written, for they would tell what a job contains.
    ///
    /// A job whose content is held is merged, and no longer held by that. Any other is taken when there is no row of it
    /// and it is new: published after all that was erased, and at most an hour before the stream's watermark; or else, so
    /// that what one stream brought and lost is not lost to the others, published after that watermark and less than a day
    /// ago, to be held until that day is over. One without publish time is taken only in a first round, when nothing was
    /// erased yet. What is not taken is not told: its row, where its user marked it, stays as it is.
    pub async fn ingest_ephemeral<F>(&self, batch: EphemeralBatch, decide: F) -> Result<Ingested, StoreError>
    where
        F: FnOnce(&[Upserted]) -> Decisions + Send + 'static,
    {
        self.write("taking in what a round brought", move |tx| take_in(tx, &batch, decide)).await
    }
}

fn take_in<F>(tx: &Transaction<'_>, batch: &EphemeralBatch, decide: F) -> Result<Ingested, Failure>
where
    F: FnOnce(&[Upserted]) -> Decisions,
{
    let EphemeralBatch { source, origin, stream, now, watermark, baseline, floor, .. } = batch;
    sources::require(tx, *source)?;
    let by = Bringer { source: *source, origin, now: *now };
    let newness = Newness::of(tx, *source, stream, *now)?;
    let mut brought = Brought::default();
    for copy in &batch.jobs {
        if let Some(taken) = take(tx, by, copy, newness)? {
            brought.add(taken);
        }
    }
    let Decisions { matches, mut intents } = decide(&brought.jobs);
    let matches = record_decided(tx, matches, *now)?;
    intents.retain(|intent| !matches!(intent.kind, Kind::Followed { .. }));
    let intents = intents::insert(tx, &intents, *now)?;
    let aside = |reason: &String| SetAside { raw: String::new(), reason: reason.clone() };
    leftovers::set_aside(tx, *source, &batch.unreadable.iter().map(aside).collect::<Vec<_>>(), *now)?;
    if let Some(gap) = &batch.gap {
        leftovers::note_gap(tx, *source, stream, gap, *now)?;
    }
    let progress = Progress { stream, watermark: *watermark, baseline: *baseline, floor: *floor, now: *now };
    streams::advance(tx, *source, progress)?;
    Ok(Ingested { jobs: brought.jobs, matches, intents })
}

/// What tells a new posting from one that was here and is erased, now that nothing remembers it.
#[derive(Debug, Clone, Copy)]
struct Newness {
    now: Timestamp,
    /// Up to where this stream was read.
    watermark: Option<Timestamp>,
    /// The newest publish time of what was erased of the source, whichever of its streams brought it.
    erased_to: Option<Timestamp>,
    /// Whether a posting without publish time may be new.
    timeless: bool,
}

impl Newness {
    /// Before the stream is read.
    fn of(tx: &Transaction<'_>, source: SourceId, stream: &str, now: Timestamp) -> Result<Self, Failure> {
        let mut statement = tx.prepare_cached("SELECT max(erased_to) FROM streams WHERE source_id = ?1")?;
        let erased_to: Option<i64> = statement.query_row([source.0], |row| row.get(0))?;
        let mut statement =
            tx.prepare_cached("SELECT watermark, baseline_done FROM streams WHERE source_id = ?1 AND name = ?2")?;
        let read: Option<(Option<i64>, bool)> =
            statement.query_row((source.0, stream), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (watermark, baseline_done) = read.unwrap_or_default();
        let timeless = !baseline_done && erased_to.is_none();
        Ok(Self { now, watermark: watermark.map(instant), erased_to: erased_to.map(instant), timeless })
    }

    /// The latest that a posting there is no row of can have been fetched first, if it is new; `None` if it is not.
    ///
    /// What was published after all that was erased was never here. Of the rest, this stream brought nothing that was
    /// published after its watermark; another one may have, but not before it was published, and so its day is counted
    /// from then.
    fn first_fetch(self, posted: Option<Timestamp>) -> Option<Timestamp> {
        let Some(posted) = posted else { return self.timeless.then_some(self.now) };
        let late = self.watermark.map(|watermark| watermark.checked_sub(LATE).unwrap_or(Timestamp::MIN));
        if self.erased_to.is_none_or(|erased_to| posted > erased_to) {
            return late.is_none_or(|late| posted > late).then_some(self.now);
        }
        let unread = self.watermark.is_none_or(|watermark| posted > watermark);
        (unread && lent::until(posted) > self.now).then(|| posted.min(self.now))
    }
}

fn take(
    tx: &Transaction<'_>,
    by: Bringer<'_>,
    copy: &Ephemeral,
    newness: Newness,
) -> Result<Option<Upserted>, Failure> {
    if let Some(known) = lent::find(tx, by.origin, copy.id())? {
        return merge_held(tx, by, known, copy).map(Some);
    }
    let mut statement = tx.prepare_cached("SELECT 1 FROM jobs WHERE origin = ?1 AND service_id = ?2")?;
    if statement.exists((by.origin, &copy.id().0))? {
        return Ok(None);
    }
    newness.first_fetch(copy.posted()).map(|first_fetch| hold_new(tx, by, copy, first_fetch)).transpose()
}

#[expect(clippy::disallowed_methods, reason = "the content goes into the database that ends with the program")]
fn hold_new(
    tx: &Transaction<'_>,
    by: Bringer<'_>,
    copy: &Ephemeral,
    first_fetch: Timestamp,
) -> Result<Upserted, Failure> {
    let (id, content) = (copy.id().clone(), Record::of(copy.show()));
    let key = upsert::insert_row(tx, by, &id, &Record::of(&outline(copy.show())), true)?;
    lent::hold(tx, key, &content, first_fetch)?;
    upsert::new(tx, by, key, Content::Ephemeral(Ephemeral::new(content.into_job(id))))
}

#[expect(clippy::disallowed_methods, reason = "the content goes into the database that ends with the program")]
fn merge_held(tx: &Transaction<'_>, by: Bringer<'_>, known: Known, copy: &Ephemeral) -> Result<Upserted, Failure> {
    let Known { key, state, first_seen, record } = known;
    let before = record.clone().into_job(copy.id().clone());
    let merged = Record::of(&merge::merge(&before, copy.show().clone()));
    let same = merged == record;
    if !same {
        lent::replace(tx, key, &merged)?;
    }
    let job = merged.into_job(copy.id().clone());
    seen_again(tx, key, &job, by.now)?;
    let changes = if same { Vec::new() } else { merge::changes(&before, &job) };
    let lent = |job| Content::Ephemeral(Ephemeral::new(job));
    Ok(Upserted {
        key,
        job: lent(job),
        before: (!same).then(|| Box::new(lent(before))),
        change: upsert::change_of(&changes),
        state,
        new_to_source: upsert::note_source(tx, key, by.source)?,
        matched: upsert::matched(tx, key)?,
        first_seen,
    })
}

/// What a row may say of a job that may not be kept: what identifies it, and when it was published.
fn outline(job: &Job) -> Job {
    Job { url: job.url.clone(), posted: job.posted, ..Job::new(job.id.clone()) }
}

fn seen_again(tx: &Transaction<'_>, key: JobKey, job: &Job, now: Timestamp) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached("UPDATE jobs SET last_seen = ?2, url = ?3, posted = ?4 WHERE key = ?1")?;
    statement.execute(params![key.0, millis(now), job.url, job.posted.map(millis)])?;
    Ok(())
}
