//! Every error and warning: its code, its place, and the repair it offers.

#![allow(clippy::unwrap_used, reason = "tests")]

use lapwing_domain::query::{Code, Problem, Use, parse};

/// Code, start, end and hint of a problem.
type Row = (Code, usize, usize, Option<&'static str>);

fn rows(problems: &[Problem]) -> Vec<(Code, usize, usize, Option<&str>)> {
    problems.iter().map(|problem| (problem.code, problem.start, problem.end, problem.hint.as_deref())).collect()
}

fn assert_problems(table: &[(&str, Row)]) {
    for (query, expected) in table {
        let problems = parse(query, Use::SavedSearch).map(|parsed| parsed.query).unwrap_err();
        assert_eq!(rows(&problems), [*expected], "{query}");
        assert!(problems[0].message.ends_with('.'), "{query}: {}", problems[0].message);
    }
}

#[test]
fn structure() {
    assert_problems(&[
        ("((", (Code::Unbalanced, 1, 2, None)),
        ("((a)", (Code::Unbalanced, 0, 1, None)),
        ("rust (a", (Code::Unbalanced, 5, 6, None)),
        ("title:(a", (Code::Unbalanced, 6, 7, None)),
        ("é a)", (Code::Unbalanced, 3, 4, None)),
        (")", (Code::Unbalanced, 0, 1, None)),
        ("rust \"open", (Code::Unterminated, 5, 10, Some("\"open\""))),
        ("-“open", (Code::Unterminated, 1, 6, Some("\"open\""))),
        ("\"op\\\"en", (Code::Unterminated, 0, 7, None)),
        ("rust AND", (Code::MissingOperand, 5, 8, None)),
        ("rust && || go", (Code::MissingOperand, 5, 7, None)),
        ("OR rust", (Code::MissingOperand, 0, 2, None)),
        ("a (OR b)", (Code::MissingOperand, 3, 5, None)),
        ("(a |)", (Code::MissingOperand, 3, 4, None)),
        ("a NOT", (Code::MissingOperand, 2, 5, None)),
        ("-AND", (Code::MissingOperand, 1, 4, None)),
    ]);
}

#[test]
fn terms_that_say_nothing() {
    assert_problems(&[
        ("()", (Code::EmptyTerm, 0, 2, None)),
        ("a ( )", (Code::EmptyTerm, 2, 5, None)),
        ("\"\"", (Code::EmptyTerm, 0, 2, None)),
        ("\"!!!\"", (Code::EmptyTerm, 0, 5, None)),
        ("a 🚀 b", (Code::EmptyTerm, 2, 3, None)),
        ("a - b", (Code::EmptyTerm, 2, 3, None)),
        ("a — b", (Code::EmptyTerm, 2, 3, None)),
        ("+ a", (Code::EmptyTerm, 0, 1, None)),
        ("R & D", (Code::EmptyTerm, 2, 3, None)),
        ("title:", (Code::EmptyTerm, 0, 6, None)),
        ("title:   ", (Code::EmptyTerm, 0, 6, None)),
        ("title:=", (Code::EmptyTerm, 0, 7, None)),
        ("title:()", (Code::EmptyTerm, 6, 8, None)),
        ("title:OR", (Code::EmptyTerm, 0, 8, Some("title:\"OR\""))),
        ("title:+AND", (Code::EmptyTerm, 6, 10, None)),
        ("title:a,+OR b", (Code::EmptyTerm, 8, 11, None)),
        ("title:+|x", (Code::EmptyTerm, 6, 7, None)),
        ("title: AND x", (Code::EmptyTerm, 0, 10, None)),
        ("country:US,,GB", (Code::EmptyTerm, 10, 11, None)),
        ("country:US,", (Code::EmptyTerm, 10, 11, None)),
        ("country:,US", (Code::EmptyTerm, 0, 8, None)),
        ("budget:\"\"", (Code::EmptyTerm, 7, 9, None)),
        ("é,,b", (Code::EmptyTerm, 1, 3, None)),
    ]);
}

#[test]
fn fields() {
    assert_problems(&[
        ("nosuch:x", (Code::UnknownField, 0, 8, Some("\"nosuch:x\""))),
        ("nosuch:\"x y\"", (Code::UnknownField, 0, 6, None)),
        ("nosuch:(a b)", (Code::UnknownField, 0, 6, None)),
        ("see https://example.com", (Code::UnknownField, 4, 23, Some("\"https://example.com\""))),
        ("-clent.spent:>1k", (Code::UnknownField, 1, 12, Some("client.spent"))),
        ("verified:yes", (Code::UnknownField, 0, 8, Some("client.verified"))),
        ("skil:-php", (Code::UnknownField, 0, 9, Some("-skill:php"))),
        ("a -skil:—php b", (Code::UnknownField, 3, 12, Some("-skill:php"))),
        ("rat:!=50", (Code::UnknownField, 0, 8, Some("-rate:50"))),
        ("lvel:!>=expert", (Code::UnknownField, 0, 14, Some("-level:>=expert"))),
        ("contry:-UK", (Code::UnknownField, 0, 10, Some("-country:GB"))),
        ("titel:OR", (Code::UnknownField, 0, 8, Some("title:\"OR\""))),
        ("budgt:-5", (Code::UnknownField, 0, 5, Some("budget"))),
        ("lvel:-guru", (Code::UnknownField, 0, 4, Some("level"))),
        ("skil:-php,java", (Code::UnknownField, 0, 4, Some("skill"))),
        ("skil:--php", (Code::UnknownField, 0, 4, Some("skill"))),
        ("skil:-(php)", (Code::UnknownField, 0, 4, Some("skill"))),
        ("lvel:exprt", (Code::UnknownField, 0, 4, Some("level"))),
        ("Desc:x", (Code::UnknownField, 0, 4, Some("description"))),
        ("title:(a skill:rust)", (Code::NestedField, 9, 14, None)),
        ("is:new", (Code::HistoryOnly, 0, 2, None)),
        ("rust note:\"call back\"", (Code::HistoryOnly, 5, 9, None)),
    ]);
}

#[test]
fn values() {
    assert_problems(&[
        ("level:guru", (Code::UnknownValue, 6, 10, None)),
        ("level:>=exprt", (Code::UnknownValue, 6, 13, Some(">=expert"))),
        ("level:>= expert", (Code::UnknownValue, 6, 8, None)),
        ("type:>hourly", (Code::UnknownValue, 5, 12, Some("hourly"))),
        ("level:-expert", (Code::UnknownValue, 0, 13, Some("-level:expert"))),
        ("a skill:-php", (Code::UnknownValue, 2, 12, Some("-skill:php"))),
        ("skill:react,-php", (Code::UnknownValue, 12, 16, None)),
        ("skill:--php", (Code::UnknownValue, 6, 11, None)),
        ("country:Atlantis", (Code::UnknownValue, 8, 16, None)),
        ("country:Germny", (Code::UnknownValue, 8, 14, Some("Germany"))),
        ("country:\"Untied States\"", (Code::UnknownValue, 8, 23, Some("\"United States\""))),
        ("country:!=\"South Korea\"", (Code::UnknownValue, 0, 23, Some("-country:KR"))),
        ("has:budgte", (Code::UnknownValue, 4, 10, Some("budget"))),
        ("featured:true", (Code::UnknownValue, 9, 13, Some("yes"))),
        ("duration:2mo", (Code::UnknownValue, 9, 12, None)),
        ("posted:2d", (Code::UnknownValue, 7, 9, Some("<2d"))),
        ("posted:2026-02-30", (Code::UnknownValue, 7, 17, None)),
        ("posted:..", (Code::UnknownValue, 7, 9, None)),
        ("posted:1d..2026-01-01", (Code::UnknownValue, 7, 21, None)),
        ("posted:3d..1d", (Code::EmptyRange, 7, 13, Some("1d..3d"))),
        ("posted:2026-02-01..2026-01-01", (Code::EmptyRange, 7, 29, Some("2026-01-01..2026-02-01"))),
    ]);
}

#[test]
fn ranges_of_ordered_words() {
    assert_problems(&[
        ("level:..", (Code::UnknownValue, 6, 8, None)),
        ("level:expert..entry", (Code::EmptyRange, 6, 19, Some("entry..expert"))),
        ("duration:>6mo..<1mo", (Code::EmptyRange, 9, 19, Some("<1mo..>6mo"))),
        ("level:entry..exprt", (Code::UnknownValue, 6, 18, Some("entry..expert"))),
        ("level:..exprt", (Code::UnknownValue, 6, 13, Some("..expert"))),
        ("requires.english:basc..fluet", (Code::UnknownValue, 17, 28, Some("basic..fluent"))),
        ("level:entry..guru", (Code::UnknownValue, 6, 17, None)),
        ("level:>=entry..expert", (Code::UnknownValue, 6, 21, Some("entry..expert"))),
        ("level:entry..intermediate..expert", (Code::UnknownValue, 6, 33, None)),
        ("level:-entry..intermediate", (Code::UnknownValue, 0, 26, Some("-level:entry..intermediate"))),
        ("level:!expert..entry", (Code::UnknownValue, 0, 20, Some("-level:entry..expert"))),
        ("type:hourly..fixed", (Code::UnknownValue, 5, 18, None)),
        ("featured:no..", (Code::UnknownValue, 9, 13, None)),
    ]);
}

#[test]
fn a_repair_keeps_what_its_author_meant() {
    assert_problems(&[
        ("has:!budget", (Code::UnknownValue, 0, 11, Some("-has:budget"))),
        ("has:budget,-rate", (Code::UnknownValue, 11, 16, None)),
        ("fits:-me", (Code::UnknownValue, 0, 8, Some("-fits:me"))),
        ("level:!>=expert", (Code::UnknownValue, 0, 15, Some("-level:>=expert"))),
        ("client.verified:-true", (Code::UnknownValue, 0, 21, Some("-client.verified:yes"))),
        ("lang:!en", (Code::UnknownValue, 0, 8, Some("-lang:en"))),
        ("rate:!=€50", (Code::BadNumber, 0, 10, Some("-rate:50"))),
        ("rate:≥€50", (Code::BadNumber, 5, 9, Some(">=50"))),
        ("rate:€20+", (Code::BadNumber, 5, 9, Some(">=20"))),
        ("rate:€50..€60", (Code::BadNumber, 5, 13, None)),
        ("rate:40-20", (Code::BadNumber, 5, 10, Some("20..40"))),
        ("level:≥intermediate", (Code::UnknownValue, 6, 19, Some(">=intermediate"))),
        ("level:intermediate+", (Code::UnknownValue, 6, 19, Some(">=intermediate"))),
        ("duration:≥1-3mo", (Code::UnknownValue, 9, 15, Some(">=1-3mo"))),
        ("skill:-\"a b\"", (Code::UnknownValue, 0, 12, Some("-skill:\"a b\""))),
        ("title:-a*", (Code::UnknownValue, 6, 9, None)),
        ("a \"", (Code::Unterminated, 2, 3, None)),
    ]);
}

#[test]
fn countries_and_languages_are_written_as_names_and_codes() {
    assert_problems(&[
        ("country:>US", (Code::UnknownValue, 8, 11, None)),
        ("country:US*", (Code::UnknownValue, 8, 11, None)),
        ("country:US!", (Code::UnknownValue, 8, 11, None)),
        ("country:.US", (Code::UnknownValue, 8, 11, None)),
        ("requires.location:>=US", (Code::UnknownValue, 18, 22, None)),
        ("lang:english", (Code::UnknownValue, 5, 12, Some("en"))),
        ("lang:en-US", (Code::UnknownValue, 5, 10, Some("en"))),
        ("lang:klingon", (Code::UnknownValue, 5, 12, None)),
    ]);
    for right in ["country:=US", "country:U.S.", "country:\"côte d'ivoire\"", "lang:no", "lang:eu", "lang:nb,nn"] {
        assert!(parse(right, Use::SavedSearch).is_ok(), "{right}");
    }
}

#[test]
fn a_lower_case_operator_is_repaired_only_where_it_has_something_to_apply_to() {
    for (text, hint) in [("rust and go", Some("AND")), ("and rust", None), ("rust or", None), ("(or)", None)] {
        let warnings = parse(text, Use::SavedSearch).unwrap().warnings;
        assert_eq!(rows(&warnings)[0].3, hint, "{text}");
    }
}

#[test]
fn numbers() {
    assert_problems(&[
        ("rate:>=abc", (Code::BadNumber, 5, 10, None)),
        ("rate:>= 50", (Code::BadNumber, 5, 7, None)),
        ("rate:20-40", (Code::BadNumber, 5, 10, Some("20..40"))),
        ("rate:20–40", (Code::BadNumber, 5, 10, Some("20..40"))),
        ("rate:20+", (Code::BadNumber, 5, 8, Some(">=20"))),
        ("rate:≥20", (Code::BadNumber, 5, 8, Some(">=20"))),
        ("rate:!=50", (Code::BadNumber, 0, 9, Some("-rate:50"))),
        ("rate:>60,!=50", (Code::BadNumber, 9, 13, None)),
        ("budget:-5", (Code::BadNumber, 7, 9, None)),
        ("budget:>€50", (Code::BadNumber, 7, 11, Some(">50"))),
        ("client.hire_rate:>=80%", (Code::BadNumber, 17, 22, Some(">=80"))),
        ("rate:..", (Code::BadNumber, 5, 7, None)),
        ("rate:1..2..3", (Code::BadNumber, 5, 12, None)),
        ("budget:100..50", (Code::EmptyRange, 7, 14, Some("50..100"))),
        ("budget:1k..20", (Code::EmptyRange, 7, 13, Some("20..1k"))),
    ]);
}

#[test]
fn prefixes() {
    assert_problems(&[
        ("d*", (Code::BadPrefix, 0, 2, None)),
        ("*", (Code::BadPrefix, 0, 1, None)),
        ("*ing", (Code::BadPrefix, 0, 4, None)),
        ("de*v", (Code::BadPrefix, 0, 4, None)),
        ("foo@ba*", (Code::BadPrefix, 0, 7, None)),
        ("foo,*", (Code::BadPrefix, 0, 5, None)),
        ("c++*", (Code::BadPrefix, 0, 4, None)),
        ("\"dev*\"", (Code::BadPrefix, 0, 6, Some("dev*"))),
        ("title:=dev*", (Code::BadPrefix, 6, 11, Some("dev*"))),
    ]);
}

#[test]
fn a_query_has_limits() {
    let query = |text: &str| parse(text, Use::SavedSearch).map(|parsed| parsed.query);
    let longest = format!("{}{}", "a ".repeat(4), "b".repeat(4_088));
    assert!(query(&longest).is_ok());
    assert_eq!(rows(&query(&(longest + "b")).unwrap_err()), [(Code::TooLong, 4_096, 4_097, None)]);

    assert!(query(&format!("{}a{}", "(".repeat(64), ")".repeat(64))).is_ok());
    assert!(query(&format!("{}a", "-".repeat(64))).is_ok());
    assert!(query(&vec!["-(a)"; 400].join(" ")).is_ok());
    assert_eq!(rows(&query(&"(".repeat(65)).unwrap_err()), [(Code::TooDeep, 64, 65, None)]);
    assert_eq!(rows(&query(&format!("{}(a)", "NOT ".repeat(64))).unwrap_err()), [(Code::TooDeep, 256, 257, None)]);

    assert!(query(&vec!["a"; 512].join(" ")).is_ok());
    assert_eq!(rows(&query(&vec!["a"; 513].join(" ")).unwrap_err()), [(Code::TooManyTerms, 1_024, 1_025, None)]);
    assert_eq!(query(&format!("skill:{}", vec!["a"; 513].join(","))).unwrap_err()[0].code, Code::TooManyTerms);
}

#[test]
fn a_query_too_long_in_its_normal_form_is_too_long() {
    let query = format!("description:({})", vec!["a"; 400].join(" "));
    let problems = parse(&query, Use::SavedSearch).unwrap_err();
    assert_eq!(rows(&problems), [(Code::TooLong, 0, query.len(), None)]);
}

#[test]
fn all_problems_are_reported_in_the_order_of_their_places() {
    let problems = parse("rate:x (level:guru OR 🚀) nosuch:(a d*) \"open", Use::SavedSearch).unwrap_err();
    let found: Vec<_> = problems.iter().map(|problem| (problem.code.word(), problem.start)).collect();
    let expected = [
        ("bad_number", 5),
        ("unknown_value", 14),
        ("empty_term", 22),
        ("unknown_field", 25),
        ("bad_prefix", 35),
        ("unterminated", 39),
    ];
    assert_eq!(found, expected);
}

#[test]
fn warnings() {
    let table: &[(&str, &[Row])] = &[
        ("rust and go", &[(Code::LowerCaseOperator, 5, 8, Some("AND"))]),
        ("title:(a Or b)", &[(Code::LowerCaseOperator, 9, 11, Some("OR"))]),
        ("+rust -+go", &[(Code::LeadingPlus, 0, 1, Some("")), (Code::LeadingPlus, 7, 8, Some(""))]),
        ("skill:+rust", &[(Code::LeadingPlus, 6, 7, Some(""))]),
        ("rust,go", &[(Code::SeveralTokens, 0, 7, Some("\"rust,go\""))]),
        ("title:node:js", &[(Code::SeveralTokens, 6, 13, Some("\"node:js\""))]),
        ("\"and\" =or title:not node.js \"rust,go\" c++", &[]),
    ];
    for (query, expected) in table {
        let warnings = parse(query, Use::SavedSearch).unwrap().warnings;
        assert_eq!(rows(&warnings), *expected, "{query}");
    }
}

#[test]
fn every_code_has_a_word_of_its_own() {
    let mut words: Vec<_> = Code::ALL.iter().map(|code| code.word()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), Code::ALL.len());
}
