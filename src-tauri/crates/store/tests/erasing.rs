//! Erasing: what is left a day after the first fetch, after the end of the program however it came, and in its files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::{
    Home, all_match, full_job, job, job_posted, keys, lend, lent, minutes_later, nothing, now, search, shown, source,
    take_in,
};
use lapwing_domain::job::Job;
use lapwing_domain::triage::State;
use lapwing_domain::{Content, JobId, JobKey, SourceId};
use lapwing_store::{Counts, EphemeralBatch, Erasure, FullJob, Retention, Sort, Store, View};

const DAY: i64 = 24 * 60;

async fn full(store: &Store, key: JobKey) -> Option<FullJob> {
    store.job(key).await.unwrap()
}

async fn erase(store: &Store, minutes: i64, keep_marks: bool) -> Erasure {
    store.erase_expired(minutes_later(minutes), keep_marks).await.unwrap()
}

/// Ids of what a later round takes of these.
async fn taken_later(store: &Store, source: SourceId, stream: &str, jobs: Vec<Job>) -> Vec<String> {
    let batch = EphemeralBatch { stream: stream.into(), now: minutes_later(DAY + 1), ..lent(source, jobs) };
    let taken = store.ingest_ephemeral(batch, nothing).await.unwrap();
    taken.jobs.iter().map(|upserted| upserted.job.id().0.clone()).collect()
}

/// A text that stands nowhere else, in every field that takes one.
fn marked_with(needle: &str, id: &str) -> Job {
    let mut job = full_job(id);
    for text in [&mut job.title, &mut job.description, &mut job.client.city, &mut job.client.timezone] {
        needle.clone_into(text);
    }
    for list in [&mut job.skills, &mut job.tags, &mut job.occupations] {
        *list = vec![needle.to_owned()];
    }
    job
}

/// Whether a text stands in any file of the folder, or in any file this process has open, removed ones included.
fn written(folder: &Path, needle: &str) -> bool {
    let holds = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
    let open = fs::read_dir("/proc/self/fd").into_iter().flatten().flatten().map(|entry| entry.path());
    let open = open.filter(|path| fs::metadata(path).is_ok_and(|metadata| metadata.is_file()));
    common::contents(folder).iter().any(|(_, bytes)| holds(bytes))
        || open.filter_map(|path| fs::read(path).ok()).any(|bytes| holds(&bytes))
}

#[tokio::test]
async fn content_is_erased_a_day_after_its_first_fetch_and_not_before() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&lend(&home.store, source, vec![job("a")]).await)[0];
    let later = EphemeralBatch { now: minutes_later(30), ..lent(source, vec![job_posted("b", minutes_later(29))]) };
    home.store.ingest_ephemeral(later, nothing).await.unwrap();
    let again = EphemeralBatch { now: minutes_later(DAY - 1), ..lent(source, vec![job("a")]) };
    home.store.ingest_ephemeral(again, nothing).await.unwrap();

    let early = erase(&home.store, DAY - 1, true).await;
    assert_eq!(early, Erasure { erased: 0, next: Some(minutes_later(DAY)) });
    let due = erase(&home.store, DAY, true).await;
    assert_eq!(
        due,
        Erasure { erased: 1, next: Some(minutes_later(DAY + 30)) },
        "a later poll does not restart the day"
    );
    assert_eq!(full(&home.store, key).await, None);
    assert_eq!(erase(&home.store, DAY + 30, true).await, Erasure { erased: 1, next: None });
    assert_eq!(home.store.counts().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn what_is_kept_is_left_alone() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![full_job("a")]).await)[0];
    assert_eq!(erase(&home.store, 100 * DAY, false).await, Erasure::default());
    assert_eq!(home.store.erase_leftovers(now(), false).await.unwrap(), Erasure::default());
    assert_eq!(home.store.forget_ephemeral(source, now(), false).await.unwrap(), 0);
    assert_eq!(full(&home.store, key).await.unwrap().job, Content::Kept(full_job("a")));
}

