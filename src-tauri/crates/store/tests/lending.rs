//! What may not be kept: taken in, listed and merged like any job, and found in no file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{
    Home, all_match, batch, changes, full_job, job, job_posted, keys, lend, lent, minutes_later, nothing, now, search,
    shown, source,
};
use lapwing_domain::job::Job;
use lapwing_domain::notify::{Kind, News};
use lapwing_domain::triage::State;
use lapwing_domain::{Content, Ephemeral, JobKey};
use lapwing_store::{
    Change, ChangeKind, Counts, Decisions, EphemeralBatch, NewGap, NewIntent, Retention, Sort, Store, StoreError,
    TimelineEvent, Upserted, View, Writer,
};
use rusqlite::Connection;

const DAY: i64 = 24 * 60;

fn for_a_day() -> Retention {
    Retention::Ephemeral { until: minutes_later(DAY) }
}

fn content(job: Job) -> Content {
    Content::Ephemeral(Ephemeral::new(job))
}

/// Lends what was published when, and tells which of it was taken.
async fn taken(store: &Store, batch: EphemeralBatch) -> Vec<String> {
    let taken = store.ingest_ephemeral(batch, nothing).await.unwrap();
    taken.jobs.iter().map(|upserted| upserted.job.id().0.clone()).collect()
}

#[tokio::test]
async fn lists_and_details_show_what_is_lent_and_until_when() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let decided = home.store.ingest_ephemeral(lent(source, vec![full_job("a")]), all_match(&[one])).await.unwrap();
    let key = keys(&decided)[0];
    assert_eq!(decided.jobs[0].job, content(full_job("a")));
    assert_eq!((changes(&decided), decided.matches), (vec![Change::New], vec![(key, one)]));

    let rows = home.store.page(View::Inbox, Sort::Newest, None, 10).await.unwrap().rows;
    assert_eq!((shown(&rows[0].job), rows[0].retention), (&full_job("a"), for_a_day()));
    assert_eq!(rows[0].searches.len(), 1);
    assert_eq!(home.store.summaries(vec![key]).await.unwrap(), rows);
    let full = home.store.job(key).await.unwrap().unwrap();
    assert_eq!((full.job, full.retention), (content(full_job("a")), for_a_day()));
    let scanned = home.store.scan(View::All, Sort::Newest, None, 10).await.unwrap().jobs;
    assert_eq!((&scanned[0].job, scanned[0].retention), (&content(full_job("a")), for_a_day()));
    assert_eq!(home.store.counts().await.unwrap(), Counts { inbox: 1, unread: 1, all: 1, ..Counts::default() });
}

#[tokio::test]
async fn readers_that_export_get_nothing_of_what_is_lent() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&lend(&home.store, source, vec![full_job("a")]).await)[0];
    let full = home.store.job(key).await.unwrap().unwrap();
    let row = home.store.summaries(vec![key]).await.unwrap().remove(0);
    let stored = home.store.scan(View::All, Sort::Newest, None, 10).await.unwrap().jobs.remove(0);
    for job in [&full.job, &row.job, &stored.job] {
        assert_eq!(job.kept(), None);
        assert_eq!(
            (job.id(), job.url(), job.posted()),
            (&full_job("a").id, full_job("a").url.as_deref(), full_job("a").posted)
        );
    }
}

#[tokio::test]
async fn a_list_shows_both_kinds_side_by_side() {
    let home = Home::new();
    let source = source(&home.store).await;
    home.store.ingest(batch(source, vec![job_posted("kept", minutes_later(-2))]), nothing).await.unwrap();
    lend(&home.store, source, vec![job_posted("lent", minutes_later(-1))]).await;
    let rows = home.store.page(View::All, Sort::Newest, None, 10).await.unwrap().rows;
    let told: Vec<_> = rows.iter().map(|row| (shown(&row.job).title.as_str(), row.retention)).collect();
    assert_eq!(told, [("Job lent", for_a_day()), ("Job kept", Retention::Kept)]);
}

#[tokio::test]
async fn a_row_says_what_identifies_its_job_and_nothing_else() {
    let home = Home::new();
    let source = source(&home.store).await;
    lend(&home.store, source, vec![full_job("a")]).await;
    let other = Connection::open(home.path()).unwrap();
    let expected = Job { url: full_job("a").url, posted: full_job("a").posted, ..Job::new(full_job("a").id) };
    let kept_like_it = Home::new();
    let there = common::source(&kept_like_it.store).await;
    common::take_in(&kept_like_it.store, there, vec![expected]).await;
    let row = |connection: &Connection| -> Vec<rusqlite::types::Value> {
        let mut statement = connection.prepare("SELECT * FROM jobs").unwrap();
        let width = statement.column_count();
        let names: Vec<_> = statement.column_names().iter().map(ToString::to_string).collect();
        let mut rows = statement.query([]).unwrap();
        let row = rows.next().unwrap().unwrap();
        let columns = (0..width).filter(|column| names[*column] != "ephemeral");
        columns.map(|column| row.get(column).unwrap()).collect()
    };
    assert_eq!(row(&other), row(&Connection::open(kept_like_it.path()).unwrap()));
}

