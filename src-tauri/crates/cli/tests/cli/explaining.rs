//! `query match --explain` and the profile that `fits:me` asks for.

use serde_json::json;

use crate::support::Cli;

fn rows() -> String {
    let rows = [
        json!({"id": "near", "title": "Rust &amp; <b>React</b> developer", "job_type": 1,
               "hourly_budget": {"min": 20, "max": 40}, "qualifications": {"min_job_success_score": 90}}),
        json!({"id": "far", "title": "Logo"}),
    ];
    rows.map(|row| row.to_string()).join("\n")
}

#[test]
fn every_row_says_why_it_fits_or_does_not() {
    let run = Cli::new().run_on(
        &rows(),
        &["--json", "query", "match", "react (client.spent:>1k OR -php) has:country", "--jobs", "-", "--explain"],
    );
    let documents = run.lines();
    assert_eq!((run.status, documents.len()), (0, 2), "every row, fitting or not: {run:?}");
    assert_eq!((&documents[0]["id"], &documents[0]["matched"]), (&json!("near"), &json!(false)));
    let nodes = documents[0]["nodes"].as_array().unwrap();
    assert_eq!(
        nodes[0],
        json!({"text": "react", "outcome": "holds",
               "evidence": [{"field": "title", "start": 7, "end": 12, "value": "React"}]}),
        "counted in the cleaned text"
    );
    let outcomes: Vec<_> = nodes.iter().map(|node| node["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["holds", "holds", "fails"]);
    let inner: Vec<_> = nodes[1]["nodes"].as_array().unwrap().iter().map(|node| node["outcome"].clone()).collect();
    assert_eq!(inner, [json!("unknown"), json!("holds")]);
}

#[test]
fn the_text_names_the_conditions_that_failed() {
    let run = Cli::new().run_on(&rows(), &["query", "match", "react posted:<2d", "--jobs", "-", "--explain"]);
    assert_eq!(
        run.out,
        "near: does not match\n  holds    react  (title 7..12 \"React\")\n  unknown  posted:<2d\n\
         far: does not match\n  fails    react\n  unknown  posted:<2d\n"
    );
}

#[test]
fn a_near_miss_is_called_one_and_says_what_it_missed() {
    let query = "rust react type:hourly client.spent:>1k";
    let run = Cli::new().run_on(&rows(), &["query", "match", query, "--jobs", "-", "--explain"]);
    assert!(run.out.starts_with("near: near miss, but for client.spent:>1000\n"), "{}", run.out);
    assert!(run.out.contains("\nfar: does not match\n"), "{}", run.out);
}

#[test]
fn the_profile_is_kept_shown_and_asked_for() {
    let cli = Cli::new();
    assert_eq!(cli.done(&["me", "show"]).out, "");
    cli.done(&["me", "set", "jss", "85%"]);
    cli.done(&["me", "set", "languages", "en, de"]);
    assert_eq!(cli.done(&["me", "show"]).out, "languages en,de\njss 85\n");
    let shown = cli.done(&["--json", "me", "show"]);
    assert_eq!(
        shown.document(),
        json!({"country": null, "languages": ["en", "de"], "english": null, "jss": 85.0, "hours": null, "rate_floor": null})
    );
    let refused = cli.run(&["me", "set", "country", "Atlantis"]);
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("Atlantis"), "{}", refused.err);
    assert_eq!(cli.run(&["me", "set", "height", "2"]).status, 2);

    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &shown.out).unwrap();
    let path = file.path().to_str().unwrap();
    let fitting = cli.run_on(&rows(), &["query", "match", "fits:me", "--jobs", "-", "--me", path]);
    assert_eq!((fitting.status, fitting.out.as_str()), (0, "far\n"));
    assert_eq!(cli.run_on(&rows(), &["query", "match", "fits:me", "--jobs", "-"]).out, "near\nfar\n");
    cli.done(&["me", "set", "jss", ""]);
    assert_eq!(cli.done(&["me", "show"]).out, "languages en,de\n");
}
