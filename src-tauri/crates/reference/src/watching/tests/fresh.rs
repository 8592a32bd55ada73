//! How fresh searches can be kept.

use super::{looking_through, posting, span, stream, tiny};
use crate::watching::polled::Polled;
use crate::watching::{Arrival, Market, Span, oracle_fresh, staleness};

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

/// When the last posting of each page appeared, said as plainly as possible: everything shown is laid out in the order of
/// publishing, newest first, and cut into pages.
fn pages(market: &Market, now: i64) -> Vec<i64> {
    let mut shown: Vec<&Arrival> = market.arrivals.iter().filter(|arrival| arrival.streams.contains(&0)).collect();
    shown.retain(|arrival| arrival.shows() <= now);
    shown.sort_by_key(|arrival| arrival.published);
    shown.reverse();
    shown.chunks(market.page).map(|page| page.iter().map(|arrival| arrival.shows()).max().unwrap()).collect()
}

/// What a poll costs that finds such pages.
fn cost(pages: &[i64], since: i64) -> usize {
    pages.iter().filter(|last| **last > since).count().max(1)
}

/// The least worst staleness, trying every set of seconds to poll at.
fn tried(market: &Market, calls: usize, watched: &[Span]) -> Option<i64> {
    let mut seconds: Vec<i64> = watched.iter().flat_map(|span| span.from..=span.to).collect();
    let (start, end) = (seconds.remove(0), seconds.pop().unwrap());
    let mut least = None;
    for chosen in 0u32..1 << seconds.len() {
        let chosen = seconds.iter().zip(0..).filter(|(_, place)| chosen >> place & 1 == 1);
        let polls: Vec<i64> = chosen.map(|(second, _)| *second).chain([end]).collect();
        let before = [start].into_iter().chain(polls.iter().copied());
        let spent: usize = polls.iter().zip(before).map(|(poll, before)| cost(&pages(market, *poll), before)).sum();
        if spent <= calls {
            let worst = staleness(watched, &[polls]).worst;
            least = Some(least.map_or(worst, |least: i64| least.min(worst)));
        }
    }
    least
}

#[test]
fn one_stream_is_worked_out_exactly() {
    let night = [Span { from: 0, to: 4 }, Span { from: 7, to: 12 }];
    for watched in [span(0, 10).as_slice(), &night] {
        let mut answers = [0, 0];
        for seed in 0..300 {
            let mut market = tiny(seed);
            market.streams.truncate(1);
            let calls = 2 + u32::try_from(seed % 7).unwrap();
            let expected = tried(&market, calls as usize, watched);
            assert_eq!(oracle_fresh(&market, calls, watched), expected, "seed {seed}, {calls} calls");
            answers[usize::from(expected.is_some())] += 1;
        }
        assert!(answers.iter().all(|times| *times > 20), "both kinds of answers were met: {answers:?}");
    }
}

#[test]
fn known_postings_between_new_ones_take_up_room_in_pages() {
    let late = |published, appears| Arrival { published, appears, streams: vec![0], ..Arrival::default() };
    let known = (1..=6).map(|second| posting(second * 10 - 100, &[], &[0]));
    let mut pages_of_two = market(known.chain([late(-95, 30), late(-5, 30)]).collect());
    pages_of_two.page = 2;
    // Two new postings would fit one page, but six known ones stand between them.
    assert_eq!(oracle_fresh(&pages_of_two, 1, &span(0, 60)), None);
    assert_eq!(oracle_fresh(&pages_of_two, 2, &span(0, 60)), Some(60));
    assert_eq!(oracle_fresh(&pages_of_two, 4, &span(0, 60)), Some(20), "one of the two pages is one of three polls");

    pages_of_two.arrivals.splice(6.., [late(-95, 30), late(-94, 30)]);
    assert_eq!(oracle_fresh(&pages_of_two, 1, &span(0, 60)), Some(60), "one page of both");
    pages_of_two.arrivals.remove(5);
    assert_eq!(oracle_fresh(&pages_of_two, 1, &span(0, 60)), None, "the end of one page and the beginning of the next");
    assert_eq!(oracle_fresh(&pages_of_two, 2, &span(0, 60)), Some(60));
}

