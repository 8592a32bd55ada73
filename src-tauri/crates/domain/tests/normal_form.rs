//! The normal form in which queries are printed.

#![allow(clippy::unwrap_used, reason = "tests")]

use lapwing_domain::query::{Query, Use, parse};

fn query(text: &str) -> Query {
    parse(text, Use::SavedSearch).unwrap().query
}

#[test]
fn operators_and_brackets_are_printed_one_way() {
    for (text, normal) in [
        ("", ""),
        (" \n\t ", ""),
        ("rust AND go", "rust go"),
        ("rust&&go||vue | x", "rust go OR vue OR x"),
        ("a NOT b !c −d –e", "a -b -c -d -e"),
        ("--a", "--a"),
        ("NOT (NOT a)", "--a"),
        ("(a OR b) c", "(a OR b) c"),
        ("a ((b c)) OR (d OR (e))", "a b c OR d OR e"),
        ("-(a b) -(c OR d) -(e)", "-(a b) -(c OR d) -e"),
        ("full-stack -wordpress", "full-stack -wordpress"),
        ("rust(go)\"c\"", "rust go \"c\""),
        ("a\"b c\"d«e»NOT\"f\"", "a \"b c\" d \"e\" -\"f\""),
        ("+rust +\"x y\"", "rust \"x y\""),
    ] {
        assert_eq!(query(text).to_string(), normal, "{text}");
    }
}

#[test]
fn words_and_phrases_are_printed_as_written() {
    for (text, normal) in [
        ("Node.js C++ dev* =Rust and", "Node.js C++ dev* =Rust and"),
        ("“a b„ «c» =”d”", "\"a b\" \"c\" =\"d\""),
        (r#""say \"hi\" \\ \x""#, r#""say \"hi\" \\ \\x""#),
        ("rust,go 12:30", "rust,go 12:30"),
        ("it‘s client’s", "it‘s client’s"),
    ] {
        assert_eq!(query(text).to_string(), normal, "{text}");
    }
}

#[test]
fn fields_are_printed_with_their_values_in_one_spelling() {
    for (text, normal) in [
        ("LEVEL:Expert Type: HOURLY", "level:expert type:hourly"),
        ("title:(a OR -b)", "title:a OR -title:b"),
        ("-title:(a b)", "-(title:a title:b)"),
        ("title:((a,b OR \"c d\") =e)", "(title:a,b OR title:\"c d\") title:=e"),
        ("country: usa, \"united kingdom\", Turkey", "country:US,GB,TR"),
        ("country:(DE OR IN)", "country:DE OR country:IN"),
        ("budget:=2,500 budget:>=$2.5k budget:..1M", "budget:2500 budget:>=2500 budget:..1000000"),
        ("rate:20..30,>50", "rate:20..30,>50"),
        ("rate:(<=20 OR 0.5)", "rate:<=20 OR rate:0.5"),
        ("duration:<1mo,1–3mo,>=3-6mo", "duration:<1mo,1-3mo,>=3-6mo"),
        (
            "posted:<2H posted:1d..3d posted:>=2026-01-31 posted:..2026-02-01",
            "posted:<2h posted:1d..3d posted:>=2026-01-31 posted:..2026-02-01",
        ),
        ("has:budget,Rate missing:skills", "has:budget,rate missing:skills"),
        ("private:YES requires.english:>=fluent", "private:yes requires.english:>=fluent"),
    ] {
        assert_eq!(query(text).to_string(), normal, "{text}");
    }
}

#[test]
fn numbers_that_a_comma_would_run_together_are_kept_apart() {
    let query = query("budget:1000, 200,30");
    assert_eq!(query.to_string(), "budget:1000, 200,30");
    assert_eq!(parse(&query.to_string(), Use::SavedSearch).unwrap().query, query);
}

#[test]
fn only_a_wholly_blank_query_is_blank() {
    assert!(query("  ").is_blank());
    assert!(!query("a").is_blank());
}
