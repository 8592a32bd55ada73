//! Which pop-ups come of the intents that wait, case by case.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::num::NonZeroU32;

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use lapwing_domain::notify::{
    Decision, Detail, Digest, Kind, Moment, News, PopUp, Rules, SearchRule, Summary, Untold, Waiting, decide,
};
use lapwing_domain::plan::QuietHours;
use lapwing_domain::search::Notify;
use lapwing_domain::{JobKey, SearchId};

/// A Monday.
fn at(time: &str) -> Timestamp {
    format!("2026-11-16T{time}Z").parse().unwrap()
}

const INSTANT: SearchId = SearchId(1);
const DIGEST: SearchId = SearchId(2);
const SILENT: SearchId = SearchId(3);
const BREAKER: SearchId = SearchId(4);
const NOON: SearchId = SearchId(5);

fn rules() -> Rules {
    let rule = |notify| SearchRule { notify, ..SearchRule::default() };
    let at_noon = Digest::from_text("at 12:00").unwrap();
    let searches = [
        (INSTANT, rule(Notify::Instant)),
        (DIGEST, rule(Notify::Digest)),
        (SILENT, rule(Notify::Silent)),
        (BREAKER, SearchRule { breaks_quiet: true, ..rule(Notify::Instant) }),
        (NOON, SearchRule { digest: at_noon, ..rule(Notify::Digest) }),
    ];
    Rules { searches: searches.into(), ..Rules::default() }
}

fn intent(id: i64, kind: Kind, time: &str) -> Waiting {
    Waiting { id, kind, created_at: at(time), from_elsewhere: false, untold: None }
}

/// An intent of a job of its own.
fn found(id: i64, searches: &[SearchId], time: &str) -> Waiting {
    intent(id, Kind::Match { job: JobKey(id), searches: searches.to_vec() }, time)
}

fn decided(waiting: &[Waiting], rules: &Rules, shown: &[&str], now: &str) -> Decision {
    let shown: Vec<Timestamp> = shown.iter().map(|time| at(time)).collect();
    decide(waiting, rules, &shown, &Moment { now: at(now), offset: Offset::UTC, locked: false })
}

/// The intents of each pop-up.
fn told(decision: &Decision) -> Vec<Vec<i64>> {
    decision.pop_ups.iter().map(|pop_up| pop_up.intents().to_vec()).collect()
}

#[test]
fn up_to_three_fresh_matches_are_told_one_by_one() {
    let waiting = [1, 2, 3].map(|id| found(id, &[INSTANT], "10:00:00"));
    let decision = decided(&waiting, &rules(), &[], "10:01:00");
    assert_eq!(told(&decision), [[1], [2], [3]]);
    assert!(decision.pop_ups.iter().all(|pop_up| matches!(pop_up, PopUp::Job { .. })));
    assert_eq!(decision.next, None);
}

#[test]
fn more_than_three_at_once_become_one() {
    let waiting = [1, 2, 3, 4].map(|id| found(id, &[INSTANT], "10:00:00"));
    let summary = Summary { intents: vec![1, 2, 3, 4], jobs: 4, searches: vec![INSTANT], ..Summary::default() };
    assert_eq!(decided(&waiting, &rules(), &[], "10:00:00").pop_ups, [PopUp::Summary(summary)]);
}

#[test]
fn what_comes_within_seconds_of_three_waits_to_be_told_together() {
    let waiting = [4, 5].map(|id| found(id, &[INSTANT], "10:00:04"));
    let early = decided(&waiting, &rules(), &["10:00:00", "10:00:01", "10:00:02"], "10:00:04");
    assert_eq!((told(&early), early.next), (vec![], Some(at("10:00:10"))));
    let beside_two = decided(&waiting, &rules(), &["10:00:00", "10:00:01"], "10:00:04");
    assert_eq!(told(&beside_two), [[4, 5]]);
    assert_eq!(told(&decided(&waiting, &rules(), &["10:00:00", "10:00:01"], "10:00:11")), [[4], [5]]);
}

#[test]
fn stale_matches_enter_one_summary_and_fresh_ones_keep_their_own() {
    let waiting =
        [found(1, &[INSTANT], "03:20:00"), found(2, &[INSTANT], "09:44:59"), found(3, &[INSTANT], "09:45:00")];
    assert_eq!(told(&decided(&waiting, &rules(), &[], "10:00:00")), [vec![1, 2], vec![3]]);
}