#[tokio::test]
async fn of_marked_jobs_what_identifies_them_stays_with_their_marks() {
    let home = Home::new();
    let source = source(&home.store).await;
    let one = search(&home.store, "One").await.id;
    let jobs = ["saved", "dismissed", "seen", "new"].map(full_job).to_vec();
    let taken = home.store.ingest_ephemeral(lent(source, jobs), all_match(&[one])).await.unwrap();
    let [saved, dismissed, seen, new] = keys(&taken)[..] else { panic!("four were lent") };
    for (key, state) in [(saved, State::Saved), (dismissed, State::Dismissed), (seen, State::Seen)] {
        home.store.set_state(vec![key], state, None, now()).await.unwrap();
    }
    assert_eq!(erase(&home.store, DAY, true).await, Erasure { erased: 4, next: None });
    for (key, id, state) in [(saved, "saved", State::Saved), (dismissed, "dismissed", State::Dismissed)] {
        let left = full(&home.store, key).await.unwrap();
        let expected = Job { url: full_job(id).url, posted: full_job(id).posted, ..Job::new(JobId(id.into())) };
        assert_eq!((shown(&left.job), left.retention, left.state), (&expected, Retention::Erased, state));
        assert_eq!((left.job.kept(), left.first_seen, left.searches.len()), (None, now(), 1));
        assert_eq!(home.store.timeline(key).await.unwrap().len(), 4, "posted, seen, matched, marked");
    }
    assert_eq!((full(&home.store, seen).await, full(&home.store, new).await), (None, None));
    let counts = Counts { saved: 1, dismissed: 1, all: 2, ..Counts::default() };
    assert_eq!(home.store.counts().await.unwrap(), counts);
    let row = home.store.page(View::Saved, Sort::Newest, None, 10).await.unwrap().rows.remove(0);
    assert_eq!((row.key, row.retention), (saved, Retention::Erased));
}

#[tokio::test]
async fn without_marks_kept_nothing_stays_and_switching_that_off_later_clears_up() {
    let home = Home::new();
    let source = source(&home.store).await;
    let taken = keys(&lend(&home.store, source, vec![job("a"), job("b")]).await);
    home.store.set_state(taken.clone(), State::Saved, None, now()).await.unwrap();
    assert_eq!(erase(&home.store, DAY, true).await.erased, 2);
    assert_eq!(erase(&home.store, DAY, true).await.erased, 0, "marks stay as they are");
    assert_eq!(erase(&home.store, DAY, false).await.erased, 2);
    assert_eq!(full(&home.store, taken[0]).await, None);

    let later =
        EphemeralBatch { now: minutes_later(2 * DAY), ..lent(source, vec![job_posted("c", minutes_later(2 * DAY))]) };
    let key = keys(&home.store.ingest_ephemeral(later, nothing).await.unwrap())[0];
    home.store.set_state(vec![key], State::Applied, None, minutes_later(2 * DAY)).await.unwrap();
    assert_eq!(erase(&home.store, 3 * DAY, false).await.erased, 1);
    assert_eq!(full(&home.store, key).await, None);
}

#[tokio::test]
async fn a_mark_taken_back_after_erasing_takes_the_rest_with_it() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&lend(&home.store, source, vec![job("a")]).await)[0];
    let saved = home.store.set_state(vec![key], State::Saved, None, now()).await.unwrap();
    erase(&home.store, DAY, true).await;
    home.store.undo(saved.id, minutes_later(DAY)).await.unwrap();
    assert_eq!(erase(&home.store, DAY, true).await.erased, 1);
    assert_eq!(full(&home.store, key).await, None);
}