#[tokio::test]
async fn a_later_copy_is_merged_and_holds_nothing_any_longer() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&lend(&home.store, source, vec![full_job("a")]).await)[0];
    let edited = Job { description: "Another text.".into(), ..full_job("a") };
    let later = EphemeralBatch { now: minutes_later(600), ..lent(source, vec![edited.clone()]) };
    let taken = home.store.ingest_ephemeral(later, nothing).await.unwrap();
    assert_eq!(changes(&taken), [Change::Edited(vec![ChangeKind::Text])]);
    assert_eq!(taken.jobs[0].before.as_deref(), Some(&content(full_job("a"))));
    let full = home.store.job(key).await.unwrap().unwrap();
    assert_eq!((full.job, full.retention), (content(edited), for_a_day()));
    assert_eq!((full.first_seen, full.last_seen), (now(), minutes_later(600)));
    let timeline = home.store.timeline(key).await.unwrap();
    assert!(!timeline.iter().any(|entry| matches!(entry.event, TimelineEvent::Changed(_))), "{timeline:?}");
}

#[tokio::test]
async fn a_copy_that_changes_nothing_is_told_as_unchanged() {
    let home = Home::new();
    let source = source(&home.store).await;
    lend(&home.store, source, vec![full_job("a")]).await;
    let again = lend(&home.store, source, vec![full_job("a"), full_job("a")]).await;
    assert_eq!((changes(&again), again.jobs[0].before.as_ref()), (vec![Change::Unchanged], None));
}

#[tokio::test]
async fn what_one_search_brought_fits_another_that_brings_it_too() {
    let home = Home::new();
    let source = source(&home.store).await;
    let (one, two) = (search(&home.store, "One").await.id, search(&home.store, "Two").await.id);
    let key = keys(&home.store.ingest_ephemeral(lent(source, vec![job("a")]), all_match(&[one])).await.unwrap())[0];
    let other = EphemeralBatch { stream: "two".into(), ..lent(source, vec![job("a")]) };
    let taken = home.store.ingest_ephemeral(other, all_match(&[two])).await.unwrap();
    assert_eq!((taken.jobs[0].matched.as_slice(), taken.matches), ([one].as_slice(), vec![(key, two)]));
    let names = home.store.searches_of(vec![key]).await.unwrap().remove(&key).unwrap();
    assert_eq!(names.iter().map(|search| search.name.as_str()).collect::<Vec<_>>(), ["One", "Two"]);
}

#[tokio::test]
async fn the_first_round_takes_everything_and_later_ones_what_is_new() {
    let home = Home::new();
    let source = source(&home.store).await;
    let first = vec![job("timeless"), job_posted("old", minutes_later(-9_000)), job_posted("new", minutes_later(-5))];
    let first = EphemeralBatch { baseline: true, watermark: Some(minutes_later(-5)), ..lent(source, first) };
    assert_eq!(taken(&home.store, first).await, ["timeless", "old", "new"]);
    let second = vec![
        job("timeless too"),
        job_posted("newer", minutes_later(-1)),
        job_posted("late", minutes_later(-64)),
        job_posted("an hour late", minutes_later(-65)),
    ];
    assert_eq!(taken(&home.store, lent(source, second)).await, ["newer", "late"]);
}

#[tokio::test]
async fn what_lies_in_another_program_is_neither_shown_nor_taken() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&lend(&home.store, source, vec![full_job("a")]).await)[0];
    let other = Store::open(&home.path()).unwrap();
    let row = other.summaries(vec![key]).await.unwrap().remove(0);
    assert_eq!((shown(&row.job).title.as_str(), row.retention), ("", Retention::Erased));
    assert_eq!((row.job.id(), row.job.url()), (&full_job("a").id, full_job("a").url.as_deref()));
    assert_eq!(other.job(key).await.unwrap().unwrap().retention, Retention::Erased);
    assert_eq!(other.scan(View::All, Sort::Newest, None, 10).await.unwrap().jobs, [], "nothing can be asked of it");
    assert_eq!(taken(&other, lent(source, vec![full_job("a")])).await, [""; 0]);
    assert_eq!(home.store.job(key).await.unwrap().unwrap().retention, for_a_day());
}

