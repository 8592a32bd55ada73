//! Taking in a round: what a copy of a job does to what is known, and what is kept of the rest.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{
    Home, all_match, batch, changes, full_job, job, kept, keys, minutes_later, nothing, now, placeholder, search,
    source, take_in, usd,
};
use lapwing_domain::job::{Activity, ContractType, CountRange, Job, Rate, Status};
use lapwing_domain::money::Currency;
use lapwing_domain::triage::State;
use lapwing_domain::{Content, JobKey};
use lapwing_store::{Change, ChangeKind, JobChange, NewGap, SetAside, TimelineEvent};

/// What changed at its source, as the timeline tells it.
async fn history(home: &Home, key: JobKey) -> Vec<JobChange> {
    let entries = home.store.timeline(key).await.unwrap();
    entries
        .into_iter()
        .filter_map(|entry| match entry.event {
            TimelineEvent::Changed(change) => Some(change),
            _ => None,
        })
        .collect()
}

fn change(kind: ChangeKind, field: &str, old: Option<&str>, new: Option<&str>) -> JobChange {
    JobChange { kind, field: field.into(), old: old.map(Into::into), new: new.map(Into::into) }
}

#[tokio::test]
async fn every_fact_of_a_job_reads_back() {
    let home = Home::new();
    let source = source(&home.store).await;
    let job = full_job("a");
    let taken = take_in(&home.store, source, vec![job.clone()]).await;
    assert_eq!((kept(&taken.jobs[0].job), &taken.jobs[0].change), (&job, &Change::New));
    let stored = home.store.job(taken.jobs[0].key).await.unwrap().unwrap();
    assert_eq!(kept(&stored.job), &job);
    assert_eq!((stored.state, stored.first_seen, stored.last_seen), (State::New, now(), now()));
    assert_eq!((stored.origin.as_str(), stored.source_name.as_str()), (common::ORIGIN, "production"));
}

#[tokio::test]
async fn a_job_known_from_one_source_is_new_to_another_once() {
    let home = Home::new();
    let first = source(&home.store).await;
    let second = home.store.add_source(common::new_source("staging"), now()).await.unwrap().id;
    for (source, change, new_to_source) in [
        (first, Change::New, true),
        (first, Change::Unchanged, false),
        (second, Change::Unchanged, true),
        (second, Change::Unchanged, false),
    ] {
        let taken = take_in(&home.store, source, vec![job("a"), job("a")]).await.jobs.remove(0);
        assert_eq!((taken.change, taken.new_to_source), (change, new_to_source));
    }
}

#[tokio::test]
async fn the_same_copy_again_is_unchanged_but_seen_later() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![full_job("a")]).await)[0];
    let mut again = batch(source, vec![full_job("a")]);
    again.now = minutes_later(30);
    let taken = home.store.ingest(again, nothing).await.unwrap();
    assert_eq!(taken.jobs[0].change, Change::Unchanged);
    assert_eq!(taken.jobs[0].first_seen, now());
    let stored = home.store.job(key).await.unwrap().unwrap();
    assert_eq!((stored.first_seen, stored.last_seen), (now(), minutes_later(30)));
    assert_eq!(history(&home, key).await, []);
}

#[tokio::test]
async fn the_same_id_at_another_origin_is_another_job() {
    let home = Home::new();
    let source = source(&home.store).await;
    let first = keys(&take_in(&home.store, source, vec![job("a")]).await)[0];
    let mut elsewhere = batch(source, vec![job("a")]);
    elsewhere.origin = "sandbox".into();
    let taken = home.store.ingest(elsewhere, nothing).await.unwrap();
    assert_eq!(taken.jobs[0].change, Change::New);
    assert_ne!(taken.jobs[0].key, first);
    assert!(home.store.all_known("sandbox", vec![job("a").id]).await.unwrap());
    assert!(!home.store.all_known("sandbox", vec![job("a").id, job("b").id]).await.unwrap());
}

#[tokio::test]
async fn what_changed_is_told_by_kind_and_remembered_with_old_and_new() {
    use ChangeKind::{Applicants, Facts, Price, Status as Closing, Text};

    let home = Home::new();
    let source = source(&home.store).await;
    let known = Job { budget: usd(500.0), status: Some(Status::Open), ..job("a") }.settle();
    let key = keys(&take_in(&home.store, source, vec![known.clone()]).await)[0];
    let mut edited = known;
    edited.budget = usd(750.0);
    edited.status = Some(Status::Closed);
    edited.title = "Job a, now urgent".into();
    edited.activity.proposals = Some(CountRange { min: 10, max: Some(15) });
    edited.activity.hired = Some(1);
    edited.client.rating = Some(4.5);
    edited.client.reviews = Some(2);
    let taken = take_in(&home.store, source, vec![edited.clone()]).await;
    assert_eq!(taken.jobs[0].change, Change::Edited(vec![Price, Closing, Applicants, Text, Facts]));
    assert_eq!(kept(&taken.jobs[0].job), &edited);
    assert_eq!(
        history(&home, key).await,
        [
            change(Price, "budget", Some("500 USD"), Some("750 USD")),
            change(Closing, "status", Some("open"), Some("closed")),
            change(Applicants, "proposals", None, Some("10–15")),
            change(Text, "title", Some("Job a"), Some("Job a, now urgent")),
            change(Facts, "client.rating", None, Some("4.5")),
            change(Facts, "client.reviews", None, Some("2")),
            change(Applicants, "hired", None, Some("1")),
        ]
    );
}

