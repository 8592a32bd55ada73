//! Tokens, forms and the index, as the query language's page describes them.

use super::*;

fn wholes(text: &str) -> Vec<String> {
    tokens(text).iter().map(|token| token.whole()).collect()
}

/// Every form of a text as `form@first..end`.
fn forms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens(text).iter() {
        token.for_each_form(&mut String::new(), |form| {
            found.push(format!("{}@{}..{}", form.text, form.first, form.end));
        });
    }
    found
}

#[test]
fn tokens_are_runs_of_letters_and_digits_with_their_marks() {
    for (text, expected) in [
        ("Senior Node.js developer", &["senior", "node.js", "developer"][..]),
        ("c++ C# f# c++17", &["c++", "c#", "f#", "c++17"]),
        ("5+ years, #1 +x", &["5", "years", "1", "x"]),
        ("rust#go a+b", &["rust", "go", "a", "b"]),
        ("c++/c#.net", &["c++", "c#", ".net"]),
        ("ci/cd r&d client's full-stack a_b", &["ci/cd", "r&d", "client's", "full-stack", "a_b"]),
        ("a--b a.-b .a. 'x' -y-", &["a", "b", "a", "b", "a", "x", "y"]),
        (".NET .net8 .network x.net ..net", &[".net", ".net8", "network", "x.net", ".net"]),
        ("word—word", &["word-word"]),
        ("🚀 !!! …", &[]),
        ("हिन्दी", &["हिनदी"]),
        ("\u{903}x", &["x"]),
    ] {
        assert_eq!(wholes(text), expected, "{text}");
    }
}

#[test]
fn a_compound_is_its_parts_itself_and_its_parts_written_together() {
    assert_eq!(
        forms("Node.js/Express now"),
        [
            "node.js/express@0..3",
            "node@0..1",
            "nodejs@0..2",
            "nodejsexpress@0..3",
            "js@1..2",
            "jsexpress@1..3",
            "express@2..3",
            "now@3..4"
        ]
    );
    assert_eq!(forms("c++17"), ["c++17@0..2", "c++@0..1", "17@1..2"]);
    assert_eq!(forms(".net8"), [".net8@0..2", ".net@0..1", "8@1..2"]);
}

#[test]
fn numbers_are_never_written_together() {
    assert_eq!(forms("1.5"), ["1.5@0..2", "1@0..1", "5@1..2"]);
    assert_eq!(forms("a.1.5"), ["a.1.5@0..3", "a@0..1", "a1@0..2", "1@1..2", "5@2..3"]);
    assert_eq!(forms("1.a.5"), ["1.a.5@0..3", "1@0..1", "1a@0..2", "1a5@0..3", "a@1..2", "a5@1..3", "5@2..3"]);
}

#[test]
fn a_compound_of_more_than_eight_parts_has_no_joined_forms() {
    assert_eq!(forms("a.b.c.d.e.f.g.h").len(), 1 + 8 + 28);
    assert_eq!(forms("a.b.c.d.e.f.g.h.i").len(), 1 + 9);
}

#[test]
fn dot_net_also_stands_at_net_behind_its_frameworks() {
    for name in ["ASP.NET", "vb-net", "ado/net", "x.ml.net"] {
        assert!(forms(name).iter().any(|form| form.starts_with(".net@")), "{name}");
    }
    for name in ["x.net", "asp net", "asp.network"] {
        assert!(!forms(name).iter().any(|form| form.starts_with(".net@")), "{name}");
    }
}

#[test]
fn forms_know_the_characters_they_came_from() {
    let text = "«Café\u{301}» — Node.js";
    let mut found = Vec::new();
    for token in tokens(text).iter() {
        token.for_each_form(&mut String::new(), |form| {
            let chars = text.chars().skip(form.start_char as usize).take((form.end_char - form.start_char) as usize);
            found.push((form.text.to_owned(), chars.collect::<String>()));
        });
    }
    let expected =
        [("cafe", "Café\u{301}"), ("node.js", "Node.js"), ("node", "Node"), ("nodejs", "Node.js"), ("js", "js")];
    assert_eq!(found, expected.map(|(form, chars)| (form.to_owned(), chars.to_owned())));
}

#[test]
fn an_index_finds_forms_stems_and_prefixes_in_order_and_keeps_texts_apart() {
    let mut builder = TokenIndexBuilder::default();
    assert_eq!(builder.add("Scraping scrapers scrape"), 0..4);
    assert_eq!(builder.add(""), 4..5);
    assert_eq!(builder.add("Full-stack scrape"), 5..9);
    let index = builder.build();
    let firsts = |places: &[Place]| places.iter().map(|place| place.first).collect::<Vec<_>>();
    assert_eq!(firsts(index.form("scrape")), [2, 7]);
    assert_eq!(firsts(index.stem(&stem("scraped"))), [0, 2, 7]);
    assert_eq!(firsts(index.form("fullstack")), [5]);
    assert_eq!(firsts(index.form("absent")), [0; 0]);
    let mut prefixed: Vec<u32> = index.prefix("full").flat_map(firsts).collect();
    prefixed.sort_unstable();
    assert_eq!(prefixed, [5, 5, 5]);
    assert_eq!(index.prefix("scraping").flat_map(firsts).collect::<Vec<_>>(), [0]);
}