/// Postings published all the time for so many hours, each shown `late` seconds later.
fn steady(hourly: i64, hours: i64, mut late: impl FnMut() -> i64) -> Market {
    let second = |posting| posting * 3_600 / hourly;
    let arrivals = (-hourly..hourly * hours).map(|posting| {
        let published = second(posting);
        Arrival { published, appears: published + late(), streams: vec![0], ..Arrival::default() }
    });
    market(arrivals.collect())
}

#[test]
fn in_a_busy_market_late_postings_cost_the_pages_they_are_spread_over() {
    // At the same rate 25,000 calls are a month's.
    let (hours, calls) = (12, 25_000 * 12 / 720);
    let watched = span(0, hours * 3_600);
    let punctual = oracle_fresh(&steady(1_000, hours, || 0), calls, &watched).unwrap();
    assert!(punctual <= 180, "a page is full after 180 seconds, and no poll needs to wait for it: {punctual}");

    // Of what was published 15 to 30 minutes ago, half is shown: 2.5 pages, and new ones are strewn over all of them. What
    // is older by up to the interval adds 20 pages an hour. Of 34.7 calls an hour that leaves 14.7 for 2.5 pages a poll:
    // about every ten minutes.
    let mut random = fastrand::Rng::with_seed(5);
    let late = oracle_fresh(&steady(1_000, hours, || random.i64(900..1_800)), calls, &watched).unwrap();
    assert!((500..700).contains(&late), "{late}");
}

/// Late by some minutes, and rarely by an hour.
fn mostly_late(random: &mut fastrand::Rng) -> i64 {
    if random.u8(0..200) == 0 { random.i64(0..4_000) } else { random.i64(100..400) }
}

#[test]
fn pages_with_something_new_are_found_however_deep_they_lie() {
    let mut random = fastrand::Rng::with_seed(11);
    let mut market = steady(1_200, 2, || mostly_late(&mut random));
    market.page = 20;
    let streams = Polled::all(&market, &[]);
    let mut deep = 0;
    for now in (0..7_000).step_by(43) {
        let since = now - random.i64(1..200);
        let laid_out = pages(&market, now);
        let mut new: Vec<i64> = laid_out.iter().copied().filter(|last| *last > since).collect();
        deep += usize::from(laid_out.iter().rposition(|last| *last > since) > Some(30));
        new.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(streams[0].new_pages(since, now), new, "from {since} to {now}");
    }
    assert!(deep > 5, "some lie deep: {deep}");
}

/// How few calls polls at any seconds need that lie at most `every` apart, from the pages found at each second.
fn fewest(found: &[Vec<i64>], every: usize) -> usize {
    let mut fewest = vec![0];
    for (now, found) in found.iter().enumerate().skip(1) {
        let polls = now.saturating_sub(every)..now;
        let calls = polls.map(|since| fewest[since] + cost(found, i64::try_from(since).unwrap()));
        fewest.push(calls.min().unwrap());
    }
    fewest[fewest.len() - 1]
}

#[test]
fn choosing_among_some_moments_costs_little_freshness() {
    for seed in 0..6 {
        let mut random = fastrand::Rng::with_seed(seed);
        let (hourly, calls) = (random.i64(100..1_000), random.u32(40..110));
        let mut market = steady(hourly, 1, || mostly_late(&mut random));
        market.page = 20;
        let found: Vec<Vec<i64>> = (0..=3_000).map(|now| pages(&market, now)).collect();
        let enough = |every: i64| fewest(&found, usize::try_from(every).unwrap()) <= calls as usize;
        let answer = oracle_fresh(&market, calls, &span(0, 3_000)).unwrap();
        assert!(enough(answer), "{answer} seconds can be reached, {hourly} postings, {calls} calls");
        let nearly = if answer <= 64 { answer - 1 } else { answer * 95 / 100 };
        assert!(!enough(nearly), "{answer} seconds are the best or nearly, {hourly} postings, {calls} calls");
    }
}