#[tokio::test]
async fn a_poorer_copy_erases_nothing() {
    let home = Home::new();
    let source = source(&home.store).await;
    take_in(&home.store, source, vec![full_job("a")]).await;
    let poorer = Job::new(full_job("a").id);
    let taken = take_in(&home.store, source, vec![poorer]).await;
    assert_eq!((kept(&taken.jobs[0].job), &taken.jobs[0].change), (&full_job("a"), &Change::Unchanged));
}

#[tokio::test]
async fn a_job_turned_hourly_loses_its_fixed_budget() {
    let home = Home::new();
    let source = source(&home.store).await;
    take_in(&home.store, source, vec![Job { budget: usd(500.0), ..job("a") }.settle()]).await;
    let hourly = Job { rate: Rate::from_ends(Some(30.0), Some(40.0), Currency::USD), ..job("a") }.settle();
    let taken = take_in(&home.store, source, vec![hourly]).await;
    let merged = kept(&taken.jobs[0].job);
    assert_eq!((merged.budget, merged.contract), (None, Some(ContractType::Hourly)));
    assert_eq!(taken.jobs[0].change, Change::Edited(vec![ChangeKind::Price]));
}

#[tokio::test]
async fn the_clients_last_activity_is_kept_up_to_date_without_counting_as_an_edit() {
    let home = Home::new();
    let source = source(&home.store).await;
    take_in(&home.store, source, vec![full_job("a")]).await;
    let mut later = full_job("a");
    later.activity.last_seen = Some(minutes_later(5));
    let taken = take_in(&home.store, source, vec![later.clone()]).await;
    assert_eq!((kept(&taken.jobs[0].job), &taken.jobs[0].change), (&later, &Change::Unchanged));
    assert_eq!(home.store.job(taken.jobs[0].key).await.unwrap().unwrap().job, Content::Kept(later));
}

#[tokio::test]
async fn a_placeholder_never_erases_a_full_copy_but_may_close_it() {
    let home = Home::new();
    let source = source(&home.store).await;
    take_in(&home.store, source, vec![full_job("a")]).await;
    let hidden = Job { activity: Activity { hired: Some(9), ..Activity::default() }, ..placeholder("a") };
    let taken = take_in(&home.store, source, vec![hidden]).await;
    assert_eq!((kept(&taken.jobs[0].job), &taken.jobs[0].change), (&full_job("a"), &Change::Unchanged));
    let closed = Job { status: Some(Status::Closed), ..placeholder("a") };
    let taken = take_in(&home.store, source, vec![closed]).await;
    assert_eq!(taken.jobs[0].change, Change::Edited(vec![ChangeKind::Status]));
    assert_eq!(kept(&taken.jobs[0].job).title, full_job("a").title);
}

#[tokio::test]
async fn a_full_copy_fills_a_placeholder_in_as_one_change() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![placeholder("a")]).await)[0];
    let taken = take_in(&home.store, source, vec![full_job("a")]).await;
    assert_eq!((taken.jobs[0].key, kept(&taken.jobs[0].job)), (key, &full_job("a")));
    assert_eq!(taken.jobs[0].change, Change::Edited(vec![ChangeKind::FilledIn]));
    let title = full_job("a").title;
    assert_eq!(history(&home, key).await, [change(ChangeKind::FilledIn, "title", None, Some(&title))]);
}

#[tokio::test]
async fn a_job_that_comes_twice_in_a_round_is_told_once() {
    let home = Home::new();
    let source = source(&home.store).await;
    let edited = Job { status: Some(Status::Closed), ..job("a") };
    let taken = take_in(&home.store, source, vec![job("a"), job("b"), edited.clone()]).await;
    assert_eq!(changes(&taken), [Change::New, Change::New]);
    assert_eq!(kept(&taken.jobs[0].job), &edited);
}

