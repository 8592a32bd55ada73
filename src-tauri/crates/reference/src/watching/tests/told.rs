//! The measure.

use super::{posting, span, stream};
use crate::watching::{Market, Share, Span, Staleness, Telling, Told, staleness};

fn telling(arrival: usize, search: u16, at: i64) -> Telling {
    Telling { arrival, search, at }
}

fn market() -> Market {
    let arrivals =
        vec![posting(-1, &[0], &[0]), posting(10, &[0, 1], &[0]), posting(20, &[1], &[0]), posting(30, &[], &[0])];
    Market { arrivals, streams: vec![stream(&[0, 1])], searches: 2, page: 50 }
}

#[test]
fn the_earliest_telling_counts_and_once() {
    let tellings = vec![telling(1, 0, 40), telling(1, 1, 25), telling(1, 0, 15), telling(1, 1, 90)];
    let told = Told::measured(&market(), &span(0, 99), 4, tellings, &[]);
    assert_eq!((told.jobs, told.delays.as_slice()), (Share { told: 1, fitting: 2 }, [5].as_slice()));
    assert_eq!(told.searches, [Share { told: 1, fitting: 1 }, Share { told: 1, fitting: 2 }]);
    assert_eq!(told.told_at, [None, Some(15), None, None]);
}

#[test]
fn tellings_of_what_does_not_count_are_passed_over() {
    let tellings = vec![telling(0, 0, 5), telling(2, 0, 25), telling(3, 1, 35), telling(1, 9, 35), telling(9, 0, 35)];
    let told = Told::measured(&market(), &span(0, 99), 4, tellings, &[]);
    assert_eq!((told.jobs.told, told.median_delay(), told.worst_delay()), (0, None, None));
    assert_eq!(told.searches.iter().map(|share| share.told).sum::<usize>(), 0);
}

#[test]
fn the_median_delay_is_that_of_the_middle_job() {
    let delays = |delays: &[i64]| Told { delays: delays.to_vec(), ..Told::default() };
    assert_eq!(delays(&[1, 5, 90]).median_delay(), Some(5));
    assert_eq!(delays(&[1, 5, 80, 90]).median_delay(), Some(5));
    assert_eq!(delays(&[1, 5, 90]).worst_delay(), Some(90));
}

#[test]
fn staleness_grows_to_the_next_look_and_to_the_end() {
    assert_eq!(staleness(&span(0, 100), &[vec![60, 20]]), Staleness { worst: 40, median: 16 });
    assert_eq!(staleness(&span(0, 100), &[vec![25, 50, 75]]), Staleness { worst: 25, median: 12 });
    assert_eq!(staleness(&span(0, 100), &[vec![50], Vec::new()]), Staleness { worst: 100, median: 33 });
    assert_eq!(staleness(&span(0, 100), &[]), Staleness::default());
}

#[test]
fn between_spans_nothing_goes_stale() {
    let watched = [Span { from: 0, to: 10 }, Span { from: 1_000, to: 1_020 }];
    assert_eq!(staleness(&watched, &[vec![5, 500, 1_010]]), Staleness { worst: 10, median: 3 });
}