#[test]
fn matches_written_elsewhere_enter_one_summary_however_fresh() {
    let waiting = [1, 2].map(|id| Waiting { from_elsewhere: true, ..found(id, &[INSTANT], "10:00:00") });
    assert_eq!(told(&decided(&waiting, &rules(), &[], "10:00:00")), [[1, 2]]);
}

#[test]
fn a_summary_of_one_is_told_as_that_job() {
    let decision = decided(&[found(1, &[INSTANT], "08:00:00")], &rules(), &[], "10:00:00");
    assert!(matches!(decision.pop_ups[..], [PopUp::Job { job: JobKey(1), .. }]));
}

#[test]
fn a_baseline_is_one_summary_that_says_so() {
    let kind = Kind::Baseline { jobs: 40, searches: vec![INSTANT, DIGEST] };
    let decision = decided(&[intent(9, kind, "10:00:00")], &rules(), &[], "10:00:00");
    let searches = vec![INSTANT, DIGEST];
    let summary = Summary { intents: vec![9], jobs: 40, searches, baseline: true, ..Summary::default() };
    assert_eq!(decision.pop_ups, [PopUp::Summary(summary)]);
}

#[test]
fn a_digest_waits_for_its_time_and_then_takes_all_it_collected() {
    let waiting = [found(1, &[DIGEST], "09:00:00"), found(2, &[DIGEST], "09:59:00")];
    let early = decided(&waiting, &rules(), &[], "09:59:59");
    assert_eq!((told(&early), early.next), (vec![], Some(at("10:00:00"))));
    assert_eq!(told(&decided(&waiting, &rules(), &[], "10:00:00")), [[1, 2]]);
}

#[test]
fn each_search_collects_by_its_own_schedule() {
    let waiting = [found(1, &[NOON], "09:00:00"), found(2, &[DIGEST], "10:00:00"), found(3, &[NOON], "11:59:59")];
    let at_eleven = decided(&waiting, &rules(), &[], "11:00:00");
    assert_eq!((told(&at_eleven), at_eleven.next), (vec![vec![2]], Some(at("12:00:00"))));
    assert_eq!(told(&decided(&waiting, &rules(), &[], "12:00:00")), [[1, 2, 3]]);
}

#[test]
fn a_job_of_several_searches_is_told_once_and_as_soon_as_one_of_them_wants() {
    let waiting = [found(1, &[DIGEST, SILENT, INSTANT], "10:00:00")];
    let decision = decided(&waiting, &rules(), &[], "10:00:00");
    let searches = vec![DIGEST, INSTANT];
    assert_eq!(decision.pop_ups, [PopUp::Job { intents: vec![1], job: JobKey(1), searches }]);
}

#[test]
fn a_job_that_comes_to_fit_another_search_while_it_waits_is_told_once() {
    let again = Waiting { id: 7, ..found(1, &[INSTANT], "10:30:00") };
    let decision = decided(&[found(1, &[DIGEST], "10:00:00"), again], &rules(), &[], "10:30:00");
    let searches = vec![DIGEST, INSTANT];
    assert_eq!(decision.pop_ups, [PopUp::Job { intents: vec![1, 7], job: JobKey(1), searches }]);
}

#[test]
fn what_is_settled_is_never_told() {
    let settled = |id, untold| Waiting { untold: Some(untold), ..found(id, &[INSTANT], "10:00:00") };
    let waiting = [
        settled(1, Untold::Muted),
        settled(2, Untold::ToldBefore),
        found(3, &[SILENT], "10:00:00"),
        found(4, &[SearchId(99)], "10:00:00"),
        intent(5, Kind::Silence { search: SILENT }, "10:00:00"),
        intent(6, Kind::Baseline { jobs: 3, searches: vec![SILENT] }, "10:00:00"),
    ];
    let decision = decided(&waiting, &rules(), &[], "10:00:00");
    let silent = [3, 4, 5, 6].map(|id| (id, Untold::Silent));
    assert_eq!(decision.untold, [&[(1, Untold::Muted), (2, Untold::ToldBefore)][..], &silent].concat());
    assert_eq!((decision.pop_ups, decision.next), (vec![], None));
}