#[tokio::test]
async fn triage_and_undo_work_on_what_is_lent() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&lend(&home.store, source, vec![job("a")]).await)[0];
    let saved = home.store.set_state(vec![key], State::Saved, None, now()).await.unwrap();
    assert_eq!(home.store.page(View::Saved, Sort::Newest, None, 10).await.unwrap().rows[0].retention, for_a_day());
    home.store.undo(saved.id, now()).await.unwrap();
    let again = lend(&home.store, source, vec![job("a")]).await;
    assert_eq!(again.jobs[0].state, State::New);
}

#[tokio::test]
async fn matches_are_owed_a_notification_and_news_of_followed_jobs_are_not_written() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let decide = move |jobs: &[Upserted]| {
        let job = jobs[0].key;
        let kinds = [
            Kind::Match { job, searches: vec![one] },
            Kind::Followed { job, news: News::Price { now: "4711 USD".into() } },
        ];
        let intents = kinds.map(|kind| NewIntent { kind, written_by: Writer::Window }).into();
        Decisions { matches: vec![(job, one)], intents }
    };
    let taken = home.store.ingest_ephemeral(lent(source, vec![job("a")]), decide).await.unwrap();
    assert_eq!(taken.intents.len(), 1);
    let pending = home.store.pending_intents().await.unwrap();
    assert!(matches!(pending.as_slice(), [intent] if matches!(intent.kind, Kind::Match { .. })), "{pending:?}");
}

#[tokio::test]
async fn of_what_could_not_be_read_the_reasons_alone_are_kept() {
    let home = Home::new();
    let source = source(&home.store).await;
    for _ in 0..2 {
        let unreadable = vec!["there is no id".to_owned(), "there is no title".to_owned()];
        home.store.ingest_ephemeral(EphemeralBatch { unreadable, ..lent(source, Vec::new()) }, nothing).await.unwrap();
    }
    let aside = home.store.set_aside(10).await.unwrap();
    let mut told: Vec<_> = aside.iter().map(|item| (item.raw.as_str(), item.reason.as_str())).collect();
    told.sort_unstable();
    assert_eq!(told, [("", "there is no id"), ("", "there is no title")]);
}

#[tokio::test]
async fn what_a_round_could_not_reach_is_noted_as_a_gap() {
    let home = Home::new();
    let source = source(&home.store).await;
    let gap = NewGap { from: minutes_later(-90), to: minutes_later(-30), why: "one page was read".into() };
    home.store
        .ingest_ephemeral(EphemeralBatch { gap: Some(gap.clone()), ..lent(source, Vec::new()) }, nothing)
        .await
        .unwrap();
    let open = home.store.open_gaps(source).await.unwrap();
    assert_eq!(open.iter().map(|open| (open.stream.as_str(), &open.gap)).collect::<Vec<_>>(), [("one", &gap)]);
}

#[tokio::test]
async fn nothing_is_learnt_from_what_is_lent() {
    let home = Home::new();
    let source = source(&home.store).await;
    let lent = keys(&lend(&home.store, source, vec![job("lent")]).await);
    let kept = keys(&common::take_in(&home.store, source, vec![job("kept")]).await);
    home.store.add_to_sample(source, [kept, lent].concat(), 1).await.unwrap();
    let sample = home.store.sample(source).await.unwrap();
    assert_eq!(sample.iter().map(|(job, _)| job.title.as_str()).collect::<Vec<_>>(), ["Job kept"]);
}

#[tokio::test]
async fn a_round_that_fails_holds_nothing_of_what_it_brought() {
    let home = Home::new();
    let source = source(&home.store).await;
    let unknown = |jobs: &[Upserted]| Decisions {
        matches: vec![(jobs[0].key, lapwing_domain::SearchId(999))],
        intents: Vec::new(),
    };
    let round = EphemeralBatch { watermark: Some(now()), ..lent(source, vec![job_posted("a", now())]) };
    let error = home.store.ingest_ephemeral(round, unknown).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "search", .. }), "{error}");
    assert_eq!(home.store.job(JobKey(1)).await.unwrap(), None);
    assert_eq!(home.store.erase_expired(minutes_later(DAY), true).await.unwrap(), lapwing_store::Erasure::default());
    let late = lent(source, vec![job_posted("a", minutes_later(-90))]);
    assert_eq!(taken(&home.store, late).await, ["a"], "the watermark did not move");
}

#[tokio::test]
async fn nothing_is_taken_in_for_a_source_that_was_removed() {
    let home = Home::new();
    let source = source(&home.store).await;
    home.store.remove_source(source, now()).await.unwrap();
    let error = home.store.ingest_ephemeral(lent(source, vec![job("a")]), nothing).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "source", .. }), "{error}");
}
