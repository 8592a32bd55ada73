//! What a filter asks of a posting. All of it must hold.

use super::posting::{Engagement, Posting};
use super::search::{Filter, IntRange, Terms};
use super::words::Words;
use crate::country;
use crate::facts::{Facts, JobType};
use crate::filter::{Span, word};
use crate::search_url::Expression;

#[derive(Debug)]
pub(super) struct Conditions {
    expression: Option<Expression>,
    title: Option<Expression>,
    terms: Option<Terms>,
    skills: Vec<String>,
    contract: Option<JobType>,
    workload: Option<String>,
    hires: Span,
    budget: Option<Span>,
    rate: Option<Span>,
    verified_only: bool,
    tier: Option<u8>,
    locations: Vec<String>,
    proposals: Span,
}

impl Conditions {
    pub(super) fn of(filter: Filter, loose: bool) -> Result<Self, &'static str> {
        let read = |text: String| if loose { Expression::read_loosely(&text) } else { Expression::read(&text) };
        let written = |text: Option<String>| text.filter(|text| !text.trim().is_empty()).map(read).transpose();
        let expression = written(filter.expression)?;
        let skills = filter.skills.unwrap_or_default();
        Ok(Self {
            // Further terms count only where there is no expression.
            terms: filter.terms.filter(|_| expression.is_none()),
            expression,
            title: written(filter.title)?,
            skills: skills.split(',').map(word).filter(|skill| !skill.is_empty()).collect(),
            contract: filter.contract.map(|word| if word == "FIXED" { JobType::Fixed } else { JobType::Hourly }),
            workload: filter.workload,
            hires: filter.hires.map(span).unwrap_or_default(),
            budget: filter.budget.map(span),
            rate: filter.rate.map(span),
            verified_only: filter.verified_only.unwrap_or(false),
            tier: filter.level.as_deref().map(tier),
            locations: filter.locations.unwrap_or_default(),
            proposals: filter.proposals.map(span).unwrap_or_default(),
        })
    }

    pub(super) fn admit(&self, posting: &Posting) -> bool {
        let facts = posting.facts();
        self.admit_pay(posting, &facts)
            && self.admit_work(posting, &facts)
            && self.admit_client(posting, &facts)
            && self.admit_texts(posting)
    }

    /// A range of money is asked of one kind of contract only: it lets all of the other through.
    fn admit_pay(&self, posting: &Posting, facts: &Facts<'_>) -> bool {
        let contract = posting.contract();
        let meets = |wanted: Option<Span>, known| wanted.is_none_or(|span| span.meets(known));
        self.contract.is_none_or(|wanted| wanted == contract)
            && match contract {
                JobType::Hourly => meets(self.rate, facts.hourly),
                JobType::Fixed => meets(self.budget, facts.fixed.map(|amount| (amount, amount))),
            }
    }

    fn admit_work(&self, posting: &Posting, facts: &Facts<'_>) -> bool {
        let applicants = f64::from(posting.applicants());
        let has = |skill: &String| posting.skills().any(|own| word(own) == *skill);
        let hours = posting.engagement();
        let by_the_hour = posting.contract() == JobType::Hourly;
        self.tier.is_none_or(|wanted| facts.tier == Some(wanted))
            && self.workload.as_ref().is_none_or(|wanted| !by_the_hour || hours_fit(hours, wanted))
            && self.proposals.meets(Some((applicants, applicants)))
            && (self.skills.is_empty() || self.skills.iter().any(has))
    }

    fn admit_client(&self, posting: &Posting, facts: &Facts<'_>) -> bool {
        let hires = facts.hires.unwrap_or(0.0);
        let city = posting.job["buyer"]["city"].as_str().map(word);
        let lives_in = |place: &String| {
            (facts.country.is_some() && facts.country == country::identify(place)) || city == Some(word(place))
        };
        (!self.verified_only || facts.payment_verified == Some(true))
            && self.hires.meets(Some((hires, hires)))
            && (self.locations.is_empty() || self.locations.iter().any(lives_in))
    }

    fn admit_texts(&self, posting: &Posting) -> bool {
        if self.expression.is_none() && self.title.is_none() && self.terms.is_none() {
            return true;
        }
        let texts: Vec<Words> = posting.texts().map(Words::of).collect();
        let title = posting.job["title"].as_str().map(Words::of);
        let says = |phrase: &Words| texts.iter().any(|text| text.hold(phrase));
        let holds = |expression: &Option<Expression>, says: &dyn Fn(&Words) -> bool| {
            let is_there = |pieces: &[String]| says(&Words::of(&pieces.join("*")));
            expression.as_ref().is_none_or(|expression| expression.holds_where(&is_there))
        };
        holds(&self.expression, &says)
            && holds(&self.title, &|phrase| title.as_ref().is_some_and(|title| title.hold(phrase)))
            && self.terms.as_ref().is_none_or(|terms| terms_hold(terms, &says))
    }
}

fn terms_hold(terms: &Terms, says: &dyn Fn(&Words) -> bool) -> bool {
    let any = |list: &Option<Vec<String>>| list.as_ref().map(|terms| terms.iter().any(|term| says(&Words::of(term))));
    terms.all.iter().flatten().all(|term| says(&Words::of(term)))
        && any(&terms.any) != Some(false)
        && any(&terms.exact) != Some(false)
        && any(&terms.none) != Some(true)
}

fn hours_fit(hours: Engagement, wanted: &str) -> bool {
    hours.word() == wanted
}

fn span(range: IntRange) -> Span {
    Span { min: range.range_start.map(f64::from), max: range.range_end.map(f64::from) }
}

fn tier(level: &str) -> u8 {
    match level {
        "ENTRY_LEVEL" => 1,
        "INTERMEDIATE" => 2,
        _ => 3,
    }
}
