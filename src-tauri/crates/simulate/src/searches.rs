//! Seeded searches, each fitting 0.1–5 % of postings, and which of them each posting fits.

use fastrand::Rng;
use jiff::Timestamp;
use lapwing_domain::query::{At, PreparedJob, Program, Query, Use, parse};

use crate::market::{Market, Posting};
use crate::words::{COUNTRIES, TRADES};

/// Postings on which the share that a search fits is measured.
const MEASURED_ON: usize = 4_000;

/// The share of postings that a search fits.
const FITS: std::ops::RangeInclusive<f64> = 0.001..=0.05;

/// Saved searches as their user wrote them.
#[derive(Debug)]
pub struct Searches {
    /// The queries.
    pub texts: Vec<String>,
    /// The same, read.
    pub queries: Vec<Query>,
}

impl Searches {
    /// So many. A third asks for words alone; a third for words of clients that meet the user's own bar; a third for such
    /// clients whatever the words, or nearly.
    pub fn new(seed: u64, count: usize) -> Self {
        let mut rng = Rng::with_seed(seed);
        let week = Market::new(rng.u64(..), 60.0, 0, 7 * 86_400);
        let sample: Vec<PreparedJob> = week
            .postings
            .iter()
            .take(MEASURED_ON)
            .enumerate()
            .map(|(number, posting)| prepared(posting, number))
            .collect();
        let mut searches = Self { texts: Vec::new(), queries: Vec::new() };
        while searches.texts.len() < count {
            let text = match searches.texts.len() % 3 {
                0 => words(&mut rng),
                1 => format!("{} {}", words(&mut rng), bar(&mut rng, 1)),
                _ => bar(&mut rng, 3),
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

/// Words of one trade, or of two.
fn words(rng: &mut Rng) -> String {
    let mut one = || {
        let trade = TRADES[rng.usize(..TRADES.len())];
        trade[rng.usize(..trade.len())]
    };
    match (one(), one(), rng.u32(..3)) {
        (one, _, 0) => one.to_owned(),
        (one, other, 1) => format!("({one} OR {other})"),
        (one, other, _) => format!("{one} -{other}"),
    }
}

/// What the user asks of clients and amounts, at least so many conditions.
fn bar(rng: &mut Rng, conditions: usize) -> String {
    let mut known = vec![
        "client.verified:yes".to_owned(),
        format!("client.spent:>={}", rng.choice(["1k", "10k", "50k", "100k"]).unwrap_or_default()),
        format!("client.hires:>={}", rng.choice([5, 10, 30]).unwrap_or_default()),
        format!("budget:>={}", rng.choice([300, 1_000, 3_000]).unwrap_or_default()),
        format!("level:{}", rng.choice(["intermediate", "expert"]).unwrap_or_default()),
        format!("country:{}", String::from_utf8_lossy(&COUNTRIES[rng.usize(..4)])),
        "contract_to_hire:yes".to_owned(),
        "type:hourly".to_owned(),
    ];
    rng.shuffle(&mut known);
    known.truncate(conditions + rng.usize(..3));
    known.sort_unstable();
    known.join(" ")
}
