//! The rule on content: a day after the first fetch it is gone, wherever one looks; of marked jobs their marks stay.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use jiff::SignedDuration;
use lapwing_engine::domain::triage::State;
use lapwing_engine::{Clock as _, ContentRules, EngineError, Retention, View, Writer};
use lapwing_sandbox::Fault;

use crate::shop::{hours, publish, searched_for_rust, shown, title, titles};
use crate::support::{Bench, told};

/// A title in words that stand nowhere else.
const NEEDLE: &str = "Rust zephyranthes barometer";

/// Where the needle's rare words are found: in files below `folder`, and in files of this process that no name leads to.
fn found_in(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |name: String, bytes: &[u8]| {
        for word in ["zephyranthes", "barometer"] {
            if bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes())) {
                found.push(format!("{name}: {word}"));
            }
        }
    };
    let mut rest = vec![folder.to_owned()];
    while let Some(path) = rest.pop() {
        if path.is_dir() {
            rest.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            look(path.display().to_string(), &fs::read(&path).unwrap_or_default());
        }
    }
    for (name, bytes) in nameless_files() {
        look(name, &bytes);
    }
    found
}

/// Files that this process has open and that were removed, which is where the content lies while it may.
#[cfg(target_os = "linux")]
fn nameless_files() -> BTreeMap<String, Vec<u8>> {
    let open = fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| Some(entry.ok()?.path()));
    let nameless = open.filter_map(|path| {
        let name = fs::read_link(&path).ok()?.to_string_lossy().into_owned();
        let bytes = name.ends_with("(deleted)").then(|| fs::read(&path).unwrap_or_default())?;
        Some((name, bytes))
    });
    nameless.collect()
}

#[cfg(not(target_os = "linux"))]
fn nameless_files() -> BTreeMap<String, Vec<u8>> {
    BTreeMap::new()
}

fn found(bench: &Bench) -> Vec<String> {
    found_in(bench.dir.path())
}

async fn with_the_needle() -> Bench {
    let (bench, ..) = searched_for_rust().await;
    publish(&bench, NEEDLE);
    bench.engine.check_now().await.unwrap();
    assert_eq!(titles(&bench.engine, View::Inbox).await, [NEEDLE]);
    bench
}

