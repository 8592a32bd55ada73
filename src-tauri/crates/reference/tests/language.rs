//! The sentences of the page that neither the cases nor the real postings try.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use jiff::Timestamp;
use lapwing_reference::{English, Posting, Profile, Query, holds};
use serde_json::{Value, json};

/// A posting with these fields.
fn posting(fields: &Value) -> Posting {
    let mut job = json!({ "id": "job" });
    job.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    Posting::from_jobs_api(&job).unwrap()
}

/// Whether a query holds for a posting with these fields, without a profile.
fn finds(query: &str, fields: &Value) -> bool {
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    holds(&query, &posting(fields), None, "2026-02-10T12:00:00Z".parse().unwrap())
}

/// The code of a query's error.
fn code(query: &str) -> &'static str {
    Query::parse(query).map_or_else(|error| error.code, |_| "none")
}

#[test]
fn says_what_is_wrong() {
    for (query, expected) in [
        ("- a", "empty_term"),
        ("+", "empty_term"),
        ("+-", "empty_term"),
        ("a | ", "missing_operand"),
        ("a AND OR b", "missing_operand"),
        ("(a OR )", "missing_operand"),
        ("a & b", "empty_term"),
        ("= a", "empty_term"),
        ("title: ", "empty_term"),
        ("title: OR a", "empty_term"),
        ("title:a,", "empty_term"),
        ("title:()", "empty_term"),
        ("title:(", "unbalanced"),
        ("\"a\" \u{201C}b", "unterminated"),
        ("title:(x:y)", "nested_field"),
        ("skill:a,-b", "unknown_value"),
        ("skill:!php", "unknown_value"),
        ("rate:>=", "bad_number"),
        ("rate:>20..30", "bad_number"),
        ("rate:\">=20\"", "bad_number"),
        ("level:expert..entry", "empty_range"),
        ("level:..", "unknown_value"),
        ("type:>hourly", "unknown_value"),
        ("lang:xx", "unknown_value"),
        ("posted:1d..2026-01-01", "unknown_value"),
        ("fits:you", "unknown_value"),
        ("is:new", "history_only"),
        ("NOTE:x", "history_only"),
        ("client.verified:maybe", "unknown_value"),
    ] {
        assert_eq!(code(query), expected, "{query}");
    }
}

#[test]
fn keeps_the_limits() {
    assert_eq!((code(&"a".repeat(4_096)), code(&"a".repeat(4_097))), ("none", "too_long"));
    let nested = |levels: usize| format!("{}a{}", "(".repeat(levels), ")".repeat(levels));
    assert_eq!((code(&nested(64)), code(&nested(65))), ("none", "too_deep"));
    assert_eq!((code(&format!("{}a", "-".repeat(64))), code(&format!("{}a", "!".repeat(65)))), ("none", "too_deep"));
    assert_eq!((code(&"a ".repeat(512)), code(&"a ".repeat(513))), ("none", "too_many_terms"));
    assert_eq!(code(&format!("{}a", "+".repeat(4_000))), "none");
}

#[test]
fn counts_places_in_scalar_values() {
    let place = |query: &str| Query::parse(query).map_err(|error| (error.start, error.end)).unwrap_err();
    assert_eq!(place("é nosuch:x"), (2, 8));
    assert_eq!(place("😀 \"a\""), (0, 1));
    assert_eq!(place("é \"open"), (2, 7));
    assert_eq!(place("a rate:>=abc b"), (7, 12));
}

#[test]
fn reads_quotes_signs_and_escapes() {
    let job = json!({ "title": "say \"hi\" to rust", "description": "plain" });
    assert!(finds("\u{201E}to rust\u{BB}", &job) && !finds("\"rust to\"", &job));
    assert!(finds("\"\\\"hi\\\" to\"", &job));
    assert!(finds("\u{2013}php +rust", &job) && !finds("\u{2212}rust", &job));
    assert!(finds("rust-go OR to", &job) && finds("NOT NOT rust", &job) && finds("\"hi\"-php", &job));
    assert!(finds("title:(rust -php) -title:(php OR plain)", &job));
    assert!(finds("title:php, rust", &job) && !finds("rust,php", &job));
}

#[test]
fn binds_not_before_and_before_or() {
    let job = json!({ "title": "a1" });
    assert!(finds("a1 OR b1 c1", &job) && !finds("(a1 OR b1) c1", &job) && finds("NOT b1 a1", &job));
}

