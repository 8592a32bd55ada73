//! What of a query goes to a service and what stays here, and the laws of the filters that it becomes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use lapwing_domain::job::Job;
use lapwing_domain::money::{Currency, Money};
use lapwing_domain::pushdown::{Bounds, Capabilities, Pushdown, ServerFilter};
use lapwing_domain::query::{At, PreparedJob, Use, parse};
use lapwing_domain::{JobId, query};
use proptest::option;
use proptest::prelude::*;

fn query(text: &str) -> query::Query {
    parse(text, Use::SavedSearch).unwrap_or_else(|problems| panic!("{text}: {problems:?}")).query
}

fn documented(text: &str) -> Pushdown {
    query(text).pushdown(&Capabilities::DOCUMENTED)
}

fn search_url(text: &str) -> Pushdown {
    query(text).pushdown(&Capabilities::SEARCH_URL)
}

#[test]
fn what_a_service_surely_knows_goes_to_it() {
    for (text, filter) in [
        ("client.verified:yes", "verified=yes"),
        ("client.verified:no", "verified=no"),
        ("budget:>=500", "budget=500.."),
        ("budget:500", "budget=500..500"),
        ("budget:1k..5k", "budget=1000..5000"),
        ("budget:..1000", "budget=..1000"),
        ("client.spent:>=1k", "spent=1000.."),
        ("client.spent:2000..3000", "spent=2000.."),
        ("client.hires:>=5", "hires=5.."),
        ("rust client.verified:yes budget:>=500 -php client.hires:12", "verified=yes budget=500.. hires=12.."),
        ("--client.verified:yes", "verified=yes"),
        ("-(-budget:>=500 OR -client.hires:>=3)", "budget=500.. hires=3.."),
    ] {
        assert_eq!(documented(text).filter.to_string(), filter, "{text}");
    }
    assert_eq!(search_url("contract_to_hire:yes budget:..900").filter.to_string(), "budget=..900 contract_to_hire=yes");
}

#[test]
fn what_a_job_can_fit_that_the_service_would_not_send_stays_here() {
    for text in [
        "rust",
        "\"machine learning\"",
        "title:rust",
        "skill:=rust",
        "tag:rust",
        "category:=web-development",
        "type:fixed",
        "type:hourly",
        "level:expert",
        "rate:>=50",
        "rate.min:>=50",
        "rate.max:<=50",
        "country:US",
        "city:Austin",
        "timezone:Berlin",
        "duration:>6mo",
        "workload:full-time",
        "proposals:<5",
        "posted:<2d",
        "posted:>=2026-01-31",
        "client.jobs:>=5",
        "client.rating:>=4.5",
        "contract_to_hire:no",
        "private:yes",
        "featured:yes",
        "has:budget",
        "missing:budget",
        "lang:en",
        "fits:me",
        "-client.verified:no",
        "-budget:>=500",
        "-(client.spent:>=500 budget:>=500)",
        "client.spent:<500",
        "client.spent:>=0",
        "client.hires:0",
        "budget:>=0",
    ] {
        for pushed in [documented(text), search_url(text)] {
            assert!(pushed.filter.is_everything() && !pushed.is_exact(), "{text}: {}", pushed.filter);
            assert_eq!(pushed.local, [query(text).to_string()]);
        }
    }
}

#[test]
fn of_alternatives_goes_what_covers_all_of_them() {
    for (text, filter) in [
        ("budget:>=500 OR budget:>=800", "budget=500.."),
        ("budget:>=500 OR rust", "everything"),
        ("budget:100..200 OR budget:700..800", "budget=100..800"),
        ("budget:100, 700..800", "budget=100..800"),
        ("budget:..200 OR budget:>=700", "everything"),
        ("client.verified:yes,no", "everything"),
        ("(client.verified:yes budget:>=500 OR client.verified:yes rust) client.hires:>=2", "verified=yes hires=2.."),
        ("-(budget:>=500 -client.verified:yes)", "everything"),
        ("-(rust -client.verified:yes) client.spent:>=9", "spent=9.."),
    ] {
        assert_eq!(documented(text).filter.to_string(), filter, "{text}");
    }
}

