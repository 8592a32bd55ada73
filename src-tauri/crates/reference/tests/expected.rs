//! The evaluator over real postings and over the cases of the page, where they are at hand.

mod data;

use data::{found, postings, read};

/// Every query finds the ids that it must find, in their order.
#[test]
fn finds_what_it_must_in_real_postings() {
    let (Some(expected), Some(rows)) = (read("expected-2025.tsv"), read("postings-2025.jsonl")) else { return };
    let postings = postings(&rows);
    let mut wrong = Vec::new();
    for line in expected.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [query, count, ids] = columns.as_slice() else { continue };
        let ids: Vec<&str> = ids.split_whitespace().collect();
        assert_eq!(count.parse(), Ok(ids.len()), "{query}");
        let found = found(query, &postings);
        if found != ids {
            let missed: Vec<&&str> = ids.iter().filter(|id| !found.iter().any(|other| other == *id)).collect();
            let extra: Vec<&String> = found.iter().filter(|id| !ids.contains(&id.as_str())).collect();
            wrong.push(format!("{query}: missed {missed:?}, extra {extra:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every case of the page holds.
#[test]
fn agrees_with_the_cases_of_the_page() {
    let (Some(cases), Some(docs)) = (read("../design/query-cases.tsv"), read("../design/query-docs.jsonl")) else {
        return;
    };
    let docs = postings(&docs);
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let Some((query, expected)) = line.rsplit_once('\t') else { continue };
        let found = found(query, &docs).join(" ");
        let found = if found.is_empty() { "-".to_owned() } else { found };
        if found != expected {
            wrong.push(format!("{query:?}: found {found}, expected {expected}"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 200, "only {count} cases");
}
