//! The fields of the language: what each is called, what it takes, and which fact of a job it asks for.

use std::fmt;

use jiff::Timestamp;

use super::facts::{self, Amount};
use super::prepared::PreparedJob;
use crate::job::{Country, Job};
use crate::record::Record;
use crate::triage::State;

/// A field of the language.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Only for searching the history and filtering lists.
    pub(super) history: bool,
}

/// What a field takes, and where the fact is.
pub(super) enum Kind {
    /// Text, found in some of a job's texts.
    Text(Scope),
    /// A number or a range of numbers.
    Amount(fn(&Job) -> Option<Amount>),
    /// One of a list of words, ascending if they are ordered; the fact is an index into it.
    Choice { words: &'static [&'static str], ordered: bool, fact: fn(&Job) -> Option<usize> },
    /// One of several countries.
    Country(fn(&Job) -> &[Country]),
    /// A moment, by how long ago it was or by its day.
    Moment(fn(&PreparedJob) -> Option<Timestamp>),
    /// The language of the text.
    Language,
    /// What the posting requires against the user's own profile.
    Fits,
    /// What Lapwing's user made of the job: [`STANDINGS`].
    Standing,
    /// Whether facts are known: `has`, or not: `missing`.
    Presence { known: bool },
}

/// Which texts of a job a term is looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Scope {
    /// Title, description, skills, tags, occupations, category names.
    Everywhere,
    Title,
    Description,
    Skill,
    Tag,
    Category,
    City,
    Timezone,
    Source,
    /// Names of the searches that matched.
    Search,
    Note,
    Label,
}

impl Scope {
    /// Number of scopes.
    pub(super) const COUNT: usize = 12;
}

/// A fact that `has` and `missing` ask for.
pub(super) struct Presence {
    pub(super) word: &'static str,
    pub(super) known: fn(&Job) -> bool,
}

/// What `fits` takes.
pub(super) const ME: &str = "me";

const NO_YES: &[&str] = &["no", "yes"];
const LEVELS: &[&str] = &["entry", "intermediate", "expert"];
const DURATIONS: &[&str] = &["<1mo", "1-3mo", "3-6mo", ">6mo"];
pub(super) const ENGLISH: &[&str] = &["basic", "conversational", "fluent", "native"];
const CONTRACTS: &[&str] = &["hourly", "fixed"];
const WORKLOADS: &[&str] = &["part-time", "full-time", "as-needed"];

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, history: false }
}

const fn history(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, history: true }
}

const fn amount(name: &'static str, fact: fn(&Job) -> Option<Amount>) -> Field {
    field(name, Kind::Amount(fact))
}

const fn yes_no(name: &'static str, fact: fn(&Job) -> Option<usize>) -> Field {
    field(name, Kind::Choice { words: NO_YES, ordered: false, fact })
}

