//! What naive polling tells.

use super::{posting, span, stream};
use crate::watching::naive::{moments, naive};
use crate::watching::{Arrival, Market, Share, Span, Staleness};

fn two_searches(arrivals: Vec<Arrival>) -> Market {
    Market { arrivals, streams: vec![stream(&[0, 1])], searches: 2, page: 2 }
}

#[test]
fn each_search_is_told_only_what_its_own_turn_sees() {
    // The turns: search 0 at 10 and 50, search 1 at 30 and 70.
    let market = two_searches(vec![
        posting(5, &[0, 1], &[]),
        posting(6, &[1], &[]),
        posting(20, &[0], &[]),
        posting(60, &[1], &[]),
        posting(61, &[], &[]),
    ]);
    let told = naive(&market, 4, &span(0, 80));
    assert_eq!(told.told_at, [Some(10), Some(30), Some(50), Some(70), None]);
    assert_eq!(told.searches, [Share { told: 2, fitting: 2 }, Share { told: 2, fitting: 3 }]);
    assert_eq!((told.calls, told.jobs), (4, Share { told: 4, fitting: 4 }));
    assert_eq!(told.delays, [5, 10, 24, 30]);
}

#[test]
fn what_a_page_no_longer_holds_is_missed() {
    let market = two_searches((1..=5).map(|second| posting(second, &[0], &[0])).collect());
    assert_eq!(naive(&market, 1, &span(0, 20)).told_at, [None, None, None, Some(10), Some(10)]);
}

#[test]
fn each_search_goes_stale_while_the_others_have_their_turn() {
    let told = naive(&two_searches(Vec::new()), 4, &span(0, 80));
    assert_eq!(told.staleness.worst, 40);
    assert_eq!(naive(&two_searches(Vec::new()), 0, &span(0, 80)).staleness, Staleness { worst: 80, median: 40 });
}

#[test]
fn calls_are_evenly_spaced_over_the_time_watched() {
    assert_eq!(moments(4, &span(100, 180)), [110, 130, 150, 170]);
    let nights = [Span { from: 0, to: 40 }, Span { from: 1_000, to: 1_040 }];
    assert_eq!(moments(4, &nights), [10, 30, 1_010, 1_030]);
}

#[test]
fn without_searches_nothing_is_asked() {
    let market = Market { arrivals: Vec::new(), streams: Vec::new(), searches: 0, page: 50 };
    assert_eq!(naive(&market, 4, &span(0, 80)).calls, 0);
}