/// Lets so much time pass for the loop.
async fn pass(bench: &Bench, time: SignedDuration) {
    for _ in 0..time.as_secs() / 2 {
        bench.clock.advance(SignedDuration::from_secs(2));
        tokio::task::yield_now().await;
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
}

#[tokio::test]
async fn while_it_may_be_shown_it_is_in_no_file_that_a_name_leads_to() {
    let bench = with_the_needle().await;
    assert_eq!(found_in(bench.dir.path()).iter().filter(|place| !place.contains("(deleted)")).count(), 0);
    let [row] = &shown(&bench.engine, View::Inbox).await[..] else { panic!("one row") };
    let until = row.first_seen + hours(24);
    assert_eq!(row.retention, Retention::Ephemeral { until });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn within_a_minute_of_its_day_it_is_found_nowhere_however_often_it_was_fetched_again() {
    let bench = with_the_needle().await;
    // A posting that cannot be read is set aside without its text.
    bench.sandbox.control().set_fault(Fault::PartialData);
    bench.engine.start_watching();
    for _ in 0..3 {
        pass(&bench, hours(5)).await;
        // Fetched again: the day goes on.
        bench.engine.check_now().await.unwrap();
    }
    assert_eq!(titles(&bench.engine, View::Inbox).await, [NEEDLE]);
    pass(&bench, hours(9)).await;
    pass(&bench, SignedDuration::from_mins(1)).await;
    assert_eq!(titles(&bench.engine, View::All).await, [""; 0]);
    assert_eq!(found(&bench), [""; 0]);
    bench.engine.close().await;
    assert_eq!(found(&bench), [""; 0]);
}

#[tokio::test]
async fn a_posting_whose_day_is_over_is_not_fetched_into_another_one() {
    let bench = with_the_needle().await;
    bench.clock.advance(hours(24));
    bench.engine.set_content_rules(ContentRules { keep_marks: true }).await.unwrap();
    bench.desk.take();
    let round = bench.engine.check_now().await.unwrap();
    assert_eq!((round.new_jobs, titles(&bench.engine, View::All).await.len()), (0, 0));
    assert_eq!(told(&bench.desk.take()), [""; 0]);
    publish(&bench, "Rust clock");
    assert_eq!(bench.engine.check_now().await.unwrap().new_jobs, 1, "what is posted later is new");
}

#[tokio::test]
async fn a_start_after_a_crash_finds_no_content_and_no_row_that_nobody_marked() {
    let mut bench = with_the_needle().await;
    // The program is gone without closing: its files are as they were.
    let left = tempfile::tempdir().unwrap();
    for entry in
        fs::read_dir(bench.dir.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
    {
        fs::copy(&entry, left.path().join(entry.file_name().unwrap())).unwrap();
    }
    bench.engine.close().await;
    bench.dir = left;
    bench.clock.advance(hours(25));
    bench.engine = bench.another(Writer::Window).await;
    bench.engine.check_now().await.unwrap();
    assert_eq!(titles(&bench.engine, View::All).await, [""; 0]);
    assert_eq!(found(&bench), [""; 0]);
}

#[tokio::test]
async fn with_the_end_of_the_program_its_content_ends() {
    let mut bench = with_the_needle().await;
    bench.restart().await;
    assert_eq!(titles(&bench.engine, View::All).await, [""; 0]);
    bench.engine.check_now().await.unwrap();
    assert_eq!(titles(&bench.engine, View::All).await, [""; 0], "newness is decided by publish time");
    assert_eq!(found(&bench), [""; 0]);
}

#[tokio::test]
async fn of_a_job_its_user_marked_the_mark_stays_and_the_way_to_its_source() {
    let bench = with_the_needle().await;
    let key = shown(&bench.engine, View::Inbox).await[0].key;
    bench.engine.set_state(vec![key], State::Applied, None).await.unwrap();
    bench.clock.advance(hours(24));
    bench.engine.set_content_rules(ContentRules { keep_marks: true }).await.unwrap();
    let [row] = &shown(&bench.engine, View::Applied).await[..] else { panic!("one row") };
    assert_eq!((row.retention, row.state, title(&row.job)), (Retention::Erased, State::Applied, ""));
    assert!(bench.engine.job_address(key).await.unwrap().starts_with("https://www."));
    assert_eq!(found(&bench), [""; 0]);
    // It is not filled again, either.
    bench.engine.check_now().await.unwrap();
    assert_eq!(shown(&bench.engine, View::Applied).await[0].retention, Retention::Erased);
    bench.engine.set_content_rules(ContentRules { keep_marks: false }).await.unwrap();
    assert_eq!(shown(&bench.engine, View::All).await.len(), 0, "unless its user wants no marks to stay");
}

#[tokio::test]
async fn what_is_lent_is_never_copied_and_a_reminder_of_it_outlives_it() {
    let bench = with_the_needle().await;
    let key = shown(&bench.engine, View::Inbox).await[0].key;
    let refused = bench.engine.job_for_copy(key).await.unwrap_err();
    assert!(matches!(&refused, EngineError::Invalid(why) if why.contains("not be copied")), "{refused}");
    let page = bench.engine.job(key).await.unwrap();
    assert_eq!((page.client.noteable, page.near_misses.len()), (false, 0));
    bench.engine.set_follow_up(vec![key], Some(bench.clock.now() + hours(30))).await.unwrap();
    bench.engine.set_content_rules(ContentRules { keep_marks: true }).await.unwrap();
    bench.desk.take();
    for _ in 0..2 {
        bench.clock.advance(hours(25));
        bench.engine.check_now().await.unwrap();
    }
    assert_eq!(told(&bench.desk.take()), ["reminder of a job"]);
    assert_eq!(found(&bench), [""; 0]);
}

#[tokio::test]
async fn a_source_that_is_removed_takes_its_content_with_it() {
    let bench = with_the_needle().await;
    let id = bench.engine.source_named("official").await.unwrap().record.id;
    bench.engine.remove_source(id).await.unwrap();
    assert_eq!(titles(&bench.engine, View::All).await, [""; 0]);
    assert_eq!(found(&bench), [""; 0]);
}