#[tokio::test]
async fn what_was_erased_is_not_taken_again_by_any_search() {
    let home = Home::new();
    let source = source(&home.store).await;
    let (older, newest) = (job_posted("older", minutes_later(-30)), job_posted("newest", minutes_later(-3)));
    lend(&home.store, source, vec![newest.clone(), older.clone()]).await;
    erase(&home.store, DAY, true).await;
    let polled = vec![job("timeless"), newest, older, job_posted("new", minutes_later(-2))];
    assert_eq!(taken_later(&home.store, source, "one", polled.clone()).await, ["new"]);
    assert_eq!(taken_later(&home.store, source, "two", polled).await, ["new"], "nor by a search added since");
}

#[tokio::test]
async fn what_was_erased_under_a_mark_is_never_filled_in_again() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&lend(&home.store, source, vec![job_posted("a", minutes_later(-3))]).await)[0];
    home.store.set_state(vec![key], State::Dismissed, None, now()).await.unwrap();
    erase(&home.store, DAY, true).await;
    let before = full(&home.store, key).await;
    let renewed = Job { posted: Some(minutes_later(DAY)), ..full_job("a") };
    assert_eq!(taken_later(&home.store, source, "one", vec![renewed]).await, [""; 0]);
    assert_eq!(full(&home.store, key).await, before);
}

#[tokio::test]
async fn after_a_start_nothing_of_an_earlier_run_is_left_but_marks() {
    let home = Home::new();
    let source = source(&home.store).await;
    let jobs = vec![job_posted("marked", minutes_later(-4)), job_posted("seen", minutes_later(-3))];
    let taken = keys(&lend(&home.store, source, jobs).await);
    home.store.set_state(vec![taken[0]], State::Saved, None, now()).await.unwrap();
    assert_eq!(home.store.erase_leftovers(now(), true).await.unwrap().erased, 0, "this run holds them");

    let home = home.reopened();
    let left = home.store.erase_leftovers(minutes_later(5), true).await.unwrap();
    assert_eq!(left, Erasure { erased: 2, next: None });
    assert_eq!(full(&home.store, taken[0]).await.unwrap().retention, Retention::Erased);
    assert_eq!(full(&home.store, taken[1]).await, None);
    assert_eq!(home.store.erase_leftovers(minutes_later(6), true).await.unwrap().erased, 0);
    let polled = vec![job_posted("seen", minutes_later(-3)), job_posted("new", minutes_later(1))];
    assert_eq!(taken_later(&home.store, source, "one", polled).await, ["new"]);
}

#[tokio::test]
async fn what_a_restart_took_from_one_search_is_not_lost_to_another_and_has_its_day_from_its_publishing() {
    let home = Home::new();
    let source = source(&home.store).await;
    let posting = job_posted("a", minutes_later(-60));
    let read = |stream: &str, minutes, jobs| EphemeralBatch {
        stream: stream.into(),
        now: minutes_later(minutes),
        watermark: Some(minutes_later(-60)),
        ..lent(source, jobs)
    };
    home.store.ingest_ephemeral(read("one", 0, vec![posting.clone()]), nothing).await.unwrap();
    let home = home.reopened();
    home.store.erase_leftovers(now(), true).await.unwrap();

    let again = home.store.ingest_ephemeral(read("one", 1, vec![posting.clone()]), nothing).await.unwrap();
    assert_eq!(keys(&again), [], "this search has had it");
    let other = home.store.ingest_ephemeral(read("two", 2, vec![posting.clone()]), nothing).await.unwrap();
    let [key] = keys(&other)[..] else { panic!("one was taken") };
    let until = minutes_later(DAY - 60);
    assert_eq!(full(&home.store, key).await.unwrap().retention, Retention::Ephemeral { until });
    assert_eq!(erase(&home.store, DAY - 60, true).await.erased, 1);
    let third = home.store.ingest_ephemeral(read("three", DAY - 60, vec![posting]), nothing).await.unwrap();
    assert_eq!(keys(&third), [], "its day is over");
}