#[test]
fn bounds_are_whole_units_rounded_outwards_and_never_the_wrong_way_round() {
    for (text, filter) in [
        ("budget:>500.5", "budget=500.."),
        ("budget:<=35.5", "budget=..36"),
        ("budget:>500", "budget=500.."),
        ("budget:0.5..0.7", "budget=..1"),
        ("client.spent:>0.5", "everything"),
        ("budget:>=1000 budget:<=500", "budget=1000.."),
        ("budget:100..200 budget:300..400", "budget=300.."),
        ("budget:>=1000 budget:<=5000 budget:>=2000", "budget=2000..5000"),
    ] {
        assert_eq!(documented(text).filter.to_string(), filter, "{text}");
    }
}

#[test]
fn parts_that_the_filter_says_wholly_are_not_checked_again() {
    for (text, local) in [
        ("", &[][..]),
        ("client.verified:yes budget:>=500 client.spent:>=1k client.hires:>=3", &[]),
        ("client.verified:yes (rust OR go)", &["rust OR go"]),
        ("budget:>500", &["budget:>500"]),
        ("budget:<=500", &["budget:<=500"]),
        ("budget:500.5..", &["budget:500.5.."]),
        ("client.spent:1k..2k", &["client.spent:1000..2000"]),
        ("client.verified:yes client.verified:no", &["client.verified:no"]),
        ("budget:>=500 OR budget:>=800", &["budget:>=500 OR budget:>=800"]),
        ("budget:100..200 budget:300..400", &["budget:100..200", "budget:300..400"]),
    ] {
        let pushed = documented(text);
        assert_eq!(
            (pushed.local.as_slice(), pushed.is_exact()),
            (&local.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>()[..], local.is_empty()),
            "{text}"
        );
    }
}

#[test]
fn a_way_of_asking_without_words_for_a_condition_leaves_it_here() {
    let pushed = search_url("client.spent:>=1k client.hires:>=25 client.verified:yes");
    assert_eq!(pushed.filter.to_string(), "verified=yes hires=10..");
    assert_eq!(pushed.local, ["client.spent:>=1000", "client.hires:>=25"]);
    assert_eq!(search_url("client.hires:>=9").filter, ServerFilter::everything());
    assert!(search_url("client.hires:>=10").is_exact());
    assert_eq!(documented("contract_to_hire:yes").filter, ServerFilter::everything());
}

#[test]
fn a_text_that_names_no_filter_is_refused() {
    for text in [
        "",
        "nothing",
        "verified",
        "verified=maybe",
        "budget=..",
        "budget=5..2",
        "budget=0..5",
        "budget=05..",
        "spent=..5",
        "spent=0..",
        "hires=5",
        "contract_to_hire=no",
        "hires=5.. spent=5..",
        "hires=5.. hires=6..",
        "verified=yes ",
        "everything verified=yes",
    ] {
        assert_eq!(ServerFilter::read(text), None, "{text:?}");
    }
}

fn filter() -> impl Strategy<Value = ServerFilter> {
    let few = || option::of(0_u64..6);
    (option::of(any::<bool>()), few(), few(), few(), few(), any::<bool>()).prop_map(
        |(verified, least, most, spent, hires, to_hire)| {
            let mut filter = ServerFilter::everything().with_budget(Bounds::new(least, most));
            filter = filter.with_spent(spent.unwrap_or_default()).with_hires(hires.unwrap_or_default());
            filter = verified.map_or(filter, |verified| filter.with_verified(verified));
            if to_hire { filter.with_contract_to_hire() } else { filter }
        },
    )
}

