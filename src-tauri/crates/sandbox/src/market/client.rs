//! The people who post: a fixed population in which a few post often, so that a client is met again.

use super::places::{PLACES, Place};
use crate::dice::{chance, dice, pick, pick_ref, spread, weighted};

/// How many clients there are.
const POPULATION: f64 = 20_000.0;

/// What a client is in. `{product}` and `{industry}` of the words come from here.
#[derive(Debug)]
pub(super) struct Business {
    pub(super) industry: &'static str,
    pub(super) label: &'static str,
    pub(super) products: &'static [&'static str],
}

const fn business(label: &'static str, industry: &'static str, products: &'static [&'static str]) -> Business {
    Business { industry, label, products }
}

static BUSINESSES: [Business; 18] = [
    business(
        "Health",
        "healthcare",
        &["a booking platform for physiotherapists", "our patient diary", "a clinic's intake form"],
    ),
    business(
        "Logistics",
        "logistics",
        &["route planning for small carriers", "our freight board", "a parcel tracking page"],
    ),
    business("Retail", "retail", &["our stock counter app", "a loyalty card for corner shops", "an online bookshop"]),
    business("Education", "education", &["a homework platform", "our language courses", "an exam trainer"]),
    business("Finance", "fintech", &["an invoice reader", "our expense tool", "a savings app for couples"]),
    business("Real Estate", "real estate", &["a tenant portal", "our valuation tool", "a listing site for workshops"]),
    business("Energy", "energy", &["a dashboard for solar parks", "our charging network", "a meter-reading service"]),
    business(
        "Hospitality",
        "hospitality",
        &["a table reservation service", "our guest house site", "a menu translator"],
    ),
    business(
        "Agriculture",
        "agriculture",
        &["a field diary for vineyards", "our milk-yield monitor", "a seed exchange"],
    ),
    business("Media", "media", &["a podcast archive", "our local newspaper's app", "a picture licensing shop"]),
    business(
        "Manufacturing",
        "manufacturing",
        &["a shop-floor terminal", "our spare-parts catalogue", "a quality log"],
    ),
    business("Sports", "sports", &["a climbing-gym planner", "our race timing system", "a training log for rowers"]),
    business("Legal", "legal services", &["a contract archive", "our deadline calendar", "a mediation service"]),
    business(
        "Software",
        "software",
        &["our developer tool", "a status page product", "an open source analytics server"],
    ),
    business("Non-profit", "non-profit", &["a donation page", "our volunteer roster", "a food-bank ledger"]),
    business("Travel", "travel", &["a night-train finder", "our walking-tour guide", "a bicycle rental system"]),
    business("Games", "games", &["a puzzle game", "our map editor", "a companion app for board games"]),
    business(
        "Crafts",
        "crafts",
        &["a pottery class calendar", "our knitting-pattern shop", "a marketplace for luthiers"],
    ),
];

static SIZES: [&str; 4] = ["1", "2-9", "10-99", "100-499"];

/// What the service knows of a client. `None` is what it does not give.
#[derive(Debug)]
pub(super) struct Client {
    pub(super) place: Option<&'static Place>,
    pub(super) city: Option<&'static str>,
    pub(super) business: &'static Business,
    pub(super) shows_business: bool,
    pub(super) size: &'static str,
    pub(super) verified: Option<bool>,
    /// Dollars; zero for a newcomer.
    pub(super) spent: Option<u32>,
    pub(super) assignments: u32,
    pub(super) hires: Option<u32>,
    pub(super) active: u32,
    pub(super) reviews: u32,
    /// Zero without reviews.
    pub(super) rating: f64,
    pub(super) hours: u32,
    pub(super) open_jobs: u32,
    /// Days before 2024 on which the account began; `None` for a newcomer.
    pub(super) since_days: Option<u32>,
}

impl Client {
    /// One of the population, frequent ones first.
    pub(super) fn of(seed: u64, number: u64) -> Self {
        let rng = &mut dice([seed, number, 3]);
        let place = weighted(rng, &PLACES, |place| place.weight);
        let newcomer = chance(rng, 28);
        let hires = if newcomer { 0 } else { whole(spread(rng, 1.0, 300.0)) };
        let assignments = hires + hires * rng.u32(0..6) / 10;
        let spent = if newcomer { 0 } else { whole(spread(rng, 40.0, 300_000.0)) };
        let reviews = assignments * rng.u32(5..10) / 10;
        Self {
            place: chance(rng, 96).then_some(place),
            city: chance(rng, 60).then(|| pick(rng, place.cities)),
            business: pick_ref(rng, &BUSINESSES),
            shows_business: chance(rng, 22),
            size: pick(rng, &SIZES),
            verified: if newcomer { chance(rng, 70).then(|| chance(rng, 45)) } else { chance(rng, 90).then_some(true) },
            spent: chance(rng, 80).then_some(spent),
            assignments,
            hires: chance(rng, 85).then_some(hires),
            active: hires * rng.u32(0..5) / 10,
            reviews,
            rating: if reviews == 0 { 0.0 } else { f64::from(rng.u32(380..=500)) / 100.0 },
            hours: assignments * rng.u32(0..60),
            open_jobs: rng.u32(1..5),
            since_days: (!newcomer).then(|| whole(spread(rng, 10.0, 3_600.0))),
        }
    }

    /// The number of whoever posts next: low numbers far more often than high ones.
    pub(super) fn draw(rng: &mut fastrand::Rng) -> u64 {
        u64::from(whole(POPULATION * rng.f64().powi(3)))
    }
}

/// A whole number of something that is never negative nor beyond counting.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "every caller stays between 0 and a million"
)]
pub(super) fn whole(amount: f64) -> u32 {
    amount.round() as u32
}
