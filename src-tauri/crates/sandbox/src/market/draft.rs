//! One invented posting: everything about it that chance decides once, from the seed and its id. What becomes of it over
//! time is in `course`, how it is written in `words` and `render`.

use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};

use super::arrivals::Arrival;
use super::client::{Client, whole};
use super::trades::{Brief, TRADES, Trade};
use crate::dice::{chance, dice, pick, pick_ref, some, spread, weighted};
use crate::time::Habit;

/// What the client offers, in whole dollars. `None` and zero are unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pay {
    Fixed(Option<u32>),
    Hourly { min: Option<u32>, max: Option<u32> },
}

/// Whether the posting is hidden behind a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Privacy {
    Public,
    Private,
    /// A placeholder first, the whole posting from this age on.
    FillsIn(SignedDuration),
}

/// A second thought of the client's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edit {
    /// The posting's age when it comes.
    pub(super) after: SignedDuration,
    pub(super) pay: Pay,
}

/// Which of the service's ways of writing this posting is written in.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "habits that come in any combination")]
pub(super) struct Habits {
    /// Type, status and tier as numbers, not labels.
    pub(super) codes: bool,
    /// Unknown fields as `null`, not absent.
    pub(super) nulls: bool,
    /// Country by two letters, three letters or name: 0, 1, 2.
    pub(super) country: u8,
    /// The proposals as labels, short labels, ranges, a count, or both: 0 to 4.
    pub(super) proposals: u8,
    pub(super) time: Habit,
    /// Which publish times are stated: all, `posted_on`, `publish_time`, `created_on` or none: 0 to 4.
    pub(super) times: u8,
    pub(super) category: bool,
    /// Length and hours as short words, not as the site's labels.
    pub(super) short_labels: bool,
    /// The stated type is wrong or `unknown`.
    pub(super) wrong_type: bool,
}

#[derive(Debug)]
pub(super) struct Draft {
    pub(super) snowflake: u64,
    /// To the second, as it is stated.
    pub(super) published: Timestamp,
    pub(super) trade: &'static Trade,
    pub(super) brief: &'static Brief,
    pub(super) client: Client,
    pub(super) skills: Vec<&'static str>,
    pub(super) tags: Vec<&'static str>,
    pub(super) pay: Pay,
    pub(super) hides_budget: bool,
    /// 1 entry, 2 intermediate, 3 expert.
    pub(super) tier: u8,
    /// 0 under a month, 1 one to three, 2 three to six, 3 more.
    pub(super) duration: Option<u8>,
    pub(super) full_time: Option<bool>,
    pub(super) positions: u32,
    pub(super) contract_to_hire: bool,
    pub(super) featured: bool,
    pub(super) privacy: Privacy,
    pub(super) edit: Option<Edit>,
    pub(super) closes_after: SignedDuration,
    /// How many proposals it gets in the end.
    pub(super) appeal: f64,
    pub(super) habits: Habits,
    /// Seeds the words.
    pub(super) words: u64,
}

/// The kinds of order the suggested query finds by a skill.
static STEADY: LazyLock<Vec<(&'static Trade, &'static Brief)>> = LazyLock::new(|| {
    let wanted = ["Rust", "Python", "React"];
    let briefs = TRADES.into_iter().flat_map(|trade| trade.briefs.iter().map(move |brief| (trade, brief)));
    briefs.filter(|(_, brief)| brief.skills.iter().any(|skill| wanted.contains(skill))).collect()
});

