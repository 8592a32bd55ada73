//! What the oracle tells.

use super::{every, looking_through, posting, span, stream};
use crate::watching::{Arrival, Choices, Market, Share, Span, oracle};

fn one_search(arrivals: Vec<Arrival>, page: usize) -> Market {
    Market { arrivals, streams: vec![stream(&[0])], searches: 1, page }
}

#[test]
fn one_call_goes_where_most_that_fits_is_on_a_page() {
    let quiet = (0..3).map(|second| posting(second, &[0], &[0]));
    let misfits = (10..12).map(|second| posting(second, &[], &[0]));
    let busy = (20..25).map(|second| posting(second, &[0], &[0]));
    let told = oracle(&one_search(quiet.chain(misfits).chain(busy).collect(), 5), 1, &span(0, 40), every(1));
    assert_eq!((told.calls, told.jobs), (1, Share { told: 5, fitting: 8 }));
    assert_eq!(told.delays, [0, 1, 2, 3, 4], "called in the very second in which the fifth appeared");
}

#[test]
fn calls_left_over_save_the_most_waiting() {
    let market = one_search(vec![posting(0, &[0], &[0]), posting(60, &[0], &[0]), posting(100, &[0], &[0])], 50);
    let delays = |calls| oracle(&market, calls, &span(0, 100), every(10)).delays;
    assert_eq!(delays(1), [0, 40, 100]);
    assert_eq!(delays(2), [0, 0, 40]);
    assert_eq!(delays(3), [0, 0, 0]);
    assert_eq!(oracle(&market, 9, &span(0, 100), every(10)).calls, 3, "a fourth would bring nothing");
}

#[test]
fn what_a_stream_returns_is_matched_against_every_search() {
    let arrivals = vec![posting(1, &[0, 1], &[0]), posting(2, &[1], &[1])];
    let market = Market { arrivals, streams: vec![stream(&[0]), stream(&[1])], searches: 2, page: 50 };
    let told = oracle(&market, 1, &span(0, 9), every(1));
    assert_eq!(told.searches, [Share { told: 1, fitting: 1 }, Share { told: 1, fitting: 2 }]);
    assert_eq!(told.told_at, [Some(1), None]);
}

#[test]
fn a_stream_tells_only_what_passes_its_filter() {
    let market = one_search(vec![posting(1, &[0], &[]), posting(2, &[0], &[0])], 50);
    assert_eq!(oracle(&market, 5, &span(0, 9), every(1)).told_at, [None, Some(2)]);
}

#[test]
fn a_late_posting_stands_where_it_was_published_and_not_before_it_appears() {
    let late = Arrival { published: 1, appears: 7, matches: vec![0], streams: vec![0] };
    let newer = (2..4).map(|second| posting(second, &[], &[0]));
    let market = one_search(newer.clone().chain([late.clone()]).collect(), 3);
    let told = oracle(&market, 1, &span(0, 9), every(1));
    assert_eq!((told.told_at[2], told.delays), (Some(7), vec![0]));
    let buried = one_search(newer.chain([late]).collect(), 2);
    assert_eq!(oracle(&buried, 9, &span(0, 9), every(1)).jobs, Share { told: 0, fitting: 1 });
    let deeper = Choices { every: 1, pages: 2 };
    assert_eq!(oracle(&buried, 9, &span(0, 9), deeper).jobs, Share { told: 1, fitting: 1 });
}

#[test]
fn a_lossy_window_hides_what_lies_behind_it() {
    let fitting = posting(1, &[0], &[0]);
    let others = (2..6).map(|second| posting(second, &[], &[]));
    let arrivals: Vec<Arrival> = [fitting].into_iter().chain(others).collect();
    let told = |n| {
        let market =
            Market { arrivals: arrivals.clone(), streams: vec![looking_through(&[0], n)], searches: 1, page: 50 };
        oracle(&market, 1, &span(5, 9), every(1)).jobs.told + oracle(&market, 1, &span(0, 9), every(5)).jobs.told
    };
    assert_eq!(told(4), 0, "four others are newer at the fifth second");
    assert_eq!(told(5), 1);
}

#[test]
fn nothing_is_told_between_spans_and_what_came_there_is_told_after() {
    let market = one_search(vec![posting(5, &[0], &[0]), posting(50, &[0], &[0])], 1);
    let watched = [Span { from: 0, to: 10 }, Span { from: 60, to: 70 }];
    let told = oracle(&market, 2, &watched, every(5));
    assert_eq!((told.told_at, told.delays), (vec![Some(5), Some(60)], vec![0, 10]));
}

#[test]
fn postings_from_before_only_fill_pages() {
    let market = one_search(vec![posting(-5, &[0], &[0]), posting(3, &[0], &[0])], 50);
    let told = oracle(&market, 4, &span(0, 9), every(1));
    assert_eq!((told.jobs, told.told_at), (Share { told: 1, fitting: 1 }, vec![None, Some(3)]));
}

#[test]
fn numbers_without_a_search_or_stream_are_passed_over() {
    let market = one_search(vec![posting(1, &[7], &[0]), posting(2, &[0], &[0, 9])], 50);
    assert_eq!(oracle(&market, 4, &span(0, 9), every(1)).told_at, [None, Some(2)]);
}
