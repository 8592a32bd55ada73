//! A compiled search: its conditions by number, in the order that settles it soonest, and the words it waits for.

use super::super::ast::{Expr, Leaf, Value};
use super::super::fields::{Kind, Scope};
use super::super::pattern::{Pattern, Step};
use super::atoms::{Atom, Atoms};
use super::words::Words;

/// A search's conditions.
#[derive(Debug)]
pub(super) enum Tree {
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
    Atom(usize),
}

/// What walking a tree costs on average, and the share of jobs it holds for.
#[derive(Debug, Clone, Copy)]
struct Weight {
    cost: f32,
    share: f32,
}

/// Words of which one is in every job that a tree holds for, and the share of jobs that have one.
struct Guard {
    words: Vec<u32>,
    share: f32,
}

impl Tree {
    /// The blank query.
    pub(super) const EVERYTHING: Self = Self::All(Vec::new());

    pub(super) fn compile(expr: &Expr, words: &mut Words, atoms: &mut Atoms, jobs: u64) -> Self {
        match expr {
            Expr::And(parts) => Self::All(parts.iter().map(|part| Self::compile(part, words, atoms, jobs)).collect()),
            Expr::Or(parts) => Self::Any(parts.iter().map(|part| Self::compile(part, words, atoms, jobs)).collect()),
            Expr::Not(inner) => match Self::compile(inner, words, atoms, jobs) {
                // A condition holds or does not: two negations are none.
                Self::Not(inner) => *inner,
                other => Self::Not(Box::new(other)),
            },
            Expr::Leaf(Leaf::Text(term)) => Self::Atom(atoms.take_text(Scope::Everywhere, false, term, words, jobs)),
            Expr::Leaf(leaf @ Leaf::Field { field, values }) => {
                let Kind::Text(scope) = field.kind else {
                    return Self::Atom(atoms.take_fact(leaf.to_string(), field, values));
                };
                let mut terms = values.iter().filter_map(|value| match value {
                    Value::Text(term) => {
                        Some(Self::Atom(atoms.take_text(scope, term.written.exact, term, words, jobs)))
                    }
                    _ => None,
                });
                match (terms.next(), terms.next()) {
                    (Some(only), None) => only,
                    (first, second) => Self::Any(first.into_iter().chain(second).chain(terms).collect()),
                }
            }
        }
    }

    /// Gives its conditions back.
    pub(super) fn release(&self, words: &mut Words, atoms: &mut Atoms) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.release(words, atoms)),
            Self::Not(inner) => inner.release(words, atoms),
            Self::Atom(number) => atoms.release(*number, words),
        }
    }

    /// Puts the conditions in the order that settles the tree soonest.
    pub(super) fn order(&mut self, atoms: &Atoms) {
        self.weigh(atoms);
    }

    fn weigh(&mut self, atoms: &Atoms) -> Weight {
        match self {
            Self::Atom(number) => Weight { cost: atoms.get(*number).cost(), share: atoms.share(*number) },
            Self::Not(inner) => {
                let Weight { cost, share } = inner.weigh(atoms);
                Weight { cost, share: 1.0 - share }
            }
            // The first that fails settles it.
            Self::All(parts) => {
                let (cost, share) = sorted(parts, atoms, |weight| 1.0 - weight.share);
                Weight { cost, share }
            }
            // The first that holds settles it.
            Self::Any(parts) => {
                let (cost, none_holds) = sorted(parts, atoms, |weight| weight.share);
                Weight { cost, share: 1.0 - none_holds }
            }
        }
    }

    /// The rarest words that a search can wait for; nothing where a job may fit without any particular word.
    pub(super) fn guard(&self, atoms: &Atoms, words: &Words, jobs: u64) -> Option<Vec<u32>> {
        self.rarest(atoms, words, jobs).map(|guard| guard.words)
    }

    fn rarest(&self, atoms: &Atoms, words: &Words, jobs: u64) -> Option<Guard> {
        let rarest =
            |guards: &mut dyn Iterator<Item = Guard>| guards.min_by(|one, two| one.share.total_cmp(&two.share));
        match self {
            Self::Not(_) => None,
            Self::All(parts) => rarest(&mut parts.iter().filter_map(|part| part.rarest(atoms, words, jobs))),
            Self::Any(parts) => {
                let guards: Option<Vec<Guard>> = parts.iter().map(|part| part.rarest(atoms, words, jobs)).collect();
                guards.filter(|guards| !guards.is_empty()).map(|guards| guards.into_iter().fold(Guard::NONE, Guard::or))
            }
            Self::Atom(number) => {
                let Atom::Text { pattern, .. } = atoms.get(*number) else { return None };
                let word = |word: &u32| Guard { words: vec![*word], share: words.share(*word, jobs) };
                match pattern {
                    Pattern::Stem(stem) => Some(word(stem)),
                    Pattern::Prefix(prefix) => Some(word(prefix)),
                    Pattern::Row(steps) => rarest(&mut steps.iter().map(|step| step_guard(step, word))),
                }
            }
        }
    }
}

/// Sorts by cost for each settled job; returns what walking them costs, and the share of jobs that none settles.
fn sorted(parts: &mut Vec<Tree>, atoms: &Atoms, settles: impl Fn(Weight) -> f32) -> (f32, f32) {
    let mut weighed: Vec<(f32, f32, Tree)> = std::mem::take(parts)
        .into_iter()
        .map(|mut part| {
            let weight = part.weigh(atoms);
            (weight.cost, settles(weight).clamp(0.001, 1.0), part)
        })
        .collect();
    weighed.sort_by(|one, two| (one.0 / one.1).total_cmp(&(two.0 / two.1)));
    let (mut cost, mut unsettled) = (0.0, 1.0);
    for (own_cost, settles, _) in &weighed {
        cost += unsettled * own_cost;
        unsettled *= 1.0 - settles;
    }
    parts.extend(weighed.into_iter().map(|(_, _, part)| part));
    (cost, unsettled)
}

/// A token is there as it is written, joined, or with all of its parts, of which the rarest is enough to wait for.
fn step_guard(step: &Step<u32>, word: impl Fn(&u32) -> Guard) -> Guard {
    let rarest_part = step.parts.iter().map(&word).min_by(|one, two| one.share.total_cmp(&two.share));
    std::iter::once(&step.whole).chain(&step.joined).map(&word).chain(rarest_part).fold(Guard::NONE, Guard::or)
}

impl Guard {
    const NONE: Self = Self { words: Vec::new(), share: 0.0 };

    fn or(mut self, other: Self) -> Self {
        self.words.extend(other.words.into_iter().filter(|word| !self.words.contains(word)).collect::<Vec<_>>());
        self.share += other.share;
        self
    }
}