impl Draft {
    pub(super) fn of(seed: u64, arrival: Arrival) -> Self {
        let rng = &mut dice([seed, arrival.snowflake, 4]);
        let (trade, brief) = if arrival.steady {
            pick(rng, &STEADY)
        } else {
            let trade = *weighted(rng, &TRADES, |trade| trade.weight);
            (trade, pick_ref(rng, trade.briefs))
        };
        let tier = *weighted(rng, &[(1, 5), (2, 53), (3, 42)], |tier| tier.1);
        let pay = pay(rng, trade, tier.0);
        let (count, tags) = (rng.usize(1..9), rng.usize(0..4));
        let privacy = if arrival.steady { Privacy::Public } else { privacy(rng) };
        Self {
            snowflake: arrival.snowflake,
            published: Timestamp::from_second(arrival.published_ms().div_euclid(1_000)).unwrap_or(Timestamp::MAX),
            trade,
            brief,
            client: Client::of(seed, Client::draw(rng)),
            skills: skills(rng, trade, brief, count),
            tags: some(rng, trade.tags, tags).copied().collect(),
            pay,
            hides_budget: chance(rng, 3),
            tier: tier.0,
            duration: chance(rng, 55).then(|| pick(rng, &[0, 0, 1, 1, 1, 1, 2, 3])),
            full_time: chance(rng, 45).then(|| chance(rng, 33)),
            positions: if chance(rng, 95) { 1 } else { rng.u32(2..6) },
            contract_to_hire: chance(rng, 6),
            featured: chance(rng, 4),
            privacy,
            edit: chance(rng, 9).then(|| Edit { after: hours(spread(rng, 0.4, 20.0)), pay: reconsidered(rng, pay) }),
            closes_after: hours(spread(rng, 6.0, 960.0)),
            appeal: spread(rng, 2.0, 95.0),
            habits: habits(rng),
            words: rng.u64(..),
        }
    }
}

fn privacy(rng: &mut fastrand::Rng) -> Privacy {
    match rng.u32(0..1_000) {
        0..65 => Privacy::Private,
        65..100 => Privacy::FillsIn(hours(spread(rng, 0.1, 12.0))),
        _ => Privacy::Public,
    }
}

fn skills(rng: &mut fastrand::Rng, trade: &Trade, brief: &Brief, count: usize) -> Vec<&'static str> {
    let further = some(rng, trade.skills, count).copied().filter(|skill| !brief.skills.contains(skill));
    brief.skills.iter().copied().chain(further).collect()
}

fn pay(rng: &mut fastrand::Rng, trade: &Trade, tier: u8) -> Pay {
    // Each tier has its third of the trade's span, on the scale of factors.
    let within = |rng: &mut fastrand::Rng, (low, high): (u32, u32)| {
        let share = (f64::from(tier - 1) + rng.f64()) / 3.0;
        f64::from(low) * (f64::from(high) / f64::from(low)).powf(share)
    };
    if chance(rng, 42) {
        let amount = round_amount(within(rng, trade.fixed));
        return Pay::Fixed(chance(rng, 96).then_some(amount));
    }
    let low = within(rng, trade.hourly);
    let (min, max) = (whole(low), whole(low * (1.15 + rng.f64())));
    match rng.u32(0..100) {
        0..24 => Pay::Hourly { min: None, max: None },
        24..27 => Pay::Hourly { min: Some(min), max: None },
        27..29 => Pay::Hourly { min: None, max: Some(max) },
        29..31 => Pay::Hourly { min: Some(0), max: Some(max) },
        31..37 => Pay::Hourly { min: Some(min), max: Some(min) },
        _ => Pay::Hourly { min: Some(min), max: Some(max) },
    }
}

fn reconsidered(rng: &mut fastrand::Rng, pay: Pay) -> Pay {
    let factor = 0.7 + rng.f64();
    let scaled = |amount: u32| whole(f64::from(amount) * factor).max(3);
    match pay {
        Pay::Fixed(amount) => Pay::Fixed(amount.map(|amount| round_amount(f64::from(scaled(amount))))),
        Pay::Hourly { min, max } => Pay::Hourly { min: min.map(scaled), max: max.map(scaled) },
    }
}

/// People offer round sums.
fn round_amount(amount: f64) -> u32 {
    let steps = [(100.0, 5.0), (500.0, 25.0), (2_000.0, 100.0)];
    let step = steps.into_iter().find(|(below, _)| amount < *below).map_or(500.0, |(_, step)| step);
    whole((amount / step).round().max(1.0) * step)
}

fn habits(rng: &mut fastrand::Rng) -> Habits {
    Habits {
        codes: chance(rng, 50),
        nulls: chance(rng, 50),
        country: pick(rng, &[0, 0, 0, 1, 2, 2]),
        proposals: rng.u8(0..5),
        time: pick(rng, &[Habit::Zulu, Habit::Zulu, Habit::Zulu, Habit::Offset, Habit::Fraction]),
        times: pick(rng, &[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4]),
        category: chance(rng, 80),
        short_labels: chance(rng, 30),
        wrong_type: chance(rng, 2),
    }
}

/// A duration of that many hours, to the second.
pub(super) fn hours(hours: f64) -> SignedDuration {
    SignedDuration::from_secs(i64::from(whole(hours * 3_600.0)))
}
