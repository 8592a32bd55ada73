//! Invented postings: when they are published and when the service comes to show them, and the facts that searches ask
//! for. Everything follows from a seed. Only numbers are kept; a job is made of them when it is looked at.

use fastrand::Rng;
use jiff::Timestamp;
use lapwing_domain::job::{Activity, Client, ContractType, CountRange, Country, Level, Rate, Status};
use lapwing_domain::money::{Currency, Money};
use lapwing_domain::{Job, JobId};

use crate::words::{COUNTRIES, PLAIN, TRADES};

/// Busy and quiet hours of a day, UTC, by hundredths of the mean: the morning of the Americas is the peak.
const BY_HOUR: [f64; 24] = [
    0.92, 0.78, 0.74, 0.70, 0.68, 0.70, 0.78, 0.86, 0.92, 0.94, 0.98, 1.04, 1.08, 1.14, 1.30, 1.36, 1.38, 1.30, 1.22,
    1.28, 1.14, 1.12, 1.08, 0.98,
];

/// The same for days, Monday first.
const BY_DAY: [f64; 7] = [1.08, 1.16, 1.16, 1.14, 1.02, 0.68, 0.70];

/// Monday of some week, in seconds.
const A_MONDAY: i64 = 345_600;

/// A posting is shown so long after it was published, in seconds.
const LATENESS: std::ops::RangeInclusive<i64> = 15 * 60..=30 * 60;

/// One posting in this many is edited once.
const EDITED: u32 = 12;

/// A posting as numbers.
#[derive(Debug, Clone, Copy)]
pub struct Posting {
    /// Second it was published in.
    pub published: i64,
    /// Second from which on the service shows it.
    pub appears: i64,
    /// Second from which on its text and its proposals are other ones.
    edited: Option<i64>,
    seed: u64,
}

/// All postings of a while, oldest first.
#[derive(Debug)]
pub struct Market {
    /// By publish time.
    pub postings: Vec<Posting>,
}

impl Market {
    /// What is published from one second to another, at so many an hour on the mean of a week.
    pub fn new(seed: u64, an_hour: f64, from: i64, to: i64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let scale = 168.0 / (BY_HOUR.iter().sum::<f64>() * BY_DAY.iter().sum::<f64>());
        let mut postings = Vec::new();
        let mut hour = from.div_euclid(3_600);
        while hour * 3_600 < to {
            let rate = an_hour * scale * shape(hour);
            let mut at = gap(&mut rng, rate);
            while at < 1.0 {
                #[expect(clippy::cast_possible_truncation, reason = "below an hour")]
                let published = hour * 3_600 + (at * 3_600.0) as i64;
                postings.push(Posting::new(&mut rng, published));
                at += gap(&mut rng, rate);
            }
            hour += 1;
        }
        postings.retain(|posting| (from..to).contains(&posting.published));
        Self { postings }
    }
}

fn shape(hour: i64) -> f64 {
    let of_week = (hour - A_MONDAY / 3_600).rem_euclid(168);
    let (day, hour) = (of_week.div_euclid(24), of_week.rem_euclid(24));
    BY_DAY[usize::try_from(day).unwrap_or_default()] * BY_HOUR[usize::try_from(hour).unwrap_or_default()]
}

/// Hours to the next posting.
fn gap(rng: &mut Rng, rate: f64) -> f64 {
    -(1.0 - rng.f64()).ln() / rate
}

impl Posting {
    fn new(rng: &mut Rng, published: i64) -> Self {
        let appears = published + rng.i64(LATENESS);
        let edited = (rng.u32(..EDITED) == 0).then(|| appears + rng.i64(3_600..200_000));
        Self { published, appears, edited, seed: rng.u64(..) }
    }

    /// The same as it is shown at some second from its appearance on: as if it appeared then.
    #[cfg(test)]
    pub fn shown_at(self, second: i64) -> Self {
        Self { appears: second, ..self }
    }

    /// The facts alone, without any text: what a service filters by.
    pub fn facts(&self, number: usize) -> Job {
        let mut rng = Rng::with_seed(self.seed);
        let mut job = Job::new(JobId(number.to_string()));
        let units = |units: f64| Money::from_units(units.round(), Currency::USD);
        job.posted = Timestamp::from_second(self.published).ok();
        job.status = Some(Status::Open);
        job.level = Some([Level::Entry, Level::Intermediate, Level::Intermediate, Level::Expert][rng.usize(..4)]);
        if rng.f64() < 0.45 {
            job.budget = units(skewed(&mut rng, 20.0, 20_000.0));
            job.contract = Some(ContractType::Fixed);
        } else {
            job.contract = Some(ContractType::Hourly);
            let least = 5.0 + 60.0 * rng.f64() * rng.f64();
            job.rate = Rate::from_ends(Some(least), Some(least * (1.2 + rng.f64())), Currency::USD);
        }
        let known = rng.f64() < 0.7;
        let country = COUNTRIES[early(&mut rng, COUNTRIES.len())];
        job.client = Client {
            country: Some(Country::Code(country)),
            verified: Some(known || rng.f64() < 0.4),
            spent: units(if known { skewed(&mut rng, 100.0, 1_000_000.0) } else { 0.0 }),
            hires: Some(if known { doubling(&mut rng, 8) } else { 0 }),
            ..Client::default()
        };
        job.contract_to_hire = Some(rng.u32(..12) == 0);
        job
    }

    /// The job as the service shows it at some second, text included.
    pub fn job(&self, number: usize, now: i64) -> Job {
        let mut job = self.facts(number);
        let mut rng = Rng::with_seed(self.seed ^ 1);
        let trade = TRADES[early(&mut rng, TRADES.len())];
        let mut words = |count: usize, of_trade: f64| {
            let word = |_| {
                if rng.f64() < of_trade { trade[rng.usize(..trade.len())] } else { PLAIN[rng.usize(..PLAIN.len())] }
            };
            (0..count).map(word).collect::<Vec<_>>()
        };
        job.title = words(4, 0.4).join(" ");
        job.description = words(12, 0.08).join(" ");
        job.skills = words(2, 1.0).into_iter().map(str::to_owned).collect();
        let edited = self.edited.is_some_and(|edited| edited <= now);
        if edited {
            job.description.push_str(" Thank you for all answers so far.");
        }
        let proposals = if edited { 20 } else { 3 };
        job.activity = Activity { proposals: Some(CountRange { min: proposals, max: None }), ..Activity::default() };
        job
    }
}

/// A place among so many, early ones more often.
fn early(rng: &mut Rng, count: usize) -> usize {
    rng.usize(..count).min(rng.usize(..count))
}

/// A number from 1 on, each doubling as likely as any other.
fn doubling(rng: &mut Rng, doublings: u32) -> u32 {
    let least = 1 << rng.u32(..doublings);
    least + rng.u32(..least)
}

/// Between two ends, each power of ten as likely as any other.
fn skewed(rng: &mut Rng, least: f64, most: f64) -> f64 {
    least * (most / least).powf(rng.f64())
}
