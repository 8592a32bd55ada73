//! Small markets worked out by hand, and tiny ones worked out by trying everything.

mod brute;
mod fresh;
mod naive;
mod oracle;
mod told;

use super::{Arrival, Choices, Market, Span, StreamShape};

/// A posting that appears at once.
fn posting(at: i64, matches: &[u16], streams: &[u16]) -> Arrival {
    Arrival { published: at, appears: at, matches: matches.to_vec(), streams: streams.to_vec() }
}

fn stream(covers: &[u16]) -> StreamShape {
    StreamShape { covers: covers.to_vec(), looks_through: None }
}

fn looking_through(covers: &[u16], n: u32) -> StreamShape {
    StreamShape { covers: covers.to_vec(), looks_through: Some(n) }
}

fn span(from: i64, to: i64) -> Vec<Span> {
    vec![Span { from, to }]
}

fn every(seconds: i64) -> Choices {
    Choices { every: seconds, pages: 1 }
}

/// Two searches, three streams, a dozen postings of all kinds within twelve seconds.
fn tiny(seed: u64) -> Market {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut some = |below: u16, chance: f64| (0..below).filter(|_| random.f64() < chance).collect::<Vec<u16>>();
    let mut arrivals: Vec<Arrival> = Vec::new();
    for _ in 0..14 {
        let arrival = Arrival { matches: some(2, 0.4), streams: some(3, 0.6), ..Arrival::default() };
        arrivals.push(arrival);
    }
    for arrival in &mut arrivals {
        arrival.published = random.i64(-2..12);
        arrival.appears = arrival.published + random.i64(0..4);
    }
    let looks_through = random.bool().then(|| random.u32(1..6));
    let streams = vec![stream(&[0, 1]), stream(&[0]), StreamShape { covers: vec![1], looks_through }];
    Market { arrivals, streams, searches: 2, page: random.usize(1..4) }
}
