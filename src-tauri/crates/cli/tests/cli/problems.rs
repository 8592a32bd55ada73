//! `query check` on every kind of wrong query: status, code, place, repair, and the caret under the place.

use serde_json::json;

use crate::support::Cli;

/// Query, code, start, end, repair.
type Row = (&'static str, &'static str, usize, usize, Option<&'static str>);

const PROBLEMS: [Row; 13] = [
    ("clent.spent:>1k", "unknown_field", 0, 11, Some("client.spent")),
    ("rust level:exprt", "unknown_value", 11, 16, Some("expert")),
    ("rate:20-40", "bad_number", 5, 10, Some("20..40")),
    ("budget:100..50", "empty_range", 7, 14, Some("50..100")),
    ("São (rust", "unbalanced", 4, 5, None),
    ("rust \"react native", "unterminated", 5, 18, Some("\"react native\"")),
    ("rust AND", "missing_operand", 5, 8, None),
    ("rust ()", "empty_term", 5, 7, None),
    ("title:(rust skill:go)", "nested_field", 12, 17, None),
    ("\"dev*\"", "bad_prefix", 0, 6, Some("dev*")),
    ("rust is:new", "history_only", 5, 7, None),
    ("too_deep", "too_deep", 64, 65, None),
    ("too_many_terms", "too_many_terms", 1_536, 1_538, None),
];

/// The two that would be too long to write down.
fn spelled_out(query: &str) -> String {
    match query {
        "too_deep" => format!("{}rust{}", "(".repeat(65), ")".repeat(65)),
        "too_many_terms" => vec!["ab"; 513].join(" "),
        other => other.to_owned(),
    }
}

#[test]
fn every_code_has_its_place_its_repair_and_a_caret() {
    let cli = Cli::new();
    for (name, code, start, end, hint) in PROBLEMS {
        let query = spelled_out(name);
        let run = cli.run(&["--json", "query", "check", &query]);
        assert_eq!(run.status, 7, "{name}");
        let document = run.document();
        assert_eq!(document["ok"], json!(false));
        let error = &document["errors"][0];
        let found = (&error["code"], &error["start"], &error["end"], &error["hint"]);
        assert_eq!(found, (&json!(code), &json!(start), &json!(end), &json!(hint)), "{name}");

        let run = cli.run(&["query", "check", &query]);
        assert_eq!((run.status, run.out.as_str()), (7, ""), "{name}");
        let lines: Vec<&str> = run.err.lines().collect();
        let place: String = query.chars().skip(start).take(end - start).collect();
        let carets = lines[1].find('^').unwrap();
        let pointed: String = lines[0].chars().skip(carets).take(lines[1].matches('^').count()).collect();
        assert_eq!(pointed, place, "{name}");
        assert!(hint.is_none_or(|hint| lines[2].ends_with(&format!("Try: {hint}"))), "{name}: {}", lines[2]);
    }
}

#[test]
fn a_query_that_is_too_long_says_how_long_it_may_be() {
    let run = Cli::new().run(&["--json", "query", "check", &"a".repeat(5_000)]);
    let error = &run.document()["errors"][0];
    assert_eq!((&error["code"], &error["start"], &error["end"]), (&json!("too_long"), &json!(4_096), &json!(5_000)));
    assert!(error["message"].as_str().unwrap().contains("4096"), "{error}");
}