fn job() -> impl Strategy<Value = Job> {
    let money = || option::of(0..600_i64).prop_map(|cents| cents.map(|cents| Money { cents, currency: Currency::USD }));
    (option::of(any::<bool>()), money(), money(), option::of(0_u32..7), option::of(any::<bool>())).prop_map(
        |(verified, budget, spent, hires, to_hire)| {
            let mut job = Job::new(JobId("job".to_owned()));
            (job.budget, job.client.spent, job.client.hires) = (budget, spent, hires);
            (job.client.verified, job.contract_to_hire) = (verified, to_hire);
            job.settle()
        },
    )
}

/// Conditions on what filters know, in every form.
fn condition() -> impl Strategy<Value = String> {
    let amount = prop_oneof![
        (0_u32..7).prop_map(|n| format!(">={n}")),
        (0_u32..7).prop_map(|n| format!(">{n}.5")),
        (0_u32..7).prop_map(|n| format!("<{n}")),
        (0_u32..7).prop_map(|n| n.to_string()),
        (0_u32..4, 0_u32..4).prop_map(|(n, more)| format!("{n}..{}", n + more)),
        (0_u32..7).prop_map(|n| format!("..{n}.2")),
    ];
    let field = prop::sample::select(vec!["budget", "client.spent", "client.hires"]);
    let numeric = (field, prop::collection::vec(amount, 1..3));
    prop_oneof![
        4 => numeric.prop_map(|(field, values)| format!("{field}:{}", values.join(", "))),
        1 => prop::sample::select(vec!["client.verified:yes", "client.verified:no", "contract_to_hire:yes", "has:budget"])
            .prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    condition().prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.prop_map(|part| format!("-({part})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_filter_lets_every_job_through_that_the_query_matches(text in text(), jobs in prop::collection::vec(job(), 20)) {
        let query = query(&text);
        let at = At::moment("2026-01-05T00:00:00Z".parse().unwrap());
        for capabilities in [Capabilities::DOCUMENTED, Capabilities::SEARCH_URL] {
            let pushed = query.pushdown(&capabilities);
            for job in &jobs {
                let matches = query.matches(&PreparedJob::new(job.clone()), &at);
                prop_assert!(!matches || pushed.filter.holds(job), "{text}: {} on {job:?}", pushed.filter);
                prop_assert!(matches || !pushed.is_exact() || !pushed.filter.holds(job), "{text}: {} on {job:?}", pushed.filter);
            }
            prop_assert_eq!(pushed.filter.within(&capabilities), pushed.filter);
        }
    }

    #[test]
    fn a_union_lets_through_what_either_does_and_is_the_narrowest_that_does(
        one in filter(), other in filter(), third in filter(), job in job()
    ) {
        let union = one.union(&other);
        prop_assert!(union.covers(&one) && union.covers(&other));
        prop_assert!(union.holds(&job) || !(one.holds(&job) || other.holds(&job)));
        prop_assert_eq!(union, other.union(&one));
        if third.covers(&one) && third.covers(&other) {
            prop_assert!(third.covers(&union), "{third} is narrower than {union}");
        }
        prop_assert!(!third.covers(&one) || third.holds(&job) || !one.holds(&job));
        prop_assert_eq!(one.union(&ServerFilter::everything()), ServerFilter::everything());
    }

    #[test]
    fn what_passes_two_filters_passes_both_together(one in filter(), other in filter(), job in job()) {
        prop_assert!(one.both(&other).holds(&job) || !(one.holds(&job) && other.holds(&job)));
        prop_assert_eq!(one.both(&ServerFilter::everything()), one);
    }

    #[test]
    fn what_cannot_be_said_is_left_out_and_nothing_more(filter in filter(), job in job()) {
        for capabilities in [Capabilities::DOCUMENTED, Capabilities::SEARCH_URL] {
            prop_assert!(filter.within(&capabilities).covers(&filter));
            prop_assert!(filter.within(&capabilities).holds(&job) || !filter.holds(&job));
        }
    }

    #[test]
    fn every_filter_is_read_back_from_its_text(filter in filter()) {
        prop_assert_eq!(ServerFilter::read(&filter.to_string()), Some(filter));
    }
}