#[test]
fn compares_ages_and_days() {
    let job = json!({ "posted_on": "2026-02-10T10:00:00Z" });
    assert!(finds("posted:<=2h", &job) && !finds("posted:<2h", &job) && finds("posted:>119m", &job));
    assert!(finds("posted:2h..1w", &job) && finds("posted:..1d", &job) && !finds("posted:1d..", &job));
    assert!(
        finds("posted:2026-02-10", &job) && finds("posted:>2026-02-09", &job) && !finds("posted:>2026-02-10", &job)
    );
    assert!(finds("posted:2026-02-10..2026-02-10,2020-01-01", &job));
    let hidden = json!({ "posted_on": "soon", "url": "https://host/jobs/~021896601967822827216" });
    assert!(finds("posted:2025-03-03", &hidden));
}

#[test]
fn compares_ordered_names_and_ranges() {
    let job = json!({ "tier_text": "Expert", "duration_label": "1 to 3 months", "proposals_tier": "50Plus" });
    assert!(finds("level:intermediate..expert", &job) && !finds("level:<expert", &job));
    assert!(finds("duration:<1mo..3-6mo", &job) && finds("duration:><1mo", &job) && !finds("duration:>6mo", &job));
    assert!(finds("proposals:>1000", &job) && !finds("proposals:<50", &job));
}

#[test]
fn asks_for_requirements() {
    let job = json!({ "qualifications": { "min_job_success_score": 90, "pref_english_skill": 3, "rising_talent": false },
        "hourly_budget": { "min": 20, "max": 40 } });
    assert!(finds("requires.english:>=fluent requires.jss:90 requires.rising:no has:requirements", &job));
    assert!(!finds("requires.location:US", &job) && finds("missing:requirements", &json!({})));
    let fits = |profile: &Profile| {
        let query = Query::parse("fits:me").unwrap();
        holds(&query, &posting(&job), Some(profile), Timestamp::UNIX_EPOCH)
    };
    assert!(finds("fits:me", &job) && fits(&Profile::default()));
    assert!(fits(&Profile { job_success_score: Some(90.0), ..Profile::default() }));
    assert!(!fits(&Profile { job_success_score: Some(89.0), ..Profile::default() }));
    assert!(!fits(&Profile { english: Some(English::Conversational), ..Profile::default() }));
    assert!(fits(&Profile { hourly_rate: Some(40.0), country: Some("DE".to_owned()), ..Profile::default() }));
    assert!(!fits(&Profile { hourly_rate: Some(41.0), ..Profile::default() }));
}

#[test]
fn keeps_unknown_countries_known() {
    let job = json!({ "buyer": { "country": "Atlantis" }, "location": { "country": "US", "city": "Austin" } });
    assert!(finds("has:country -country:US city:austin", &job));
    assert!(finds("country:US", &json!({ "buyer": { "country": "" }, "location": { "country": "USA" } })));
}

#[test]
fn takes_language_and_source_from_outside() {
    let job = posting(&json!({})).with_language(Some("en".to_owned())).with_source("Jobs API");
    for (query, expected) in
        [("lang:EN", true), ("lang:de", false), ("source:jobs", true), ("source:=jobs", false), ("-lang:de", true)]
    {
        let query = Query::parse(query).unwrap();
        assert_eq!(holds(&query, &job, None, Timestamp::UNIX_EPOCH), expected);
    }
    assert!(!finds("lang:en", &json!({})) && !finds("source:jobs", &json!({})));
}

/// No input panics, every place is within the query, and a negation says the opposite.
#[test]
fn survives_any_input() {
    let pieces = [
        "a",
        "title:",
        "rate:",
        "country:",
        "posted:",
        "duration:",
        "has:",
        "US",
        "20",
        "..",
        ">=",
        "<",
        "=",
        ",",
        "(",
        ")",
        "\"",
        "\u{201D}",
        " ",
        " OR ",
        " AND ",
        "NOT ",
        "|",
        "&&",
        "&",
        "-",
        "!",
        "+",
        "*",
        ".net",
        "c++17",
        "\\",
        "\u{1F680}",
        "é",
        "k",
        "1d",
        "2026-01-01",
        ":",
        "'",
        "#",
    ];
    let job =
        posting(&json!({ "title": "a .net c++17", "hourly_budget": { "min": 20 }, "buyer": { "country": "US" } }));
    let mut seed: u64 = 42;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[usize::try_from(seed >> 33).unwrap() % pieces.len()]);
        }
        match Query::parse(&text) {
            Ok(query) => {
                let holds = |query: &Query| holds(query, &job, None, Timestamp::UNIX_EPOCH);
                let negated = Query::parse(&format!("-({text})")).ok().filter(|_| !text.trim().is_empty());
                assert!(negated.is_none_or(|negated| holds(&negated) != holds(&query)), "{text:?}");
            }
            Err(error) => {
                assert!(error.start < error.end && error.end <= text.chars().count(), "{text:?}: {error}");
            }
        }
    }
}
