//! Seeded searches, each fitting 0.1–5 % of postings, and which of them each posting fits.

use fastrand::Rng;
use jiff::Timestamp;
use lapwing_domain::query::{At, PreparedJob, Program, Query, Use, parse};

use crate::market::{Market, Posting};
use crate::words::TRADES;

/// Postings on which the share that a search fits is measured.
const MEASURED_ON: usize = 4_000;

/// The share of postings that a search fits.
const FITS: std::ops::RangeInclusive<f64> = 0.001..=0.05;

/// So many searches can ask for round amounts alone without being alike.
const FEW: usize = 40;

/// Saved searches as their user wrote them.
#[derive(Debug)]
pub struct Searches {
    /// The queries.
    pub texts: Vec<String>,
    /// The same, read.
    pub queries: Vec<Query>,
}

impl Searches {
    /// So many. Of four, one asks for words alone, two for words from clients that meet one of the user's bars, and one for
    /// facts alone: whatever good clients pay well for. Or all ask for words alone, so that there is nothing to filter.
    pub fn new(seed: u64, count: usize, words_alone: bool) -> Self {
        let mut rng = Rng::with_seed(seed);
        let week = Market::new(rng.u64(..), 60.0, 0, 7 * 86_400);
        let sample: Vec<PreparedJob> = week
            .postings
            .iter()
            .take(MEASURED_ON)
            .enumerate()
            .map(|(number, posting)| prepared(posting, number))
            .collect();
        let bars = bars(&mut rng);
        let mut searches = Self { texts: Vec::new(), queries: Vec::new() };
        while searches.texts.len() < count {
            let text = match searches.texts.len() % 4 {
                place @ (1 | 2) if !words_alone => format!("{} {}", words(&mut rng, 6), bars[place - 1]),
                3 if !words_alone => facts(&mut rng, count > FEW),
                _ => words(&mut rng, 3),
            };
            let Ok(parsed) = parse(&text, Use::SavedSearch) else { continue };
            let at = At { now: Timestamp::UNIX_EPOCH, me: None };
            let fitting = sample.iter().filter(|job| parsed.query.matches(job, &at)).count();
            #[expect(clippy::cast_precision_loss, reason = "thousands")]
            let share = fitting as f64 / sample.len() as f64;
            if FITS.contains(&share) && !searches.texts.contains(&text) {
                searches.texts.push(text);
                searches.queries.push(parsed.query);
            }
        }
        searches
    }

    /// The searches that each posting fits, by number. Edits change nothing about it.
    pub fn fitting(&self, market: &Market) -> Vec<Vec<u16>> {
        let mut program = Program::default();
        for (number, query) in (0_u16..).zip(&self.queries) {
            program.insert(number, query);
        }
        let at = At { now: Timestamp::UNIX_EPOCH, me: None };
        let of = |(number, posting): (usize, &Posting)| {
            let mut found = Vec::new();
            program.matching(&prepared(posting, number), &at, |search| found.push(*search));
            found.sort_unstable();
            found
        };
        market.postings.iter().enumerate().map(of).collect()
    }
}

fn prepared(posting: &Posting, number: usize) -> PreparedJob {
    PreparedJob::new(posting.job(number, posting.appears))
}

/// Any of up to so many words, most of one trade, and sometimes one to avoid.
fn words(rng: &mut Rng, most: usize) -> String {
    let word = |rng: &mut Rng| {
        let trade = TRADES[rng.usize(..TRADES.len())];
        trade[rng.usize(..trade.len())]
    };
    let count = rng.usize(1..=most);
    let any: Vec<&str> = (0..count).map(|_| word(rng)).collect();
    let any = if count == 1 { any.join("") } else { format!("({})", any.join(" OR ")) };
    if rng.u32(..4) == 0 { format!("{any} -{}", word(rng)) } else { any }
}

/// What the user asks of clients, in two ways.
fn bars(rng: &mut Rng) -> [String; 2] {
    let spent = rng.choice(["10k", "50k"]).unwrap_or_default();
    let hires = rng.choice(["5", "10"]).unwrap_or_default();
    [
        format!("client.verified:yes client.spent:>={spent}"),
        format!("client.spent:>={spent} client.hires:>={hires} level:expert"),
    ]
}

/// Good clients, whatever they look for: two conditions beside that of a verified payment, of round amounts or of any.
fn facts(rng: &mut Rng, any: bool) -> String {
    let mut known = if any {
        let thousands = rng.u32(10..=200);
        [
            format!("client.spent:>={thousands}k"),
            format!("client.hires:>={}", rng.u32(10..=80)),
            format!("budget:>={}", rng.u32(5..=50) * 100),
        ]
    } else {
        let mut of = |amounts: [&'static str; 3]| rng.choice(amounts).unwrap_or_default();
        [
            format!("client.spent:>={}", of(["10k", "50k", "100k"])),
            format!("client.hires:>={}", of(["10", "30", "50"])),
            format!("budget:>={}", of(["500", "1k", "3k"])),
        ]
    };
    rng.shuffle(&mut known);
    format!("client.verified:yes {} {}", known[0], known[1])
}
