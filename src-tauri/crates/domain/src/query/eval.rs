//! Whether a query holds for a job.

use super::At;
use super::ast::{Expr, Leaf, Value};
use super::fields::{Field, Kind, Scope};
use super::prepared::PreparedJob;
use super::term::Term;
use super::{fits, posted};
use crate::job::Country;
use crate::text::Place;

impl Expr {
    pub(super) fn holds(&self, job: &PreparedJob, at: &At<'_>) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(|part| part.holds(job, at)),
            Self::Or(parts) => parts.iter().any(|part| part.holds(job, at)),
            Self::Not(inner) => !inner.holds(job, at),
            Self::Leaf(Leaf::Text(term)) => term.is_in(job, Scope::Everywhere),
            Self::Leaf(Leaf::Field { field, values }) => values.iter().any(|value| field.holds(value, job, at)),
        }
    }
}

impl Field {
    /// Whether the job's fact is what the value asks for. An unknown fact is nothing anyone asks for.
    pub(super) fn holds(&self, value: &Value, job: &PreparedJob, at: &At<'_>) -> bool {
        let facts = job.job();
        match (&self.kind, value) {
            (Kind::Text(scope), Value::Text(term)) => term.is_value_in(job, *scope),
            (Kind::Amount(fact), Value::Amount(test)) => {
                fact(facts).is_some_and(|amount| test.overlaps(&amount.low, &amount.high))
            }
            (Kind::Choice { fact, .. }, Value::Choice(test)) => {
                let test = test.map(|choice| choice.at);
                fact(facts).is_some_and(|known| test.holds(&known))
            }
            (Kind::Country(fact), Value::Country(code)) => fact(facts).contains(&Country::Code(*code)),
            (Kind::Moment(fact), Value::Age(test)) => {
                let test = test.map(posted::Age::length);
                fact(job).is_some_and(|moment| test.holds(&posted::age(moment, at.now)))
            }
            (Kind::Moment(fact), Value::Day(test)) => fact(job).is_some_and(|moment| test.holds(&posted::day(moment))),
            (Kind::Language, Value::Language(code)) => job.language() == Some(code),
            (Kind::Fits, Value::Me) => at.me.is_none_or(|me| fits::refusals(facts, me).next().is_none()),
            (Kind::Standing, Value::Standing(standing)) => (standing.holds)(job.record()),
            (Kind::Presence { known }, Value::Presence(presence)) => (presence.known)(facts) == *known,
            // The parser gives no field a value of another kind.
            _ => false,
        }
    }

    /// Whether the posting gives the fact that the field asks for.
    pub(super) fn is_known(&self, job: &PreparedJob) -> bool {
        let facts = job.job();
        match &self.kind {
            Kind::Text(scope) => !job.scope(*scope).is_empty(),
            Kind::Amount(fact) => fact(facts).is_some(),
            Kind::Choice { fact, .. } => fact(facts).is_some(),
            Kind::Country(fact) => !fact(facts).is_empty(),
            Kind::Moment(fact) => fact(job).is_some(),
            Kind::Language => job.language().is_some(),
            Kind::Presence { .. } | Kind::Standing | Kind::Fits => true,
        }
    }
}

impl Term {
    /// Whether the term is in a text of the scope.
    fn is_in(&self, job: &PreparedJob, scope: Scope) -> bool {
        self.pattern().find(job.index(), job.scope(scope), |_| true)
    }

    /// Whether the term is in a text of the scope, or, with `=`, all of one.
    fn is_value_in(&self, job: &PreparedJob, scope: Scope) -> bool {
        self.find_value(job, scope, |_| true)
    }

    /// Shows every place of the term as a field's value, until one is accepted; says whether one was.
    pub(super) fn find_value(&self, job: &PreparedJob, scope: Scope, mut accept: impl FnMut(Place) -> bool) -> bool {
        let whole = self.written.exact;
        self.pattern()
            .find(job.index(), job.scope(scope), |place| (!whole || job.is_whole_text(place)) && accept(place))
    }
}
