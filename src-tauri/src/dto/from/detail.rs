use std::collections::BTreeSet;

use lapwing_domain::Job;
use lapwing_domain::job::{Duration, Level, Status, Workload};
use lapwing_domain::links::links as links_in;
use lapwing_domain::query::{Evidence, EvidenceField, Node, Outcome};
use lapwing_domain::requirements::requirements;
use lapwing_domain::warnings::warnings;
use lapwing_engine::{JobPage, links};

use super::{beside, timeline::timeline};
use crate::dto::jobs::SearchName;
use crate::dto::{count, detail as wire};
use crate::figures;
use crate::messages::{Message, fill, text};
use lapwing_domain::text::neutral;

/// Longest value shown as evidence, in characters.
const VALUE: usize = 60;
/// Values shown for one condition.
const VALUES: usize = 4;

impl From<JobPage> for wire::JobDetail {
    #[expect(clippy::disallowed_methods, reason = "the window shows what it forgets when it closes")]
    fn from(page: JobPage) -> Self {
        let found: Vec<&Evidence> = page.why.iter().flat_map(|why| &why.conditions).flat_map(holding).collect();
        let job = page.full.job.show();
        let skills: BTreeSet<usize> = found.iter().filter_map(|evidence| skill(evidence)).collect();
        let open = links::checked(job.url.as_deref());
        Self {
            title_highlights: ranges(&found, EvidenceField::Title),
            description_highlights: ranges(&found, EvidenceField::Description),
            highlighted_skills: skills.into_iter().filter_map(|index| job.skills.get(index).cloned()).collect(),
            facts: facts(job),
            can_open: open.is_ok(),
            open_problem: open.err().map(|problem| problem.to_string()),
            why: page.why.iter().map(why).collect(),
            near_misses: page.near_misses.iter().map(why).collect(),
            requirements: requirements(job, Some(&page.me)).map(Into::into).collect(),
            warnings: warnings(&job.title, &job.description).into_iter().map(Into::into).collect(),
            links: links_in(&job.description).into_iter().map(Into::into).collect(),
            client: beside::client(page.client, job),
            timeline: timeline(page.timeline),
            marks: page.full.marks.into(),
            skills: job.skills.clone(),
            description: job.description.clone(),
            row: page.summary.into(),
        }
    }
}

/// The evidence of a condition that holds, and of those it is made of that hold.
fn holding(node: &Node) -> Vec<&Evidence> {
    if node.outcome != Outcome::Holds {
        return Vec::new();
    }
    node.evidence.iter().chain(node.children.iter().flat_map(holding)).collect()
}

fn skill(evidence: &Evidence) -> Option<usize> {
    match evidence.field {
        EvidenceField::Skill(index) => Some(index),
        _ => None,
    }
}