#[tokio::test]
async fn deciding_sees_state_and_earlier_matches_and_a_match_keeps_its_first_time() {
    let home = Home::new();
    let source = source(&home.store).await;
    let (one, two) = (search(&home.store, "One").await.id, search(&home.store, "Two").await.id);
    let first = home.store.ingest(batch(source, vec![job("a")]), all_match(&[one])).await.unwrap();
    let key = first.jobs[0].key;
    assert_eq!(first.matches, [(key, one)]);
    home.store.set_state(vec![key], State::Dismissed, None, now()).await.unwrap();
    let mut later = batch(source, vec![Job { description: "More.".into(), ..job("a") }]);
    later.now = minutes_later(60);
    let again = home.store.ingest(later, all_match(&[one, two])).await.unwrap();
    assert_eq!((again.jobs[0].state, &again.jobs[0].matched), (State::Dismissed, &vec![one]));
    assert_eq!(again.matches, [(key, two)], "only what was not recorded before");
    let matched: Vec<_> = home
        .store
        .timeline(key)
        .await
        .unwrap()
        .into_iter()
        .filter(|entry| matches!(entry.event, TimelineEvent::Matched { .. }))
        .map(|entry| entry.at)
        .collect();
    assert_eq!(matched, [now(), minutes_later(60)]);
    assert_eq!(home.store.job(key).await.unwrap().unwrap().state, State::Dismissed, "it does not come back");
    assert_eq!(home.store.counts().await.unwrap().inbox, 0);
}

#[tokio::test]
async fn the_watermark_moves_forward_only_and_the_baseline_ends_once() {
    let home = Home::new();
    let source = source(&home.store).await;
    let stream = async || home.store.stream(source, "all").await.unwrap().unwrap();
    take_in(&home.store, source, vec![job("a")]).await;
    assert_eq!((stream().await.watermark, stream().await.baseline_done), (None, false));
    // The last one is of the future: it is taken as of now, the thirtieth minute.
    for (watermark, expected) in [(10, 10), (5, 10), (20, 20), (90, 30)] {
        let mut round = batch(source, Vec::new());
        round.now = minutes_later(30);
        round.watermark = Some(minutes_later(watermark));
        round.baseline = watermark == 10;
        home.store.ingest(round, nothing).await.unwrap();
        assert_eq!(stream().await.watermark, Some(minutes_later(expected)));
        assert!(stream().await.baseline_done);
    }
}

#[tokio::test]
async fn where_the_first_round_stopped_is_remembered_and_no_later_round_moves_it() {
    let home = Home::new();
    let source = source(&home.store).await;
    for (floor, baseline, expected) in
        [(5, false, None), (10, true, Some(10)), (2, false, Some(10)), (1, true, Some(10))]
    {
        let mut round = batch(source, Vec::new());
        round.floor = Some(minutes_later(floor));
        round.baseline = baseline;
        home.store.ingest(round, nothing).await.unwrap();
        let stream = home.store.stream(source, "all").await.unwrap().unwrap();
        assert_eq!(stream.floor, expected.map(minutes_later), "after {floor}");
    }
}

#[tokio::test]
async fn gaps_are_kept_until_they_are_closed() {
    let home = Home::new();
    let source = source(&home.store).await;
    let gap = NewGap { from: now(), to: minutes_later(40), why: "The page budget ended.".into() };
    let mut round = batch(source, Vec::new());
    round.gap = Some(gap.clone());
    home.store.ingest(round, nothing).await.unwrap();
    let open = home.store.open_gaps(source).await.unwrap();
    assert_eq!(open.iter().map(|record| &record.gap).collect::<Vec<_>>(), [&gap]);
    for (rest, left) in [(30, 30), (35, 30), (10, 10)] {
        home.store.read_of_gap(open[0].id, Some(minutes_later(rest)), minutes_later(50)).await.unwrap();
        assert_eq!(home.store.open_gaps(source).await.unwrap()[0].gap.to, minutes_later(left), "a gap never grows");
    }
    home.store.read_of_gap(open[0].id, None, minutes_later(60)).await.unwrap();
    assert_eq!(home.store.open_gaps(source).await.unwrap(), []);
}

#[tokio::test]
async fn items_set_aside_are_kept_once_and_only_the_newest() {
    let home = Home::new();
    let source = source(&home.store).await;
    let item = |number: i64| SetAside { raw: format!("{{\"id\":{number}}}"), reason: "no id".into() };
    for number in 0..250 {
        let mut round = batch(source, Vec::new());
        round.now = minutes_later(number);
        round.set_aside = vec![item(0), item(number)];
        home.store.ingest(round, nothing).await.unwrap();
    }
    let kept = home.store.set_aside(1_000).await.unwrap();
    assert_eq!(kept.len(), 200);
    assert_eq!(kept[0].at, minutes_later(249));
    assert_eq!(kept.iter().filter(|record| record.raw == item(0).raw).count(), 1);
}

#[tokio::test]
async fn a_monstrous_item_is_kept_in_part() {
    let home = Home::new();
    let source = source(&home.store).await;
    let mut round = batch(source, Vec::new());
    round.set_aside = vec![SetAside { raw: "é".repeat(100_000), reason: "too much".into() }];
    home.store.ingest(round, nothing).await.unwrap();
    assert_eq!(home.store.set_aside(1).await.unwrap()[0].raw.len(), 64 * 1024);
}
