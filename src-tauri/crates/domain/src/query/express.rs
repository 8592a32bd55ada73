//! What of a query a full-text search is asked for, such as the marketplace's own: words first, and a few conditions.
//!
//! The law is that of [`super::push`]: every job that the query can match comes back. For words something has to be taken
//! for granted, since no service documents how it finds them and none of them may be asked for nothing:
//!
//! - It looks wherever Lapwing looks for a bare word, and does not mind case, accents, or marks inside a word.
//! - What it is **not** trusted with: English forms. `scraping` is asked for as any of its forms, since `scrape` fits as
//!   well. Compounds are asked for as written, as one word, and as words in a row.
//! - A phrase goes as its words: what stands between two words is judged differently everywhere.
//! - A prefix (`dev*`) stays here, as no service documents one; what is negated stays here; so do fields other than title,
//!   description and skill, whose texts a search is sure to look at.
//! - Of alternatives goes one group that holds a necessary word of each; groups do not nest, for brackets in brackets are
//!   not documented. If one of the alternatives has no word, none is asked for.
//!
//! And of the conditions:
//!
//! - `type`, when one is left: the service files every posting under one of the two, and amounts and type are read from the
//!   same contract terms, so that they cannot contradict each other there.
//! - `client.verified:yes`: the service's condition knows no other side.
//! - `level`, when one is left: the service takes one.
//! - `client.hires`, `proposals`: see [`SearchFilter`].
//! - Amounts stay here: neither unit nor currency is documented, and postings of the other type pass anyway. So do places,
//!   of which it is not documented whether they are names or codes, workload, which was seen to return nothing, and
//!   everything else.

use super::Query;
use super::ast::{Choice, Expr, Leaf, Value};
use super::compare::Test;
use super::fields::Field;
use super::pattern::{Pattern, Step};
use super::push::Ends;
use super::term::Term;
use crate::job::{ContractType, Level};
use crate::pushdown::{Bounds, Expression, SearchFilter, SearchPushdown};
use crate::text::{inflections, tokens};

/// Words of which one has to be there.
type Group = Vec<String>;

/// Both, in the order of the field's words.
const CONTRACTS: [ContractType; 2] = [ContractType::Hourly, ContractType::Fixed];

/// All, in the order of the field's words.
const LEVELS: [Level; 3] = [Level::Entry, Level::Intermediate, Level::Expert];

/// Conditions on facts. Sets are bits in the order of a field's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Facts {
    contracts: u8,
    levels: u8,
    verified: bool,
    hires: Bounds,
    proposals: Bounds,
}

impl Query {
    /// What a full-text search is asked for, and what is checked here. Nothing when no word has to be in the job: then
    /// there is no search to ask for.
    ///
    /// ```
    /// use lapwing_domain::query::{Use, parse};
    ///
    /// let query = parse("(gtk OR \"c++\") type:hourly budget:>500 -php", Use::SavedSearch).map_err(|_| "a problem")?.query;
    /// let search = query.as_search().ok_or("no word")?;
    /// assert!(search.filter.expression.to_string().ends_with("OR \"c++\")"));
    /// assert_eq!(search.local, ["gtk OR \"c++\"", "budget:>500", "-php"]);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn as_search(&self) -> Option<SearchPushdown> {
        let root = self.root.as_ref()?;
        let expression = Expression::new(root.words(false))?;
        let facts = root.facts(false);
        let filter = SearchFilter {
            expression,
            contract: only(facts.contracts, CONTRACTS),
            verified: facts.verified,
            level: only(facts.levels, LEVELS),
            hires: facts.hires,
            proposals: facts.proposals,
        };
        let parts = if let Expr::And(parts) = root { parts } else { std::slice::from_ref(root) };
        let local = parts.iter().filter(|part| !part.is_said_by(facts)).map(ToString::to_string).collect();
        Some(SearchPushdown { filter, local })
    }
}

/// The only member of a set.
fn only<T: Copy, const N: usize>(set: u8, all: [T; N]) -> Option<T> {
    let mut members = all.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, member)| *member);
    members.next().filter(|_| members.next().is_none())
}

impl Expr {
    /// Groups of words that a job has to have to fit. `negated` says whether an odd number of negations stands around.
    fn words(&self, negated: bool) -> Vec<Group> {
        match self {
            Self::Not(inner) => inner.words(!negated),
            Self::And(parts) | Self::Or(parts) if matches!(self, Self::And(_)) != negated => {
                parts.iter().flat_map(|part| part.words(negated)).collect()
            }
            Self::And(parts) | Self::Or(parts) => any(parts.iter().map(|part| part.words(negated))),
            Self::Leaf(_) if negated => Vec::new(),
            Self::Leaf(Leaf::Text(term)) => term.words(),
            Self::Leaf(Leaf::Field { field, values }) if ["title", "description", "skill"].contains(&field.name) => {
                any(values.iter().map(|value| if let Value::Text(term) = value { term.words() } else { Vec::new() }))
            }
            Self::Leaf(Leaf::Field { .. }) => Vec::new(),
        }
    }

