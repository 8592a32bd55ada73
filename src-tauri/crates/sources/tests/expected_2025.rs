//! The query language on real postings: thirty queries and the postings each must find.
//!
//! The postings are not part of this repository. `LAPWING_DATA` names the folder that holds them (by default
//! `../shared/data` beside the repository); where they are absent the tests say so and pass.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests that say when they skip")]

mod data;

use std::collections::HashSet;

use jiff::Timestamp;
use lapwing_domain::query::{At, EvidenceField, Node, Outcome, PreparedJob, Use, parse};
use lapwing_sources::jobs_api::decode_job;

use data::data;

fn postings() -> Option<Vec<PreparedJob>> {
    let lines = data("postings-2025.jsonl")?;
    let jobs = lines.lines().map(|line| decode_job(&serde_json::from_str(line).unwrap()).unwrap());
    Some(jobs.map(PreparedJob::new).collect())
}

fn at() -> At<'static> {
    At::moment("2025-03-10T00:00:00Z".parse::<Timestamp>().unwrap())
}

#[test]
fn thirty_queries_find_exactly_the_postings_they_should() {
    let (Some(table), Some(postings)) = (data("expected-2025.tsv"), postings()) else { return };
    let mut wrong = Vec::new();
    let rows: Vec<&str> = table.lines().filter(|row| !row.starts_with("# ")).collect();
    assert_eq!(rows.len(), 30);
    for row in rows {
        let columns: Vec<&str> = row.split('\t').collect();
        let query = parse(columns[0], Use::SavedSearch).unwrap().query;
        let mut printed = HashSet::new();
        let matching = postings.iter().filter(|job| query.matches(job, &at())).map(|job| job.job().id.0.as_str());
        let found: Vec<&str> = matching.filter(|id| printed.insert(*id)).collect();
        let expected: Vec<&str> = columns[2].split(' ').filter(|id| !id.is_empty()).collect();
        assert_eq!(expected.len().to_string(), columns[1], "the table's own count for {}", columns[0]);
        if found != expected {
            let missing: Vec<_> = expected.iter().filter(|id| !found.contains(id)).collect();
            let surplus: Vec<_> = found.iter().filter(|id| !expected.contains(id)).collect();
            wrong.push(format!("{}: missing {missing:?}, surplus {surplus:?}", columns[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn explanations_agree_with_outcomes_and_quote_the_postings_themselves() {
    let (Some(table), Some(postings)) = (data("expected-2025.tsv"), postings()) else { return };
    for row in table.lines().filter(|row| !row.starts_with("# ")) {
        let query = parse(row.split('\t').next().unwrap(), Use::SavedSearch).unwrap().query;
        for job in postings.iter().step_by(7) {
            let nodes = query.explain(job, &at());
            let all_hold = nodes.iter().all(|node| node.outcome == Outcome::Holds);
            assert_eq!(all_hold, query.matches(job, &at()), "{query} on {}", job.job().id);
            for node in &nodes {
                assert_quotes(node, job);
            }
        }
    }
}

fn assert_quotes(node: &Node, job: &PreparedJob) {
    for evidence in &node.evidence {
        if let EvidenceField::Fact(_) = evidence.field {
            assert_eq!((evidence.start, evidence.end), (0, 0));
            assert!(!evidence.value.is_empty());
            continue;
        }
        let text: Vec<char> = evidence.field.text(job).chars().collect();
        let quoted: String = text[evidence.start..evidence.end].iter().collect();
        assert_eq!(quoted, evidence.value);
        assert!(
            !quoted.is_empty() && !quoted.starts_with(char::is_whitespace) && !quoted.ends_with(char::is_whitespace)
        );
    }
    for child in &node.children {
        assert_quotes(child, job);
    }
}
