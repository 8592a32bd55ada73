//! How fresh searches can be kept.

use super::{looking_through, posting, span, stream, tiny};
use crate::watching::{Arrival, Market, Span, oracle_fresh};

fn market(arrivals: Vec<Arrival>) -> Market {
    Market { arrivals, streams: vec![stream(&[0, 1])], searches: 2, page: 50 }
}

#[test]
fn in_a_quiet_market_calls_are_evenly_spaced() {
    assert_eq!(oracle_fresh(&market(Vec::new()), 10, &span(0, 1_000)), Some(100));
    assert_eq!(oracle_fresh(&market(Vec::new()), 3, &span(0, 1_000)), Some(334), "rounded up to whole seconds");
    let month = span(0, 30 * 86_400);
    assert_eq!(oracle_fresh(&market(Vec::new()), 1_000, &month), Some(2_592), "43 minutes and 12 seconds");
}

#[test]
fn a_busy_time_takes_calls_from_the_quiet() {
    let busy = (1..=200).map(|_| posting(500, &[0], &[0])).collect();
    // Four pages at the busy second leave six calls for the rest, and one of the four serves as one of those.
    assert_eq!(oracle_fresh(&market(busy), 10, &span(0, 1_000)), Some(143));
}

#[test]
fn more_pages_than_calls_cannot_be_read() {
    let postings = |n| market((0..n).map(|second| posting(second, &[0], &[0])).collect());
    assert!(oracle_fresh(&postings(501), 10, &span(0, 1_000)).is_some(), "the first was there before");
    assert_eq!(oracle_fresh(&postings(502), 10, &span(0, 1_000)), None);
    assert_eq!(oracle_fresh(&postings(0), 0, &span(0, 1_000)), None);
}

#[test]
fn the_filter_decides_what_must_be_read() {
    let mut arrivals: Vec<Arrival> = (1..=2_000).map(|second| posting(second / 2, &[], &[])).collect();
    assert_eq!(oracle_fresh(&market(arrivals.clone()), 10, &span(0, 1_000)), Some(100));
    for arrival in &mut arrivals {
        arrival.streams.push(0);
    }
    assert_eq!(oracle_fresh(&market(arrivals), 10, &span(0, 1_000)), None);
}

#[test]
fn streams_that_share_out_the_searches_share_out_the_calls() {
    let mut shared = market(Vec::new());
    shared.streams = vec![stream(&[0]), stream(&[1])];
    assert_eq!(oracle_fresh(&shared, 10, &span(0, 1_000)), Some(200));
    shared.streams.push(stream(&[1, 0]));
    assert_eq!(oracle_fresh(&shared, 10, &span(0, 1_000)), Some(100), "one for both is cheaper");
}

#[test]
fn where_streams_overlap_the_bound_is_no_higher_than_what_they_can_do() {
    let overlapping = Market {
        arrivals: Vec::new(),
        streams: vec![stream(&[0, 1]), stream(&[1, 2]), stream(&[2, 0])],
        searches: 3,
        page: 50,
    };
    // Two of the three streams are needed, so five polls of each: every 200 seconds. Three halves are charged.
    assert_eq!(oracle_fresh(&overlapping, 10, &span(0, 1_000)), Some(167));
}

#[test]
fn a_search_that_no_stream_covers_is_never_fresh() {
    let mut uncovered = market(Vec::new());
    uncovered.streams = vec![stream(&[0, 7])];
    assert_eq!(oracle_fresh(&uncovered, 10, &span(0, 1_000)), None);
}

#[test]
fn a_lossy_window_must_reach_back_to_the_last_poll() {
    let mut lossy = market((1..=100).map(|tenth| posting(tenth * 10, &[], &[])).collect());
    lossy.streams = vec![looking_through(&[0, 1], 20)];
    assert_eq!(oracle_fresh(&lossy, 10, &span(0, 1_000)), Some(100), "ten postings each");
    assert_eq!(oracle_fresh(&lossy, 5, &span(0, 1_000)), Some(200), "twenty each");
    assert_eq!(oracle_fresh(&lossy, 4, &span(0, 1_000)), None, "twenty-five would be needed");
}

#[test]
fn nights_do_not_count_but_what_they_bring_must_be_read() {
    let watched = [Span { from: 0, to: 500 }, Span { from: 10_000, to: 10_500 }];
    let quiet = oracle_fresh(&market(Vec::new()), 9, &watched);
    assert_eq!(quiet, Some(100), "four polls in the first span, and five in the last, which ends with one");
    let night: Vec<Arrival> = (0..450).map(|second| posting(1_000 + second, &[0], &[0])).collect();
    assert_eq!(oracle_fresh(&market(night), 11, &watched), Some(250), "three polls, one of them nine pages deep");
}

/// The least worst staleness, trying every set of seconds to poll at.
fn tried(market: &Market, calls: usize, end: i64) -> Option<i64> {
    let mut least = None;
    for chosen in 0u32..1 << (end - 1) {
        let polls = (1..end).filter(|second| chosen >> (second - 1) & 1 == 1).chain([end]);
        let (mut polled, mut worst, mut spent) = (0, 0, 0);
        for poll in polls {
            let new =
                |arrival: &&Arrival| arrival.streams.contains(&0) && (polled + 1..=poll).contains(&arrival.shows());
            spent += market.arrivals.iter().filter(new).count().div_ceil(market.page).max(1);
            worst = worst.max(poll - polled);
            polled = poll;
        }
        if spent <= calls {
            least = Some(least.map_or(worst, |least: i64| least.min(worst)));
        }
    }
    least
}

#[test]
fn one_stream_is_worked_out_exactly() {
    let mut answers = [0, 0];
    for seed in 0..300 {
        let mut market = tiny(seed);
        market.streams.truncate(1);
        let calls = 2 + u32::try_from(seed % 7).unwrap();
        let expected = tried(&market, calls as usize, 10);
        assert_eq!(oracle_fresh(&market, calls, &span(0, 10)), expected, "seed {seed}, {calls} calls");
        answers[usize::from(expected.is_some())] += 1;
    }
    assert!(answers.iter().all(|times| *times > 20), "both kinds of answers were met: {answers:?}");
}