/// The stretches found in one text, in order, those that touch or overlap as one.
fn ranges(found: &[&Evidence], field: EvidenceField) -> Vec<wire::Range> {
    let mut all: Vec<_> = found.iter().filter(|one| one.field == field).map(|one| (one.start, one.end)).collect();
    all.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::with_capacity(all.len());
    for (start, end) in all {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged.into_iter().map(|(start, end)| wire::Range { start: count(start), end: count(end) }).collect()
}

fn why(why: &lapwing_engine::Why) -> wire::Why {
    wire::Why {
        search: SearchName { id: why.search.to_string(), name: why.name.clone() },
        conditions: why.conditions.iter().map(condition).collect(),
    }
}

fn condition(node: &Node) -> wire::ConditionOutcome {
    let (outcome, evidence) = match node.outcome {
        Outcome::Holds => (wire::Outcome::Holds, told(&holding(node))),
        Outcome::Fails => (wire::Outcome::Fails, told(&node.evidence.iter().collect::<Vec<_>>())),
        Outcome::Unknown => (wire::Outcome::Unknown, String::new()),
    };
    wire::ConditionOutcome { text: node.text.clone(), outcome, evidence }
}

/// `title “Rust”, skill “Rust”`, each once.
fn told(evidence: &[&Evidence]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for one in evidence {
        let value = neutral(&one.value, VALUE);
        let place = match one.field {
            EvidenceField::Title => Message::EvidenceTitle,
            EvidenceField::Description => Message::EvidenceDescription,
            EvidenceField::Skill(_) => Message::EvidenceSkill,
            EvidenceField::Tag(_) => Message::EvidenceTag,
            EvidenceField::Occupation(_) => Message::EvidenceOccupation,
            EvidenceField::CategoryName
            | EvidenceField::CategoryGroup
            | EvidenceField::CategorySlug
            | EvidenceField::CategoryGroupSlug => Message::EvidenceCategory,
            EvidenceField::City => Message::EvidenceCity,
            EvidenceField::Timezone => Message::EvidenceTimezone,
            // Fields of the history and of the source, which no saved search's evidence quotes at length.
            EvidenceField::Source(_)
            | EvidenceField::Search(_)
            | EvidenceField::Note
            | EvidenceField::Label(_)
            | EvidenceField::Fact(_) => Message::EvidenceFact,
        };
        let one = fill(place, &[("value", &value)]);
        if !shown.contains(&one) {
            shown.push(one);
        }
    }
    shown.truncate(VALUES);
    shown.join(", ")
}

/// The facts the posting gives, in the order of the grid.
fn facts(job: &Job) -> Vec<wire::Fact> {
    use wire::FactName;
    let client = &job.client;
    let place = [client.city.as_str(), client.country.as_ref().map_or("", |country| country.name())];
    let category = job.category.as_ref().map(|filed| [filed.name.as_str(), filed.group.as_str()]);
    let verified = |yes| if yes { Message::FactPaymentVerified } else { Message::FactPaymentUnverified };
    [
        (FactName::Pay, figures::pay(job)),
        (FactName::Level, job.level.map(|level| text(level_words(level)).to_owned())),
        (FactName::Duration, job.duration.map(|duration| text(duration_words(duration)).to_owned())),
        (FactName::Workload, job.workload.map(|workload| text(workload_words(workload)).to_owned())),
        (FactName::Client, Some(joined(place, ", "))),
        (FactName::Spent, client.spent.map(figures::rounded)),
        (FactName::Payment, client.verified.map(|yes| text(verified(yes)).to_owned())),
        (FactName::Proposals, job.activity.proposals.map(figures::range)),
        (FactName::Category, category.map(|names| joined(names, " · "))),
        (FactName::Status, job.status.map(|status| text(status_words(status)).to_owned())),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(wire::Fact { name, value: value.filter(|value| !value.is_empty())? }))
    .collect()
}

fn joined(parts: [&str; 2], between: &str) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

fn level_words(level: Level) -> Message {
    match level {
        Level::Entry => Message::FactLevelEntry,
        Level::Intermediate => Message::FactLevelIntermediate,
        Level::Expert => Message::FactLevelExpert,
    }
}

fn duration_words(duration: Duration) -> Message {
    match duration {
        Duration::UnderOneMonth => Message::FactDurationUnderOneMonth,
        Duration::OneToThreeMonths => Message::FactDurationOneToThreeMonths,
        Duration::ThreeToSixMonths => Message::FactDurationThreeToSixMonths,
        Duration::OverSixMonths => Message::FactDurationOverSixMonths,
    }
}

fn workload_words(workload: Workload) -> Message {
    match workload {
        Workload::PartTime => Message::FactWorkloadPartTime,
        Workload::FullTime => Message::FactWorkloadFullTime,
        Workload::AsNeeded => Message::FactWorkloadAsNeeded,
    }
}

fn status_words(status: Status) -> Message {
    match status {
        Status::Open => Message::FactStatusOpen,
        Status::Closed => Message::FactStatusClosed,
    }
}

#[cfg(test)]
mod tests {
    use lapwing_domain::JobId;
    use lapwing_domain::job::Country;

    use super::*;

    fn evidence(field: EvidenceField, start: usize, end: usize, value: &str) -> Evidence {
        Evidence { field, start, end, value: value.to_owned() }
    }

    fn node(outcome: Outcome, evidence: Vec<Evidence>, children: Vec<Node>) -> Node {
        Node { text: "condition".into(), outcome, evidence, children }
    }

    #[test]
    fn what_overlaps_is_highlighted_once() {
        let title = |start, end| evidence(EvidenceField::Title, start, end, "");
        let found =
            [title(10, 14), title(0, 4), title(2, 8), title(8, 9), evidence(EvidenceField::Description, 1, 3, "")];
        let found: Vec<_> = found.iter().collect();
        let merged: Vec<_> = ranges(&found, EvidenceField::Title).iter().map(|one| (one.start, one.end)).collect();
        assert_eq!(merged, [(0, 9), (10, 14)]);
    }

    #[test]
    fn only_conditions_that_hold_are_highlighted() {
        let yes = node(Outcome::Holds, vec![evidence(EvidenceField::Title, 0, 4, "Rust")], Vec::new());
        let no = node(Outcome::Fails, vec![evidence(EvidenceField::Title, 5, 8, "PHP")], Vec::new());
        let either = node(Outcome::Holds, Vec::new(), vec![yes, no]);
        assert_eq!(holding(&either).iter().map(|one| one.value.as_str()).collect::<Vec<_>>(), ["Rust"]);
    }

    #[test]
    fn the_same_evidence_is_told_once() {
        let found = [
            evidence(EvidenceField::Title, 0, 4, "Rust"),
            evidence(EvidenceField::Skill(2), 0, 4, "Rust"),
            evidence(EvidenceField::Title, 9, 13, "Rust"),
        ];
        let told = condition(&node(Outcome::Holds, found.to_vec(), Vec::new())).evidence;
        assert_eq!(told, "title “Rust”, skill “Rust”");
    }

    #[test]
    fn what_the_posting_does_not_say_has_no_evidence() {
        let outcome = condition(&node(Outcome::Unknown, Vec::new(), Vec::new()));
        assert_eq!((outcome.outcome, outcome.evidence.as_str()), (wire::Outcome::Unknown, ""));
    }

    #[test]
    fn facts_that_are_unknown_are_not_in_the_grid() {
        let mut job = Job::new(JobId("1".into()));
        assert_eq!(facts(&job), []);
        job.level = Some(Level::Expert);
        job.client.country = Some(Country::Code(*b"DE"));
        job.client.city = "Berlin".into();
        let told: Vec<_> = facts(&job).into_iter().map(|fact| (fact.name, fact.value)).collect();
        assert_eq!(
            told,
            [(wire::FactName::Level, "Expert".into()), (wire::FactName::Client, "Berlin, Germany".into())]
        );
    }
}
