//! Why a query holds for a job, or does not.

use super::At;
use super::ast::{Expr, Leaf, Value};
use super::fields::{Field, Kind, STANDINGS, Scope};
use super::fits;
use super::prepared::PreparedJob;
use crate::job::Category;
use crate::text::Place;

/// Places kept for one condition: more would colour the whole text and say nothing.
const MOST_EVIDENCE: usize = 200;

/// What came of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not hold.
    Fails,
    /// The posting does not give the fact, so the condition does not hold.
    Unknown,
}

/// A condition of a query and what came of it for one job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The condition in normal form.
    pub text: String,
    /// What came of it.
    pub outcome: Outcome,
    /// What was found, or the value compared.
    pub evidence: Vec<Evidence>,
    /// The conditions it is made of, for `OR`, `-` and brackets; empty for a plain condition.
    pub children: Vec<Node>,
}

/// The text or fact that evidence comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EvidenceField {
    /// The title.
    Title,
    /// The description.
    Description,
    /// The skill with this index.
    Skill(usize),
    /// The tag with this index.
    Tag(usize),
    /// The occupation with this index.
    Occupation(usize),
    /// The category's name.
    CategoryName,
    /// The category's group.
    CategoryGroup,
    /// The category's slug.
    CategorySlug,
    /// The group's slug.
    CategoryGroupSlug,
    /// The client's city.
    City,
    /// The client's time zone.
    Timezone,
    /// The name of the source with this index.
    Source(usize),
    /// The name of the matching search with this index.
    Search(usize),
    /// The user's own notes.
    Note,
    /// The user's own tag with this index.
    Label(usize),
    /// A fact, by the name of the query's field, such as `client.spent`.
    Fact(&'static str),
}

/// Where a condition found what it asks for, or the value it compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Text or fact.
    pub field: EvidenceField,
    /// First character in the cleaned text; 0 for facts.
    pub start: usize,
    /// Character after the last; 0 for facts.
    pub end: usize,
    /// The text found, or the value compared.
    pub value: String,
}

/// The conditions that kept a job out, where it came near: some fail, and more hold than fail.
pub fn near_miss(conditions: &[Node]) -> Option<Vec<&Node>> {
    let missed: Vec<&Node> = conditions.iter().filter(|node| node.outcome != Outcome::Holds).collect();
    (!missed.is_empty() && missed.len() * 2 < conditions.len()).then_some(missed)
}

impl Expr {
    /// The conditions that all have to hold, each explained.
    pub(super) fn explain(&self, job: &PreparedJob, at: &At<'_>) -> Vec<Node> {
        match self {
            Self::And(parts) => parts.iter().map(|part| part.node(job, at)).collect(),
            other => vec![other.node(job, at)],
        }
    }

    fn node(&self, job: &PreparedJob, at: &At<'_>) -> Node {
        let text = self.to_string();
        let children: Vec<Node> = match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().map(|part| part.node(job, at)).collect(),
            Self::Not(inner) => vec![inner.node(job, at)],
            Self::Leaf(leaf) => {
                let (outcome, evidence) = leaf.outcome(job, at);
                return Node { text, outcome, evidence, children: Vec::new() };
            }
        };
        let any = |outcome: Outcome| children.iter().any(|child| child.outcome == outcome);
        let outcome = match self {
            // The negation of a condition on an unknown fact holds.
            Self::Not(_) if any(Outcome::Holds) => Outcome::Fails,
            Self::Not(_) => Outcome::Holds,
            Self::Or(_) if any(Outcome::Holds) => Outcome::Holds,
            Self::And(_) if any(Outcome::Fails) => Outcome::Fails,
            _ if any(Outcome::Unknown) => Outcome::Unknown,
            Self::Or(_) => Outcome::Fails,
            _ => Outcome::Holds,
        };
        // Of alternatives, those that hold are the reason.
        let chosen = matches!(self, Self::Or(_)) && outcome == Outcome::Holds;
        let reasons = children.iter().filter(|child| !chosen || child.outcome == Outcome::Holds);
        let evidence = in_order(reasons.flat_map(|child| child.evidence.iter().cloned()).collect());
        Node { text, outcome, evidence, children }
    }
}

impl Leaf {
    fn outcome(&self, job: &PreparedJob, at: &At<'_>) -> (Outcome, Vec<Evidence>) {
        let (holds, known, evidence) = match self {
            Self::Text(term) => {
                let mut places = Vec::new();
                term.pattern().find(job.index(), job.scope(Scope::Everywhere), |place| collect(&mut places, place));
                (!places.is_empty(), !job.scope(Scope::Everywhere).is_empty(), found(job, &places))
            }
            Self::Field { field, values } => {
                let holds = values.iter().any(|value| field.holds(value, job, at));
                (holds, field.is_known(job), field.evidence(values, job, at))
            }
        };
        let outcome = match (holds, known) {
            (true, _) => Outcome::Holds,
            (false, true) => Outcome::Fails,
            (false, false) => Outcome::Unknown,
        };
        (outcome, in_order(evidence))
    }
}