#[test]
fn in_quiet_hours_only_searches_are_heard_that_may_break_them() {
    let quiet = QuietHours::from_text("mon 09:00-11:00");
    let rules = Rules { quiet, ..rules() };
    let waiting = [
        found(1, &[INSTANT], "09:30:00"),
        found(2, &[BREAKER], "09:30:00"),
        found(3, &[INSTANT, BREAKER], "09:31:00"),
        intent(4, Kind::Followed { job: JobKey(50), news: News::Closed }, "09:30:00"),
    ];
    let in_quiet = decided(&waiting, &rules, &[], "09:31:00");
    assert_eq!((told(&in_quiet), in_quiet.next), (vec![vec![2], vec![3]], Some(at("11:00:00"))));
    let left = [waiting[0].clone(), waiting[3].clone()];
    let after = decided(&left, &rules, &["09:31:00", "09:31:00"], "11:00:00");
    let searches = vec![INSTANT];
    let summary = Summary { intents: vec![1, 4], jobs: 1, searches, followed: 1, ..Summary::default() };
    assert_eq!(after.pop_ups, [PopUp::Summary(summary)]);
}

#[test]
fn while_snoozed_not_even_breakers_are_heard() {
    let rules = Rules { snoozed_until: Some(at("10:30:00")), ..rules() };
    let waiting = [found(1, &[BREAKER], "10:00:00")];
    let snoozed = decided(&waiting, &rules, &[], "10:29:59");
    assert_eq!((told(&snoozed), snoozed.next), (vec![], Some(at("10:30:00"))));
    assert_eq!(told(&decided(&waiting, &rules, &[], "10:30:00")), [[1]]);
}

#[test]
fn the_last_pop_up_of_a_budget_takes_everything_and_the_next_comes_an_hour_after_the_first() {
    let rules = Rules { budget: NonZeroU32::new(2), ..rules() };
    let waiting = [found(1, &[INSTANT], "10:20:00"), found(2, &[INSTANT], "10:20:00")];
    assert_eq!(told(&decided(&waiting, &rules, &["09:30:00"], "10:20:00")), [[1, 2]]);
    let spent = decided(&waiting, &rules, &["10:10:00", "09:30:00"], "10:20:00");
    assert_eq!((told(&spent), spent.next), (vec![], Some(at("10:30:00"))));
    assert_eq!(told(&decided(&waiting, &rules, &["10:10:00", "09:30:00"], "10:30:00")), [[1, 2]]);
}

#[test]
fn a_budget_that_was_lowered_waits_until_enough_of_the_hour_is_over() {
    let rules = Rules { budget: NonZeroU32::new(1), ..rules() };
    let decision =
        decided(&[found(1, &[INSTANT], "10:20:00")], &rules, &["10:00:00", "10:05:00", "10:10:00"], "10:20:00");
    assert_eq!((told(&decision), decision.next), (vec![], Some(at("11:10:00"))));
}

#[test]
fn a_clock_that_was_put_back_does_not_hold_pop_ups_up_for_long() {
    let rules = Rules { budget: NonZeroU32::new(1), ..rules() };
    let waiting = [found(1, &[INSTANT], "10:00:00")];
    assert_eq!(told(&decided(&waiting, &rules, &["23:00:00"], "10:00:00")), [[1]]);
    assert_eq!(told(&decided(&waiting, &rules, &["10:00:01"], "10:00:00")), Vec::<Vec<i64>>::new());
}

#[test]
fn followed_jobs_silent_searches_and_reminders_have_pop_ups_of_their_own() {
    let news = News::Price { now: "800 USD".into() };
    let waiting = [
        intent(1, Kind::Followed { job: JobKey(5), news: news.clone() }, "10:00:00"),
        intent(2, Kind::Silence { search: INSTANT }, "10:00:00"),
        intent(3, Kind::FollowUp { job: JobKey(5) }, "10:00:00"),
    ];
    let expected = [
        PopUp::Followed { intent: 1, job: JobKey(5), news },
        PopUp::Silence { intent: 2, search: INSTANT },
        PopUp::FollowUp { intent: 3, job: JobKey(5) },
    ];
    assert_eq!(decided(&waiting, &rules(), &[], "10:00:00").pop_ups, expected);
}

#[test]
fn a_locked_session_is_told_names_at_most() {
    let locked = |detail| {
        let rules = Rules { detail, ..rules() };
        let moment = Moment { now: at("10:00:00") + SignedDuration::ZERO, offset: Offset::UTC, locked: true };
        decide(&[found(1, &[INSTANT], "10:00:00")], &rules, &[], &moment).detail
    };
    assert_eq!(Detail::ALL.map(locked), [Detail::Nothing, Detail::Name, Detail::Name]);
    assert_eq!(decided(&[], &rules(), &[], "10:00:00").detail, Detail::Everything);
}
