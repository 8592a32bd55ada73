//! The fields, and what kind of values each takes.

/// What kind of values a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text rules, by containment; `=` means the whole value.
    Text,
    /// A number.
    Number,
    /// One of these names, which have an order: with an operator or a range as well.
    Ordered(&'static [&'static str]),
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A country.
    Country,
    /// An age or a date.
    Posted,
    /// A language code.
    Language,
    /// History and filters only.
    History,
}

/// The values of `level`, lowest first.
pub(crate) const LEVELS: &[&str] = &["entry", "intermediate", "expert"];
/// The values of `duration`, shortest first.
pub(crate) const DURATIONS: &[&str] = &["<1mo", "1-3mo", "3-6mo", ">6mo"];
/// The values of `requires.english`, lowest first.
pub(crate) const ENGLISH: &[&str] = &["basic", "conversational", "fluent", "native"];
/// The values of `workload`.
const WORKLOADS: &[&str] = &["part-time", "full-time", "as-needed"];
/// The values of `type`.
const TYPES: &[&str] = &["hourly", "fixed"];
/// The values of conditions that hold or do not.
const YES_NO: &[&str] = &["yes", "no"];
/// The facts that `has` and `missing` ask for.
const FACTS: &[&str] = &[
    "budget",
    "rate",
    "country",
    "spent",
    "rating",
    "hires",
    "proposals",
    "verified",
    "skills",
    "description",
    "requirements",
];

/// Every field of the page.
const FIELDS: &[(&str, Kind)] = &[
    ("title", Kind::Text),
    ("description", Kind::Text),
    ("skill", Kind::Text),
    ("tag", Kind::Text),
    ("category", Kind::Text),
    ("city", Kind::Text),
    ("type", Kind::Choice(TYPES)),
    ("level", Kind::Ordered(LEVELS)),
    ("budget", Kind::Number),
    ("rate", Kind::Number),
    ("rate.min", Kind::Number),
    ("rate.max", Kind::Number),
    ("duration", Kind::Ordered(DURATIONS)),
    ("workload", Kind::Choice(WORKLOADS)),
    ("country", Kind::Country),
    ("timezone", Kind::Text),
    ("client.verified", Kind::Choice(YES_NO)),
    ("client.spent", Kind::Number),
    ("client.jobs", Kind::Number),
    ("client.hires", Kind::Number),
    ("client.rating", Kind::Number),
    ("client.reviews", Kind::Number),
    ("client.hire_rate", Kind::Number),
    ("proposals", Kind::Number),
    ("invites", Kind::Number),
    ("interviewing", Kind::Number),
    ("hired", Kind::Number),
    ("positions", Kind::Number),
    ("hours", Kind::Number),
    ("posted", Kind::Posted),
    ("requires.location", Kind::Country),
    ("requires.jss", Kind::Number),
    ("requires.hours", Kind::Number),
    ("requires.english", Kind::Ordered(ENGLISH)),
    ("requires.rising", Kind::Choice(YES_NO)),
    ("requires.portfolio", Kind::Choice(YES_NO)),
    ("fits", Kind::Choice(&["me"])),
    ("private", Kind::Choice(YES_NO)),
    ("contract_to_hire", Kind::Choice(YES_NO)),
    ("featured", Kind::Choice(YES_NO)),
    ("lang", Kind::Language),
    ("has", Kind::Choice(FACTS)),
    ("missing", Kind::Choice(FACTS)),
    ("source", Kind::Text),
    ("is", Kind::History),
    ("in", Kind::History),
    ("seen", Kind::History),
    ("note", Kind::History),
    ("label", Kind::History),
];

/// A field: its name as the page spells it, and its kind.
pub(crate) type Field = (&'static str, Kind);

/// The field of this name, in any case.
pub(crate) fn field(name: &str) -> Option<Field> {
    let lower = name.to_ascii_lowercase();
    FIELDS.iter().find(|(known, _)| *known == lower).copied()
}