impl Field {
    /// The places found, or the value that was compared.
    fn evidence(&self, values: &[Value], job: &PreparedJob, at: &At<'_>) -> Vec<Evidence> {
        let facts = job.job();
        let value = match &self.kind {
            Kind::Text(scope) => return text_evidence(*scope, values, job),
            Kind::Presence { .. } => {
                return values.iter().filter_map(|value| self.presence_evidence(value, job)).collect();
            }
            Kind::Amount(fact) => fact(facts).map(|amount| amount.to_string()),
            Kind::Choice { words, fact, .. } => fact(facts).and_then(|at| words.get(at)).map(|word| (*word).to_owned()),
            Kind::Country(fact) => {
                let names: Vec<String> = fact(facts).iter().map(ToString::to_string).collect();
                Some(names.join(", ")).filter(|names| !names.is_empty())
            }
            Kind::Moment(fact) => fact(job).map(|moment| moment.to_string()),
            Kind::Language => job.language().map(str::to_owned),
            Kind::Fits => {
                let refusals = at.me.into_iter().flat_map(|me| fits::refusals(facts, me));
                return refusals.map(|refusal| self.fact(refusal.to_string())).collect();
            }
            Kind::Standing => {
                let held = STANDINGS.iter().filter(|standing| (standing.holds)(job.record()));
                return held.map(|standing| self.fact(standing.word.to_owned())).collect();
            }
        };
        value.map(|value| self.fact(value)).into_iter().collect()
    }

    fn presence_evidence(&self, value: &Value, job: &PreparedJob) -> Option<Evidence> {
        let Value::Presence(presence) = value else { return None };
        let state = if (presence.known)(job.job()) { "known" } else { "unknown" };
        Some(self.fact(format!("{} {state}", presence.word)))
    }

    fn fact(&self, value: String) -> Evidence {
        Evidence { field: EvidenceField::Fact(self.name), start: 0, end: 0, value }
    }
}

fn text_evidence(scope: Scope, values: &[Value], job: &PreparedJob) -> Vec<Evidence> {
    let mut places = Vec::new();
    for value in values {
        if let Value::Text(term) = value {
            term.find_value(job, scope, |place| collect(&mut places, place));
        }
    }
    found(job, &places)
}

/// Keeps a place; says whether that is enough of them.
fn collect(places: &mut Vec<Place>, place: Place) -> bool {
    places.push(place);
    places.len() >= MOST_EVIDENCE
}

/// Quotes the places. Texts may be long and places many, so each text is walked through once.
fn found(job: &PreparedJob, places: &[Place]) -> Vec<Evidence> {
    let mut in_texts: Vec<(EvidenceField, Place)> =
        places.iter().filter_map(|&place| Some((job.text_at(place)?.1, place))).collect();
    in_texts.sort_by_key(|(_, place)| (place.first, place.end));
    let mut evidence = Vec::with_capacity(in_texts.len());
    // The text at hand from the character with this number on.
    let (mut at, mut rest, mut of) = (0, "", None);
    for (field, place) in in_texts {
        if of != Some(field) {
            (at, rest, of) = (0, field.text(job), Some(field));
        }
        let (start, end) = (place.start_char as usize, place.end_char as usize);
        let (from, length) = (byte_at(rest, start - at), end - start);
        (at, rest) = (start, &rest[from..]);
        evidence.push(Evidence { field, start, end, value: rest[..byte_at(rest, length)].to_owned() });
    }
    evidence
}

/// Where the character with this number begins.
fn byte_at(text: &str, number: usize) -> usize {
    text.char_indices().nth(number).map_or(text.len(), |(at, _)| at)
}

/// By field and place, each once.
fn in_order(mut evidence: Vec<Evidence>) -> Vec<Evidence> {
    evidence.sort();
    evidence.dedup();
    evidence
}

impl EvidenceField {
    /// The name of the query's field, such as `skill`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Description => "description",
            Self::Skill(_) => "skill",
            Self::Tag(_) => "tag",
            Self::Occupation(_) => "occupation",
            Self::CategoryName | Self::CategoryGroup | Self::CategorySlug | Self::CategoryGroupSlug => "category",
            Self::City => "city",
            Self::Timezone => "timezone",
            Self::Source(_) => "source",
            Self::Search(_) => "in",
            Self::Note => "note",
            Self::Label(_) => "label",
            Self::Fact(name) => name,
        }
    }

    /// The text that the ranges refer to; empty for facts.
    pub fn text<'a>(&self, job: &'a PreparedJob) -> &'a str {
        let (job, record) = (job.job(), job.record());
        let category = |text: fn(&Category) -> &String| job.category.as_ref().map_or("", |category| text(category));
        let nth = |texts: &'a [String], at: usize| texts.get(at).map_or("", String::as_str);
        match *self {
            Self::Title => &job.title,
            Self::Description => &job.description,
            Self::Skill(at) => nth(&job.skills, at),
            Self::Tag(at) => nth(&job.tags, at),
            Self::Occupation(at) => nth(&job.occupations, at),
            Self::CategoryName => category(|category| &category.name),
            Self::CategoryGroup => category(|category| &category.group),
            Self::CategorySlug => category(|category| &category.slug),
            Self::CategoryGroupSlug => category(|category| &category.group_slug),
            Self::City => &job.client.city,
            Self::Timezone => &job.client.timezone,
            Self::Source(at) => nth(&record.sources, at),
            Self::Search(at) => nth(&record.searches, at),
            Self::Note => &record.note,
            Self::Label(at) => nth(&record.labels, at),
            Self::Fact(_) => "",
        }
    }
}
