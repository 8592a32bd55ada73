//! The cases of the query language: `domain/tests/cases` holds queries, the postings they are asked of, and which of
//! them must match or which error must be reported.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use jiff::Timestamp;
use lapwing_domain::query::{At, Outcome, PreparedJob, Use, parse};
use lapwing_sources::jobs_api::decode_job;

fn case_file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/cases").join(name);
    std::fs::read_to_string(path).unwrap()
}

fn postings() -> Vec<PreparedJob> {
    let lines = case_file("query-docs.jsonl");
    let jobs = lines.lines().map(|line| decode_job(&serde_json::from_str(line).unwrap()).unwrap());
    jobs.map(PreparedJob::new).collect()
}

/// Query and expected answer of every row.
fn cases() -> Vec<(String, String)> {
    let table = case_file("query-cases.tsv");
    let rows = table.lines().filter(|row| !row.starts_with("# "));
    rows.map(|row| row.split_once('\t').unwrap()).map(|(query, answer)| (query.to_owned(), answer.to_owned())).collect()
}

fn at() -> At<'static> {
    At::moment("2026-02-01T12:00:00Z".parse::<Timestamp>().unwrap())
}

#[test]
fn every_case_gives_its_answer() {
    let postings = postings();
    let cases = cases();
    assert!(cases.len() > 200 && postings.len() == 24, "{} cases, {} postings", cases.len(), postings.len());
    let mut wrong = Vec::new();
    for (query, expected) in cases {
        let answer = match parse(&query, Use::SavedSearch) {
            Err(problems) => format!("error:{}", problems[0].code),
            Ok(parsed) => {
                let matching = postings.iter().filter(|job| parsed.query.matches(job, &at()));
                let ids: Vec<_> = matching.map(|job| job.job().id.0.as_str()).collect();
                if ids.is_empty() { "-".to_owned() } else { ids.join(" ") }
            }
        };
        if answer != expected {
            wrong.push(format!("{query}\n  expected {expected}\n  got      {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_case_reads_back_from_its_normal_form() {
    for (query, _) in cases() {
        if let Ok(parsed) = parse(&query, Use::SavedSearch) {
            let printed = parsed.query.to_string();
            assert_eq!(parse(&printed, Use::SavedSearch).unwrap().query, parsed.query, "{query} → {printed}");
        }
    }
}

#[test]
fn explanation_and_outcome_agree_on_every_case() {
    let postings = postings();
    for (query, _) in cases() {
        let Ok(parsed) = parse(&query, Use::SavedSearch) else { continue };
        for job in &postings {
            let nodes = parsed.query.explain(job, &at());
            let all_hold = nodes.iter().all(|node| node.outcome == Outcome::Holds);
            assert_eq!(all_hold, parsed.query.matches(job, &at()), "{query} on {}", job.job().id);
        }
    }
}
