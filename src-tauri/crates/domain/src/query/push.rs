//! What of a query a service can be asked for: the one place where it is decided which conditions are certain.
//!
//! A condition goes to the service if every job that it holds for is certain to pass, given what the service documents and
//! what it may do where it documents nothing:
//!
//! - `client.verified`, `contract_to_hire`: one field, yes or no, that the service filters by as it sends it.
//! - `budget`, `client.spent`, `client.hires`: one number that the service filters by as it sends it. Bounds are whole units,
//!   rounded outwards, so that no service stumbles over a fraction.
//!
//! And these stay here, because a job may hold for them that the service would not send:
//!
//! - Anything negated: a negation holds where the fact is unknown, and no service is known to send those.
//! - Words, bare or behind `title` and the like: they are found inflected, in compounds however written, without accents,
//!   in wide letters, around tags and soft hyphens, and in occupations; a service looks for letters in a row, as they
//!   stand, elsewhere. Tags and categories likewise, of which it is not even settled whether all or any are asked for.
//! - `type`: a stated type that contradicts the amounts gives way to them, and a service knows only the stated one.
//! - `level`: it may stand in a label beside the number that a service filters by.
//! - `rate` and its ends: one known end counts as both, ends the wrong way round are swapped, and which end a service
//!   compares is not documented.
//! - `country`, `city`, `timezone`: a country may stand as a code of two or three letters or as a name, with the client or
//!   with the place of the posting.
//! - `duration`, `workload`, `proposals`: read from labels that come in many spellings and fields, into other steps than
//!   those that are asked by.
//! - `posted`: the publish time may come from four fields; pages come newest first anyway.
//! - Everything else: services have no condition for it.

use super::Query;
use super::ast::{Expr, Leaf, Value};
use super::compare::{Op, Test};
use super::fields::Field;
use crate::pushdown::{Bounds, Capabilities, Pushdown, ServerFilter};

/// More than any amount can be.
const BEYOND: f64 = 1e13;

/// What is asked for a part of a query.
#[derive(Clone, Copy)]
struct Asked {
    filter: ServerFilter,
    /// Whether the filter lets nothing else through.
    exact: bool,
}

impl Asked {
    fn nothing() -> Self {
        Self::of(ServerFilter::everything(), false)
    }

    fn of(filter: ServerFilter, exact: bool) -> Self {
        Self { filter, exact }
    }
}

impl Query {
    /// What a service is asked for that has words for these conditions, and what is checked here.
    ///
    /// ```
    /// use lapwing_domain::pushdown::Capabilities;
    /// use lapwing_domain::query::{Use, parse};
    ///
    /// let query = parse("rust client.verified:yes budget:>500", Use::SavedSearch).map_err(|_| "a problem")?.query;
    /// let pushed = query.pushdown(&Capabilities::DOCUMENTED);
    /// assert_eq!(pushed.filter.to_string(), "verified=yes budget=500..");
    /// assert_eq!(pushed.local, ["rust", "budget:>500"]);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn pushdown(&self, capabilities: &Capabilities) -> Pushdown {
        let parts = match &self.root {
            None => &[][..],
            Some(Expr::And(parts)) => parts,
            Some(only) => std::slice::from_ref(only),
        };
        let asked: Vec<Asked> = parts.iter().map(|part| part.asked(false)).collect();
        let filter = all(&asked).within(capabilities);
        let said = |asked: &Asked| asked.exact && asked.filter.covers(&filter);
        let local = parts.iter().zip(&asked).filter(|(_, asked)| !said(asked)).map(|(part, _)| part.to_string());
        Pushdown { filter, local: local.collect() }
    }
}

/// All conditions of all of them.
fn all(parts: &[Asked]) -> ServerFilter {
    parts.iter().fold(ServerFilter::everything(), |filter, part| filter.both(&part.filter))
}

