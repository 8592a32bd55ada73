//! What is simulated: how much is posted, on which plan, and when the program can ask.

use jiff::Timestamp;
use lapwing_domain::watch::Plan;
use lapwing_reference::watching::Span;
use lapwing_sources::Dialect;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Thirty days of watching.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What `SIMULATE` calls it.
    pub name: &'static str,
    /// What the table says.
    pub what: &'static str,
    /// Postings an hour on the mean of a week.
    pub an_hour: f64,
    /// Saved searches.
    pub searches: usize,
    /// The key's plan.
    pub plan: Plan,
    /// Calls of the first month that are spent before.
    pub calls_used: u32,
    /// The first second.
    pub start: i64,
    /// Whether the program rests from 23 to 7 o'clock.
    pub nights: bool,
    /// Whether the service is away for six hours of the tenth day.
    pub away: bool,
    /// Whether no search says anything that a service can filter. Nothing can be chosen then but moments, which only an
    /// oracle can, so that it is run by name alone.
    pub words_alone: bool,
    /// How the service is asked.
    pub dialect: Dialect,
    /// Seed of postings and searches.
    pub seed: u64,
}

impl Scenario {
    /// All of them.
    pub fn all() -> Vec<Self> {
        let starter = |name, what, an_hour| Self {
            name,
            what,
            an_hour,
            searches: 20,
            plan: Plan::Starter,
            calls_used: 0,
            start: second("2026-11-01T00:00:00Z"),
            nights: false,
            away: false,
            words_alone: false,
            dialect: Dialect::Documented,
            seed: 7,
        };
        vec![
            starter("3", "3 an hour", 3.0),
            starter("30", "30 an hour", 30.0),
            starter("300", "300 an hour", 300.0),
            starter("1000", "1,000 an hour", 1_000.0),
            Self {
                searches: 200,
                plan: Plan::Professional,
                ..starter("professional", "200 searches, professional, 1,000 an hour", 1_000.0)
            },
            Self { nights: true, ..starter("nights", "30 an hour, asleep from 23 to 7", 30.0) },
            Self { away: true, ..starter("outage", "30 an hour, six hours without the service", 30.0) },
            Self {
                start: second("2026-11-16T00:00:00Z"),
                calls_used: 500,
                ..starter("turn", "30 an hour, over a month's turn", 30.0)
            },
            Self { dialect: Dialect::SearchUrl, ..starter("address", "300 an hour, search-URL dialect", 300.0) },
            Self { words_alone: true, ..starter("words", "300 an hour, words alone", 300.0) },
        ]
    }

    /// The last second: a minute before the calls of another month.
    pub fn end(&self) -> i64 {
        self.start + 30 * DAY - 60
    }

    /// When the program runs.
    pub fn spans(&self) -> Vec<Span> {
        if !self.nights {
            return vec![Span { from: self.start, to: self.end() }];
        }
        (0..30)
            .map(|day| self.start + day * DAY)
            .map(|day| Span { from: day + 7 * HOUR, to: day + 23 * HOUR })
            .collect()
    }

    /// When the service cannot be reached.
    pub fn outage(&self) -> Option<Span> {
        let from = self.start + 9 * DAY + 12 * HOUR;
        self.away.then_some(Span { from, to: from + 6 * HOUR })
    }

    /// When the service can be asked: what an oracle can use.
    pub fn chances(&self) -> Vec<Span> {
        let Some(away) = self.outage() else { return self.spans() };
        let (before, after) = (Span { from: self.start, to: away.from }, Span { from: away.to, to: self.end() });
        vec![before, after]
    }

    /// The calls that the plan allows in these thirty days.
    pub fn allowed(&self) -> u32 {
        let months = if self.start == second("2026-11-01T00:00:00Z") { 1 } else { 2 };
        months * self.plan.calls_per_month() - self.calls_used
    }
}

fn second(text: &str) -> i64 {
    text.parse::<Timestamp>().map(Timestamp::as_second).unwrap_or_default()
}
