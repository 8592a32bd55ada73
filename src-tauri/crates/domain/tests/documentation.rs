//! Every example of the language's page does what the page says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use jiff::Timestamp;
use lapwing_domain::query::{At, PreparedJob, Query, Use, parse};
use lapwing_domain::{Job, JobId};

const PAGE: &str = include_str!("../../../../docs/query-language.md");

fn query(text: &str, used_as: Use) -> Query {
    let parsed = parse(text, used_as).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
    assert!(parsed.warnings.is_empty(), "{text}: {:?}", parsed.warnings);
    parsed.query
}

fn finds(query: &Query, title: &str) -> bool {
    let mut job = Job::new(JobId("page".into()));
    job.title = title.into();
    query.matches(&PreparedJob::new(job), &At::moment(Timestamp::UNIX_EPOCH))
}

/// The cells of each row of the tables that have this column, the header's first.
fn tables_with(column: &str) -> Vec<Vec<Vec<String>>> {
    let row = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let blocks = PAGE.split("\n\n").filter(|block| block.starts_with("| "));
    let tables =
        blocks.map(|block| block.lines().filter(|line| !line.starts_with("|---")).map(row).collect::<Vec<_>>());
    tables.filter(|rows| rows[0].iter().any(|cell| cell == column)).collect()
}

/// The stretches of a cell that are set as code.
fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The contents of fenced blocks of a kind.
fn fenced(kind: &str) -> Vec<&str> {
    let opening = format!("```{kind}\n");
    PAGE.split(&opening).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

#[test]
fn words_find_what_the_tables_say_they_find() {
    let tables = tables_with("Does not find");
    assert_eq!(tables.len(), 2);
    for row in tables.iter().flat_map(|rows| &rows[1..]) {
        let query = query(code(&row[0])[0], Use::SavedSearch);
        assert!(!code(&row[1]).is_empty() && !code(&row[2]).is_empty(), "{row:?}");
        for title in code(&row[1]) {
            assert!(finds(&query, title), "{query} should find {title}");
        }
        for title in code(&row[2]) {
            assert!(!finds(&query, title), "{query} should not find {title}");
        }
    }
}

#[test]
fn every_field_of_the_table_is_one_and_takes_its_examples() {
    let tables = tables_with("Examples");
    let rows = &tables[0][1..];
    assert!(rows.len() > 15);
    for row in rows {
        for name in code(&row[0]) {
            let without_value = parse(&format!("{name}:"), Use::SavedSearch).unwrap_err();
            assert_eq!(without_value[0].code.word(), "empty_term", "{name}");
        }
        assert!(!code(&row[2]).is_empty(), "{row:?}");
        for example in code(&row[2]) {
            query(example, Use::SavedSearch);
            let named =
                code(&row[0]).iter().any(|name| example.trim_start_matches('-').starts_with(&format!("{name}:")));
            assert!(named, "{example} stands in the row of another field");
        }
    }
}

#[test]
fn whole_examples_are_read_where_they_may_stand() {
    assert!(!fenced("query").is_empty() && !fenced("history").is_empty());
    for text in fenced("query") {
        query(text, Use::SavedSearch);
    }
    for text in fenced("history") {
        query(text, Use::History);
        let problems = parse(text, Use::SavedSearch).unwrap_err();
        assert!(problems.iter().all(|problem| problem.code.word() == "history_only"), "{problems:?}");
    }
}

#[test]
fn the_mistake_is_explained_in_the_words_of_the_page() {
    let problem = &parse("rate:20-40", Use::SavedSearch).unwrap_err()[0];
    let (place, hint) = ("^".repeat(problem.end - problem.start), problem.hint.as_deref().unwrap());
    let told = format!("rate:20-40\n  {}{place}\n{} Try: {hint}", " ".repeat(problem.start), problem.message);
    assert!(PAGE.contains(&told), "{told}");
}