const fn ordered(name: &'static str, words: &'static [&'static str], fact: fn(&Job) -> Option<usize>) -> Field {
    field(name, Kind::Choice { words, ordered: true, fact })
}

const fn one_of(name: &'static str, words: &'static [&'static str], fact: fn(&Job) -> Option<usize>) -> Field {
    field(name, Kind::Choice { words, ordered: false, fact })
}

/// Every field, in the order of the language's page.
pub(super) static FIELDS: &[Field] = &[
    field("title", Kind::Text(Scope::Title)),
    field("description", Kind::Text(Scope::Description)),
    field("skill", Kind::Text(Scope::Skill)),
    field("tag", Kind::Text(Scope::Tag)),
    field("category", Kind::Text(Scope::Category)),
    field("city", Kind::Text(Scope::City)),
    one_of("type", CONTRACTS, facts::contract),
    ordered("level", LEVELS, facts::level),
    amount("budget", facts::budget),
    amount("rate", facts::rate),
    amount("rate.min", facts::rate_min),
    amount("rate.max", facts::rate_max),
    ordered("duration", DURATIONS, facts::duration),
    one_of("workload", WORKLOADS, facts::workload),
    field("country", Kind::Country(|job| job.client.country.as_slice())),
    field("timezone", Kind::Text(Scope::Timezone)),
    yes_no("client.verified", |job| job.client.verified.map(usize::from)),
    amount("client.spent", |job| job.client.spent.map(Amount::money)),
    amount("client.jobs", |job| job.client.jobs.map(Amount::count)),
    amount("client.hires", |job| job.client.hires.map(Amount::count)),
    amount("client.rating", |job| job.client.rating.map(Amount::number)),
    amount("client.reviews", |job| job.client.reviews.map(Amount::count)),
    amount("client.hire_rate", |job| job.client.hire_rate.map(Amount::number)),
    amount("proposals", facts::proposals),
    amount("invites", |job| job.activity.invites.map(Amount::count)),
    amount("interviewing", |job| job.activity.interviewing.map(Amount::count)),
    amount("hired", |job| job.activity.hired.map(Amount::count)),
    amount("positions", |job| job.positions.map(Amount::count)),
    amount("hours", |job| job.hours.map(Amount::number)),
    field("posted", Kind::Moment(|job| job.job().posted)),
    field("requires.location", Kind::Country(|job| &job.requirements.location)),
    amount("requires.jss", |job| job.requirements.job_success.map(Amount::number)),
    amount("requires.hours", |job| job.requirements.hours.map(Amount::number)),
    ordered("requires.english", ENGLISH, facts::english),
    yes_no("requires.rising", |job| job.requirements.rising.map(usize::from)),
    yes_no("requires.portfolio", |job| job.requirements.portfolio.map(usize::from)),
    yes_no("private", |job| Some(usize::from(job.private))),
    yes_no("contract_to_hire", |job| job.contract_to_hire.map(usize::from)),
    yes_no("featured", |job| job.featured.map(usize::from)),
    field("lang", Kind::Language),
    field("fits", Kind::Fits),
    field("source", Kind::Text(Scope::Source)),
    field("has", Kind::Presence { known: true }),
    field("missing", Kind::Presence { known: false }),
    history("is", Kind::Standing),
    history("in", Kind::Text(Scope::Search)),
    history("seen", Kind::Moment(|job| job.record().first_seen)),
    history("note", Kind::Text(Scope::Note)),
    history("label", Kind::Text(Scope::Label)),
];

/// What `is` takes.
pub(super) static STANDINGS: &[Standing] = &[
    Standing { word: "new", holds: |record| record.state == Some(State::New) },
    Standing { word: "seen", holds: |record| record.state == Some(State::Seen) },
    Standing { word: "saved", holds: |record| record.state == Some(State::Saved) },
    Standing { word: "applied", holds: |record| record.state == Some(State::Applied) },
    Standing { word: "interviewing", holds: |record| record.state == Some(State::Interviewing) },
    Standing { word: "hired", holds: |record| record.state == Some(State::Hired) },
    Standing { word: "dismissed", holds: |record| record.state == Some(State::Dismissed) },
    Standing { word: "unread", holds: |record| record.state == Some(State::New) },
    Standing { word: "starred", holds: |record| record.starred },
    Standing { word: "repost", holds: |record| record.repost },
];

/// What `has` and `missing` take.
pub(super) static PRESENCES: &[Presence] = &[
    Presence { word: "budget", known: |job| job.budget.is_some() },
    Presence { word: "rate", known: |job| job.rate.is_some() },
    Presence { word: "country", known: |job| job.client.country.is_some() },
    Presence { word: "spent", known: |job| job.client.spent.is_some() },
    Presence { word: "rating", known: |job| job.client.rating.is_some() },
    Presence { word: "hires", known: |job| job.client.hires.is_some() },
    Presence { word: "proposals", known: |job| job.activity.proposals.is_some() },
    Presence { word: "verified", known: |job| job.client.verified.is_some() },
    Presence { word: "skills", known: |job| job.skills.iter().any(|skill| !skill.trim().is_empty()) },
    Presence { word: "description", known: |job| !job.description.trim().is_empty() },
    Presence { word: "requirements", known: facts::requirements },
];

/// The field of this name, in lower case.
pub(super) fn named(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

impl PartialEq for Field {
    /// Names are unique.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Something `is` asks for.
pub(super) struct Standing {
    pub(super) word: &'static str,
    pub(super) holds: fn(&Record) -> bool,
}

/// Entries of a list are told apart by their words.
macro_rules! known_by_its_word {
    ($($entry:ident),*) => {$(
        impl PartialEq for $entry {
            fn eq(&self, other: &Self) -> bool {
                self.word == other.word
            }
        }

        impl fmt::Debug for $entry {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word)
            }
        }
    )*};
}

known_by_its_word!(Presence, Standing);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_in_lower_case() {
        let mut names: Vec<_> = FIELDS.iter().map(|field| field.name).collect();
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || b"._".contains(&byte))));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FIELDS.len());
    }
}