#[tokio::test]
async fn all_of_it_can_be_erased_at_the_end() {
    let home = Home::new();
    let source = source(&home.store).await;
    let taken = keys(&lend(&home.store, source, vec![job("marked"), job("new")]).await);
    home.store.set_state(vec![taken[0]], State::Saved, None, now()).await.unwrap();
    assert_eq!(home.store.erase_all(now(), true).await.unwrap(), Erasure { erased: 2, next: None });
    assert_eq!(full(&home.store, taken[0]).await.unwrap().retention, Retention::Erased);
    assert_eq!(full(&home.store, taken[1]).await, None);
}

#[tokio::test]
async fn a_source_takes_what_it_lent_with_it() {
    let home = Home::new();
    let source = source(&home.store).await;
    let taken = keys(&lend(&home.store, source, vec![job("marked"), job("new")]).await);
    home.store.set_state(vec![taken[0]], State::Saved, None, now()).await.unwrap();
    home.store.remove_source(source, now()).await.unwrap();
    assert_eq!(full(&home.store, taken[0]).await.unwrap().retention, Retention::Erased);
    assert_eq!(full(&home.store, taken[1]).await, None);
}

#[tokio::test]
async fn one_source_can_be_forgotten_without_the_others() {
    let home = Home::new();
    let mine = source(&home.store).await;
    let other = home.store.add_source(common::new_source("other"), now()).await.unwrap().id;
    let forgotten = keys(&lend(&home.store, mine, vec![job("mine")]).await)[0];
    let stays = keys(&lend(&home.store, other, vec![job("other")]).await)[0];
    home.store.set_state(vec![forgotten], State::Saved, None, now()).await.unwrap();
    assert_eq!(home.store.forget_ephemeral(mine, now(), false).await.unwrap(), 1);
    assert_eq!(full(&home.store, forgotten).await, None);
    assert_ne!(full(&home.store, stays).await.unwrap().retention, Retention::Erased);
}

#[tokio::test]
async fn what_is_lent_stands_in_no_file_while_it_is_held_nor_after() {
    const LENT: &str = "halyard-of-the-lent-posting";
    const KEPT: &str = "halyard-of-the-kept-posting";
    let home = Home::new();
    let source = source(&home.store).await;
    // More than any cache of pages holds.
    let padding = |id: usize| Job { description: LENT.repeat(300), ..marked_with(LENT, &id.to_string()) };
    let taken = keys(&lend(&home.store, source, (0..600).map(padding).collect()).await);
    lend(&home.store, source, vec![Job { description: format!("{LENT}, edited"), ..padding(0) }]).await;
    home.store.set_state(vec![taken[0]], State::Saved, None, now()).await.unwrap();
    take_in(&home.store, source, vec![marked_with(KEPT, "kept")]).await;
    assert!(written(home.dir.path(), KEPT), "this search finds what is written");
    assert!(!written(home.dir.path(), LENT));

    assert_eq!(erase(&home.store, DAY, true).await.erased, 600);
    assert!(!written(home.dir.path(), LENT));
    home.store.close();
    assert!(!written(home.dir.path(), LENT));
}

#[tokio::test]
async fn a_crash_leaves_nothing_of_what_was_lent() {
    const LENT: &str = "spinnaker-of-the-lent-posting";
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&lend(&home.store, source, vec![marked_with(LENT, "a")]).await)[0];
    home.store.set_state(vec![key], State::Saved, None, now()).await.unwrap();

    // What a killed program leaves: its files as they are, with the log not folded in.
    let crashed = tempfile::tempdir().unwrap();
    for (name, bytes) in common::contents(home.dir.path()) {
        fs::write(crashed.path().join(name), bytes).unwrap();
    }
    assert!(!written(crashed.path(), LENT));
    let store = Store::open(&crashed.path().join("lapwing.db")).unwrap();
    assert_eq!(store.erase_leftovers(minutes_later(DAY), true).await.unwrap().erased, 1);
    assert_eq!(full(&store, key).await.unwrap().retention, Retention::Erased);
    assert!(!written(crashed.path(), LENT));
}
