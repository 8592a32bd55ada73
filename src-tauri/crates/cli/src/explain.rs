//! `query match --explain`: why each row fits, or does not.

use lapwing_engine::domain::query::{Evidence, Node, Outcome, near_miss};
use lapwing_engine::query::Explained;
use serde::Serialize;

use crate::output::plain;

/// Evidence shown for one condition in text; JSON has all of it.
const SHOWN: usize = 4;

#[derive(Serialize)]
pub struct ExplainedJson<'a> {
    id: &'a str,
    matched: bool,
    nodes: Vec<NodeJson<'a>>,
}

#[derive(Serialize)]
struct NodeJson<'a> {
    text: &'a str,
    outcome: &'static str,
    evidence: Vec<EvidenceJson<'a>>,
    /// The conditions it is made of; left out for a plain one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nodes: Vec<NodeJson<'a>>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    field: &'static str,
    start: usize,
    end: usize,
    value: &'a str,
}

impl<'a> From<&'a Explained> for ExplainedJson<'a> {
    fn from(explained: &'a Explained) -> Self {
        let nodes = explained.nodes.iter().map(NodeJson::from).collect();
        Self { id: &explained.id, matched: explained.matched, nodes }
    }
}

impl<'a> From<&'a Node> for NodeJson<'a> {
    fn from(node: &'a Node) -> Self {
        let evidence = |found: &'a Evidence| EvidenceJson {
            field: found.field.name(),
            start: found.start,
            end: found.end,
            value: &found.value,
        };
        Self {
            text: &node.text,
            outcome: word(node.outcome),
            evidence: node.evidence.iter().map(evidence).collect(),
            nodes: node.children.iter().map(Self::from).collect(),
        }
    }
}

/// The row's id and outcome, then a line for each condition, those it is made of indented under it.
pub fn text(explained: &Explained) -> String {
    let verdict = match (explained.matched, near_miss(&explained.nodes)) {
        (true, _) => "matches".to_owned(),
        (false, Some(missed)) => {
            let missed: Vec<&str> = missed.iter().map(|node| node.text.as_str()).collect();
            format!("near miss, but for {}", missed.join(" and "))
        }
        (false, None) => "does not match".to_owned(),
    };
    let mut lines = vec![format!("{}: {verdict}", plain(&explained.id))];
    add(&mut lines, &explained.nodes, 1);
    lines.join("\n")
}

fn add(lines: &mut Vec<String>, nodes: &[Node], depth: usize) {
    for node in nodes {
        let indent = "  ".repeat(depth);
        let mut line = format!("{indent}{:8} {}", word(node.outcome), node.text);
        if node.children.is_empty() && !node.evidence.is_empty() {
            let mut found: Vec<String> = node.evidence.iter().take(SHOWN).map(told).collect();
            if node.evidence.len() > SHOWN {
                found.push(format!("and {} more", node.evidence.len() - SHOWN));
            }
            line = format!("{line}  ({})", found.join(", "));
        }
        lines.push(line);
        add(lines, &node.children, depth + 1);
    }
}

fn told(found: &Evidence) -> String {
    let value = plain(&found.value);
    match found.end {
        0 => format!("{} is {value}", found.field.name()),
        _ => format!("{} {}..{} \"{value}\"", found.field.name(), found.start, found.end),
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "holds",
        Outcome::Fails => "fails",
        Outcome::Unknown => "unknown",
    }
}
