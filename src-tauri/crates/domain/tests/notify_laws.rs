//! What holds of pop-ups whatever is found, whenever, under whatever rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use lapwing_domain::notify::{
    BURST, Digest, HOUR, Kind, Moment, News, PopUp, Rules, SearchRule, Untold, Waiting, decide,
};
use lapwing_domain::plan::QuietHours;
use lapwing_domain::search::Notify;
use lapwing_domain::{JobKey, SearchId};
use proptest::prelude::*;

fn start() -> Timestamp {
    "2026-11-16T00:00:00Z".parse().unwrap()
}

fn second(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

/// Everything that was told, with the time, and everything that was not to be told.
#[derive(Debug, Default)]
struct Told {
    pop_ups: Vec<(Timestamp, PopUp)>,
    untold: Vec<(i64, Untold)>,
}

/// Lives through the intents: decides whenever one comes in and whenever the last decision said to look again, until
/// nothing waits.
fn live(intents: &[Waiting], rules: &Rules, offset: Offset) -> Told {
    let mut told = Told::default();
    let (mut waiting, mut coming) = (Vec::new(), intents.to_vec());
    let mut look = coming.first().map(|intent| intent.created_at);
    let mut looks = 0;
    while let Some(now) = look {
        looks += 1;
        assert!(looks < 10_000, "it goes on for ever: {waiting:?}");
        waiting.extend(coming.extract_if(.., |intent| intent.created_at <= now));
        let recent: Vec<Timestamp> =
            told.pop_ups.iter().map(|(at, _)| *at).filter(|at| now.duration_since(*at) < HOUR).collect();
        let decision = decide(&waiting, rules, &recent, &Moment { now, offset, locked: false });
        let settled: BTreeSet<i64> = decision.pop_ups.iter().flat_map(PopUp::intents).copied().collect();
        let untold: BTreeSet<i64> = decision.untold.iter().map(|(id, _)| *id).collect();
        waiting.retain(|intent: &Waiting| !settled.contains(&intent.id) && !untold.contains(&intent.id));
        assert_eq!(decision.next.is_none(), waiting.is_empty(), "what waits is looked at again: {decision:?}");
        assert!(decision.next.is_none_or(|next| next > now), "it moves on: {decision:?} at {now}");
        told.pop_ups.extend(decision.pop_ups.into_iter().map(|pop_up| (now, pop_up)));
        told.untold.extend(decision.untold);
        let arrival = coming.first().map(|intent| intent.created_at);
        look = decision.next.into_iter().chain(arrival).min();
    }
    told
}

const SEARCHES: i64 = 5;

const RULES: usize = 5;

fn rule() -> impl Strategy<Value = SearchRule> {
    let notify = prop_oneof![4 => Just(Notify::Instant), 2 => Just(Notify::Digest), 1 => Just(Notify::Silent)];
    let digest = prop_oneof![
        (1_u32..600).prop_map(|minutes| Digest::every(minutes).unwrap()),
        Just(Digest::from_text("at 09:00,17:30").unwrap()),
    ];
    let of = |(notify, digest, breaks_quiet)| SearchRule { notify, digest, breaks_quiet };
    (notify, digest, any::<bool>()).prop_map(of)
}

fn rules() -> impl Strategy<Value = Rules> {
    let quiet = prop_oneof![
        Just(None),
        Just(QuietHours::from_text("mon,tue,wed,thu,fri 22:00-07:00")),
        Just(QuietHours::from_text("mon,wed 00:00-23:59")),
        Just(QuietHours::from_text("mon,tue,wed,thu,fri,sat,sun 12:01-12:00")),
    ];
    let budget = prop::option::of(1_u32..6).prop_map(|most| most.and_then(NonZeroU32::new));
    let snoozed = prop::option::of(0_i64..60_000).prop_map(|seconds| seconds.map(second));
    let searches = prop::collection::vec(rule(), RULES);
    (quiet, budget, snoozed, searches).prop_map(|(quiet, budget, snoozed_until, searches)| Rules {
        quiet,
        budget,
        snoozed_until,
        searches: (1..).map(SearchId).zip(searches).collect(),
        ..Rules::default()
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    // One more than there are: removed since.
    let searches = || prop::collection::btree_set((1..=SEARCHES + 1).prop_map(SearchId), 1..4);
    let searches = move || searches().prop_map(|set| set.into_iter().collect::<Vec<_>>());
    let job = || (1_i64..40).prop_map(JobKey);
    prop_oneof![
        12 => (job(), searches()).prop_map(|(job, searches)| Kind::Match { job, searches }),
        1 => (1_u32..50, searches()).prop_map(|(jobs, searches)| Kind::Baseline { jobs, searches }),
        1 => job().prop_map(|job| Kind::Followed { job, news: News::Closed }),
        1 => job().prop_map(|job| Kind::FollowUp { job }),
        1 => (1..=SEARCHES).prop_map(|id| Kind::Silence { search: SearchId(id) }),
    ]
}

fn intents() -> impl Strategy<Value = Vec<Waiting>> {
    // Now and then much comes at once.
    let pause = prop_oneof![3 => 0_i64..8, 3 => 8_i64..1_200, 1 => 1_200_i64..40_000];
    let one = (kind(), pause, prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    prop::collection::vec(one, 1..60).prop_map(|all| {
        let mut at = 0;
        let numbered = (1..).zip(all).map(|(id, (kind, pause, from_elsewhere, muted))| {
            at += pause;
            Waiting { id, kind, created_at: second(at), from_elsewhere, untold: muted.then_some(Untold::Muted) }
        });
        numbered.collect()
    })
}

fn offset() -> impl Strategy<Value = Offset> {
    (-48_i32..=56).prop_map(|quarters| Offset::from_seconds(quarters * 900).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_is_lost_and_nothing_told_twice(intents in intents(), rules in rules(), offset in offset()) {
        let told = live(&intents, &rules, offset);
        let mut settled: Vec<i64> = told.pop_ups.iter().flat_map(|(_, pop_up)| pop_up.intents()).copied().collect();
        settled.extend(told.untold.iter().map(|(id, _)| *id));
        settled.sort_unstable();
        prop_assert_eq!(settled, intents.iter().map(|intent| intent.id).collect::<Vec<_>>());
    }

    #[test]
    fn only_what_nobody_wants_to_hear_is_not_told(intents in intents(), rules in rules(), offset in offset()) {
        let loud = |id: &SearchId| rules.searches.get(id).is_some_and(|rule| rule.notify != Notify::Silent);
        for (id, why) in live(&intents, &rules, offset).untold {
            let intent = intents.iter().find(|intent| intent.id == id).unwrap();
            let wanted = match &intent.kind {
                Kind::Match { searches, .. } | Kind::Baseline { searches, .. } => searches.iter().any(loud),
                Kind::Silence { search } => loud(search),
                Kind::Followed { .. } | Kind::FollowUp { .. } => true,
            };
            prop_assert!(intent.untold == Some(why) || (why == Untold::Silent && !wanted), "{intent:?}: {why:?}");
        }
    }

    #[test]
    fn no_hour_has_more_pop_ups_than_its_budget_and_no_moment_more_than_three(
        intents in intents(), rules in rules(), offset in offset()
    ) {
        let times: Vec<Timestamp> = live(&intents, &rules, offset).pop_ups.iter().map(|(at, _)| *at).collect();
        let most_within = |stretch| {
            let within = |from: &Timestamp| times.iter().filter(|at| *at >= from && at.duration_since(*from) < stretch).count();
            times.iter().map(within).max().unwrap_or(0)
        };
        prop_assert!(most_within(BURST) <= 3);
        if let Some(budget) = rules.budget {
            prop_assert!(most_within(HOUR) <= usize::try_from(budget.get()).unwrap());
        }
    }

    #[test]
    fn nothing_is_heard_in_quiet_hours_but_what_may_break_them_and_nothing_while_snoozed(
        intents in intents(), rules in rules(), offset in offset()
    ) {
        let kinds: BTreeMap<i64, &Kind> = intents.iter().map(|intent| (intent.id, &intent.kind)).collect();
        let breaks = |id: &i64| match kinds[id] {
            Kind::Match { searches, .. } => searches.iter().any(|search| {
                rules.searches.get(search).is_some_and(|rule| rule.breaks_quiet && rule.notify != Notify::Silent)
            }),
            _ => false,
        };
        for (at, pop_up) in live(&intents, &rules, offset).pop_ups {
            prop_assert!(rules.snoozed_until.is_none_or(|until| at >= until));
            if rules.quiet.is_some_and(|quiet| quiet.hold(at, offset)) {
                // A job that fits several searches is told when the first of its intents may be.
                let jobs_break = match &pop_up {
                    PopUp::Job { intents, .. } => intents.iter().any(breaks),
                    PopUp::Summary(summary) => {
                        summary.followed == 0 && summary.silent == 0 && summary.follow_ups == 0 && !summary.baseline
                            && summary.intents.iter().any(breaks)
                    }
                    PopUp::Followed { .. } | PopUp::Silence { .. } | PopUp::FollowUp { .. } => false,
                };
                prop_assert!(jobs_break, "{pop_up:?} at {at}");
            }
        }
    }

    #[test]
    fn a_job_never_has_two_pop_ups_at_once_and_pop_ups_come_in_the_order_of_what_they_tell(
        intents in intents(), rules in rules(), offset in offset()
    ) {
        let told = live(&intents, &rules, offset).pop_ups;
        let mut alone: BTreeMap<Timestamp, Vec<JobKey>> = BTreeMap::new();
        for (at, pop_up) in &told {
            let ids = pop_up.intents();
            prop_assert!(ids.is_sorted(), "{pop_up:?}");
            if let PopUp::Job { job, .. } = pop_up {
                let jobs = alone.entry(*at).or_default();
                prop_assert!(!jobs.contains(job));
                jobs.push(*job);
            }
        }
        // What was told at once, one by one, is in order: later intents are not told before earlier ones.
        let fresh = |(at, pop_up): &(Timestamp, PopUp)| {
            let first = intents.iter().find(|intent| pop_up.intents().first() == Some(&intent.id)).unwrap();
            let own = matches!(pop_up, PopUp::Job { .. }) && pop_up.intents().len() == 1;
            (own && !first.from_elsewhere && at.duration_since(first.created_at) < BURST).then_some(first.id)
        };
        let collected = |id: &i64| match &intents.iter().find(|intent| intent.id == *id).unwrap().kind {
            Kind::Match { searches, .. } => {
                !searches.iter().any(|id| rules.searches.get(id).is_some_and(|rule| rule.notify == Notify::Instant))
            }
            _ => false,
        };
        let in_order: Vec<i64> = told.iter().filter_map(fresh).filter(|id| !collected(id)).collect();
        prop_assert!(in_order.is_sorted() , "{in_order:?}");
    }
}
