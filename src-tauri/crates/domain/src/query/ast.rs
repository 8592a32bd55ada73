//! What a query is made of.

use std::cmp::Ordering;
use std::fmt;

use super::compare::Test;
use super::fields::{Field, Presence, Standing};
use super::posted::Age;
use super::term::Term;

/// A condition, plain or made of others. Built through [`Expr::all`] and [`Expr::any`], so that brackets that change
/// nothing leave no trace.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    Leaf(Leaf),
}

/// A plain condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Leaf {
    /// A bare word or phrase.
    Text(Term),
    /// A field with one value or several, of which one is enough.
    Field { field: &'static Field, values: Vec<Value> },
}

/// What a field is asked for. Which kind of value goes with which kind of field is settled by the parser.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(Term),
    Amount(Test<f64>),
    Choice(Test<Choice>),
    Country([u8; 2]),
    Age(Test<Age>),
    Day(Test<jiff::civil::Date>),
    Presence(&'static Presence),
    Standing(&'static Standing),
    /// ISO 639-1.
    Language(&'static str),
    Me,
}

/// A word of a field's list. Words of one list compare by their order in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) words: &'static [&'static str],
    pub(super) at: usize,
}

impl Choice {
    pub(super) fn word(self) -> &'static str {
        self.words.get(self.at).copied().unwrap_or_default()
    }
}

impl PartialOrd for Choice {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.words == other.words).then(|| self.at.cmp(&other.at))
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl Expr {
    /// All of these; one alone is itself.
    pub(super) fn all(parts: Vec<Self>) -> Option<Self> {
        Self::flat(parts, Self::And, |part| match part {
            Self::And(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// Any of these; one alone is itself.
    pub(super) fn any(parts: Vec<Self>) -> Option<Self> {
        Self::flat(parts, Self::Or, |part| match part {
            Self::Or(inner) => Ok(inner),
            other => Err(other),
        })
    }

    fn flat(
        mut parts: Vec<Self>,
        make: impl Fn(Vec<Self>) -> Self,
        open: impl Fn(Self) -> Result<Vec<Self>, Self>,
    ) -> Option<Self> {
        if parts.len() <= 1 {
            return parts.pop();
        }
        let flat = parts.into_iter().flat_map(|part| open(part).unwrap_or_else(|other| vec![other]));
        Some(make(flat.collect()))
    }

    /// Whether any condition is on the field of this name.
    pub(super) fn asks_for(&self, name: &str) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.asks_for(name)),
            Self::Not(inner) => inner.asks_for(name),
            Self::Leaf(Leaf::Field { field, .. }) => field.name == name,
            Self::Leaf(Leaf::Text(_)) => false,
        }
    }

    /// Whether a condition on private placeholders asks for them. `negated` says whether an odd number of negations
    /// stands around.
    pub(super) fn asks_for_private(&self, negated: bool) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.asks_for_private(negated)),
            Self::Not(inner) => inner.asks_for_private(!negated),
            Self::Leaf(Leaf::Field { field, values }) if field.name == "private" => values.iter().any(|value| {
                let yes = matches!(value, Value::Choice(Test::Compare(_, choice)) if choice.word() == "yes");
                yes != negated
            }),
            Self::Leaf(_) => false,
        }
    }
}
