use super::*;

fn source(name: &str, figures: Figures, free: bool) -> SourceUsage {
    SourceUsage {
        id: SourceId(1),
        name: name.into(),
        plan: None,
        figures,
        elsewhere: 0,
        free,
        tallies: Vec::new(),
        gaps: Vec::new(),
    }
}

fn figures(calls: u32, limit: Option<u32>, until: Option<&str>) -> Figures {
    Figures {
        calls_this_month: calls,
        calls_today: calls / 10,
        month_limit: limit,
        forecast_exhausted_at: until.map(|at| at.parse().unwrap()),
        forecast_at_turn: calls * 2,
    }
}

#[test]
fn totals_are_sums_and_the_first_source_to_run_out_is_told_of() {
    let sources = [
        source("a", figures(100, Some(1_000), Some("2026-11-20T00:00:00Z")), false),
        source("b", figures(50, Some(25_000), None), false),
        source("c", figures(900, Some(1_000), Some("2026-11-12T00:00:00Z")), false),
    ];
    assert_eq!(totals(&sources), figures(1_050, Some(27_000), Some("2026-11-12T00:00:00Z")));
}

#[test]
fn a_limit_that_is_not_known_makes_their_sum_unknown() {
    let sources = [source("a", figures(100, Some(1_000), None), false), source("b", figures(50, None, None), false)];
    assert_eq!(totals(&sources), figures(150, None, None));
}

#[test]
fn what_costs_nothing_is_left_out_and_nothing_at_all_has_no_limit() {
    let sandbox = source("Sandbox", figures(5_000, None, None), true);
    let paid = source("a", figures(100, Some(1_000), None), false);
    assert_eq!(totals(&[sandbox.clone(), paid]), figures(100, Some(1_000), None));
    assert_eq!(totals(&[sandbox]), Figures::default());
}

#[test]
fn how_long_the_months_calls_last_is_told_in_one_of_five_ways() {
    let at = "2026-11-20T00:00:00Z";
    for (figures, free, lasting) in [
        (figures(5_000, None, None), true, Lasting::Free),
        (figures(10, None, None), false, Lasting::Unknown),
        (figures(1_000, Some(1_000), Some(at)), false, Lasting::UsedUp),
        (figures(900, Some(1_000), Some(at)), false, Lasting::Until(at.parse().unwrap())),
        (figures(100, Some(1_000), None), false, Lasting::Lasts { by_then: 200 }),
    ] {
        assert_eq!(source("a", figures, free).lasting(), lasting);
    }
}

fn tally(day: &str, purpose: Purpose, stream: Option<&str>, calls: u32, failed: u32) -> CallTally {
    let stream = stream.map(str::to_owned);
    CallTally { day: day.parse().unwrap(), purpose, stream, calls, failed, unfinished: 0, bytes: 1_000 }
}

/// Two days' calls, as the store tells them.
fn busy() -> SourceUsage {
    let (today, yesterday) = ("2026-11-22T00:00:00Z", "2026-11-20T00:00:00Z");
    let tallies = vec![
        tally(today, Purpose::Poll, Some("newest"), 16, 1),
        tally(today, Purpose::Test, None, 2, 0),
        tally(yesterday, Purpose::Poll, Some("newest"), 30, 2),
        tally(yesterday, Purpose::Poll, Some("verified=yes"), 40, 0),
    ];
    SourceUsage { tallies, ..source("a", figures(88, Some(1_000), None), false) }
}

#[test]
fn the_calls_of_a_day_are_those_of_all_purposes_and_streams() {
    let usage = busy();
    let days: Vec<_> =
        usage.days().map(|day| (day.sum.calls, day.sum.failed, day.sum.bytes, day.tallies.len())).collect();
    assert_eq!(days, [(18, 1, 2_000, 2), (70, 2, 2_000, 2)]);
}

#[test]
fn a_months_calls_are_added_up_by_purpose_and_stream_with_the_most_first() {
    let spent = busy().spendings();
    let told: Vec<_> = spent.iter().map(|one| (one.purpose, one.stream.as_deref(), one.sum.calls)).collect();
    let expected =
        [(Purpose::Poll, Some("newest"), 46), (Purpose::Poll, Some("verified=yes"), 40), (Purpose::Test, None, 2)];
    assert_eq!(told, expected);
    assert_eq!(spent[0].sum.failed, 3);
}