/// What any of them lets through; none is not asked for.
fn any(parts: impl Iterator<Item = Asked>) -> Asked {
    let parts: Vec<Asked> = parts.collect();
    match parts.as_slice() {
        [only] => *only,
        parts => {
            let filters = parts.iter().map(|part| part.filter);
            Asked::of(filters.reduce(|one, other| one.union(&other)).unwrap_or_default(), false)
        }
    }
}

impl Expr {
    /// `negated` says whether an odd number of negations stands around.
    fn asked(&self, negated: bool) -> Asked {
        match self {
            Self::Not(inner) => inner.asked(!negated),
            Self::And(parts) if !negated => every(parts, negated),
            Self::Or(parts) if negated => every(parts, negated),
            Self::And(parts) | Self::Or(parts) => any(parts.iter().map(|part| part.asked(negated))),
            Self::Leaf(Leaf::Field { field, values }) if !negated => any(values.iter().map(|value| field.asked(value))),
            Self::Leaf(_) => Asked::nothing(),
        }
    }
}

fn every(parts: &[Expr], negated: bool) -> Asked {
    let parts: Vec<Asked> = parts.iter().map(|part| part.asked(negated)).collect();
    let filter = all(&parts);
    Asked::of(filter, parts.iter().all(|part| part.exact && part.filter.covers(&filter)))
}

impl Field {
    fn asked(&self, value: &Value) -> Asked {
        let everything = ServerFilter::everything();
        match (self.name, value) {
            ("client.verified", Value::Choice(Test::Compare(Op::Equal, choice))) => {
                Asked::of(everything.with_verified(choice.word() == "yes"), true)
            }
            ("contract_to_hire", Value::Choice(Test::Compare(Op::Equal, choice))) if choice.word() == "yes" => {
                Asked::of(everything.with_contract_to_hire(), true)
            }
            ("budget", Value::Amount(test)) => {
                let Ends { least, most, exact } = Ends::of(test);
                // An amount of zero is unknown here, and less than any other there.
                Asked::of(
                    everything.with_budget(Bounds::new(least, most)),
                    exact && least.is_some_and(|least| least > 0),
                )
            }
            ("client.spent", Value::Amount(test)) => least(test, |least| everything.with_spent(least)),
            ("client.hires", Value::Amount(test)) => least(test, |least| everything.with_hires(least)),
            _ => Asked::nothing(),
        }
    }
}

/// What a service is asked for that knows only a least number.
fn least(test: &Test<f64>, ask: impl Fn(u64) -> ServerFilter) -> Asked {
    let Ends { least, most, exact } = Ends::of(test);
    match least {
        Some(least) if least > 0 => Asked::of(ask(least), exact && most.is_none()),
        _ => Asked::nothing(),
    }
}

/// A test as bounds in whole units, rounded outwards.
pub(super) struct Ends {
    pub(super) least: Option<u64>,
    pub(super) most: Option<u64>,
    /// Whether nothing was rounded, and both ends are in.
    exact: bool,
}

impl Ends {
    pub(super) fn of(test: &Test<f64>) -> Self {
        let (least, most, both_in) = match *test {
            Test::Compare(Op::Less, most) => (None, Some(most), false),
            Test::Compare(Op::AtMost, most) => (None, Some(most), true),
            Test::Compare(Op::Equal, only) => (Some(only), Some(only), true),
            Test::Compare(Op::AtLeast, least) => (Some(least), None, true),
            Test::Compare(Op::More, least) => (Some(least), None, false),
            Test::Between(least, most) => (least, most, true),
        };
        let whole = [least, most].into_iter().flatten().all(|end| end.fract() == 0.0);
        let most = most.filter(|most| *most < BEYOND);
        Self {
            least: least.map(|least| units(least.floor())),
            most: most.map(|most| units(most.ceil())),
            exact: both_in && whole,
        }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and bounded just here")]
fn units(whole: f64) -> u64 {
    whole.clamp(0.0, BEYOND) as u64
}