    /// Conditions on facts that have to hold for a job to fit.
    fn facts(&self, negated: bool) -> Facts {
        match self {
            Self::Not(inner) => inner.facts(!negated),
            Self::And(parts) | Self::Or(parts) => {
                let parts = parts.iter().map(|part| part.facts(negated));
                let all = matches!(self, Self::And(_)) != negated;
                parts.reduce(if all { Facts::both } else { Facts::either }).unwrap_or(Facts::ANY)
            }
            Self::Leaf(Leaf::Field { field, values }) if !negated => {
                values.iter().map(|value| field.facts(value)).reduce(Facts::either).unwrap_or(Facts::ANY)
            }
            Self::Leaf(_) => Facts::ANY,
        }
    }

    /// Whether what the service is asked for says all of it.
    fn is_said_by(&self, asked: Facts) -> bool {
        let Self::Leaf(Leaf::Field { field, .. }) = self else { return false };
        let own = self.facts(false);
        match field.name {
            "type" => own.contracts == asked.contracts && only(own.contracts, CONTRACTS).is_some(),
            "level" => own.levels == asked.levels && only(own.levels, LEVELS).is_some(),
            "client.verified" => own.verified,
            _ => false,
        }
    }
}

/// A group that holds the alternatives: of each the group that says most, which has the fewest words, or the longest.
fn any(alternatives: impl Iterator<Item = Vec<Group>>) -> Vec<Group> {
    let mut alternatives: Vec<Vec<Group>> = alternatives.collect();
    if alternatives.len() == 1 {
        return alternatives.pop().unwrap_or_default();
    }
    let mut together = Group::new();
    for groups in alternatives {
        let length = |group: &Group| group.first().map_or(0, String::len);
        let telling = groups.into_iter().min_by_key(|group| (group.len(), usize::MAX - length(group)));
        let Some(group) = telling else { return Vec::new() };
        for word in group {
            if !together.contains(&word) {
                together.push(word);
            }
        }
    }
    vec![together]
}

impl Term {
    fn words(&self) -> Vec<Group> {
        match self.pattern() {
            Pattern::Prefix(_) => Vec::new(),
            Pattern::Stem(_) => tokens(&self.written.text).iter().map(|token| inflections(&token.whole())).collect(),
            Pattern::Row(steps) => steps.iter().map(Step::spellings).collect(),
        }
    }
}

impl Step<String> {
    /// A token as written, as one word, and as words in a row.
    fn spellings(&self) -> Group {
        let mut group = vec![self.whole.clone()];
        group.extend(self.joined.clone().filter(|joined| *joined != self.whole));
        group.extend(Some(self.parts.join(" ")).filter(|_| !self.parts.is_empty()));
        group
    }
}

impl Field {
    fn facts(&self, value: &Value) -> Facts {
        match (self.name, value) {
            ("type", Value::Choice(test)) => Facts { contracts: members(test, CONTRACTS.len()), ..Facts::ANY },
            ("level", Value::Choice(test)) => Facts { levels: members(test, LEVELS.len()), ..Facts::ANY },
            ("client.verified", Value::Choice(test)) => Facts { verified: members(test, 2) == 0b10, ..Facts::ANY },
            ("client.hires", Value::Amount(test)) => Facts { hires: wider(test), ..Facts::ANY },
            ("proposals", Value::Amount(test)) => {
                Facts { proposals: Bounds::new(None, wider(test).most()), ..Facts::ANY }
            }
            _ => Facts::ANY,
        }
    }
}

/// Which of a field's words pass.
fn members(test: &Test<Choice>, count: usize) -> u8 {
    let words = match test {
        Test::Compare(_, choice) | Test::Between(Some(choice), _) | Test::Between(_, Some(choice)) => choice.words,
        Test::Between(None, None) => return u8::MAX,
    };
    (0..count).filter(|at| test.holds(&Choice { words, at: *at })).fold(0, |set, at| set | 1 << at)
}

/// The bounds of a test, a step wider on either side.
fn wider(test: &Test<f64>) -> Bounds {
    let Ends { least, most, .. } = Ends::of(test);
    Bounds::new(least.map(|least| least.saturating_sub(1)), most.map(|most| most.saturating_add(1)))
}

impl Facts {
    /// Holds for everything.
    const ANY: Self =
        Self { contracts: u8::MAX, levels: u8::MAX, verified: false, hires: Bounds::OPEN, proposals: Bounds::OPEN };

    /// Both hold. Where they contradict each other, which nothing passes, the first is kept: services are not asked for
    /// what cannot be.
    fn both(self, other: Self) -> Self {
        let set = |one: u8, other: u8| if one & other == 0 { one } else { one & other };
        Self {
            contracts: set(self.contracts, other.contracts),
            levels: set(self.levels, other.levels),
            verified: self.verified || other.verified,
            hires: self.hires.both(other.hires),
            proposals: self.proposals.both(other.proposals),
        }
    }

    /// What holds if either does.
    fn either(self, other: Self) -> Self {
        Self {
            contracts: self.contracts | other.contracts,
            levels: self.levels | other.levels,
            verified: self.verified && other.verified,
            hires: self.hires.union(other.hires),
            proposals: self.proposals.union(other.proposals),
        }
    }
}
