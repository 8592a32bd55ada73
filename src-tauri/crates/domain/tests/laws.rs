//! What holds for every query, every text and every job.

#![allow(clippy::unwrap_used, reason = "tests")]

use lapwing_domain::query::{At, Evidence, Node, Outcome, PreparedJob, Program, Query, Use, parse};
use lapwing_domain::text::{clean, normal, tokens};
use lapwing_domain::{Job, JobId};
use proptest::prelude::*;

/// Words that tokens, operators and typography are made of.
const WORDS: &[&str] = &[
    "rust",
    "Node.js",
    "c++17",
    "full-stack",
    "dev*",
    "=go",
    "R&D",
    "São",
    ".NET",
    "asp.net",
    "it’s",
    "12:30",
    "rust,go",
    "and",
    "\"node js\"",
    "“a b”",
    "=\"x y\"",
    "\"say \\\"hi\\\" \\\\\"",
    "1.5",
    "a",
    "हिन्दी",
    "\u{1F680}x",
    "ß",
    "+x",
];

/// Fields with values they take.
const FIELDS: &[&str] = &[
    "title:rust",
    "skill:=react,\"react native\"",
    "TAG:dev*",
    "category: web",
    "city:=\"sao jose\"",
    "type:hourly",
    "level:>=intermediate,entry",
    "level:intermediate..,..entry",
    "budget:2,500",
    "budget:1000, 200",
    "rate:20..30,>$50",
    "rate.min:>=2.5k",
    "duration:<1mo,>=1-3mo",
    "duration:<1mo..3-6mo,>6mo..",
    "workload:part-time",
    "country:usa, UK",
    "client.verified:yes",
    "client.spent:>1M",
    "proposals:..5",
    "posted:<2h,1d..3d",
    "posted:>=2026-01-31,..2026-02-01",
    "requires.location:\"south korea\"",
    "requires.english:<fluent",
    "private:no",
    "has:budget,rate",
    "missing:skills",
    "lang:en,de",
    "fits:me",
    "source:\"my key\",=sandbox",
    "title:(a OR -\"b c\" =d)",
    "country:(DE OR (FR -IT))",
    "rate:(>50 OR <20)",
];

/// Pieces of anything, right and wrong.
const PIECES: &[&str] = &[
    " ",
    "(",
    ")",
    "\"",
    "“",
    "\\",
    "|",
    "||",
    "&",
    "&&",
    "AND",
    "OR",
    "NOT",
    "or",
    "-",
    "—",
    "!",
    "+",
    "=",
    ">",
    ">=",
    "<",
    ":",
    ",",
    ",,",
    "..",
    ".",
    "*",
    "$",
    "€",
    "k",
    "mo",
    "2d",
    "5",
    "1,000",
    "2026-01-31",
    "rust",
    "c++",
    "nosuch:",
    "skil:",
    "title:",
    "rate:",
    "country:",
    "posted:",
    "level:",
    "has:",
    "is:",
    "expert",
    "US",
    "\u{200B}",
    "\u{301}",
    "é",
    "🚀",
    "\n",
];

/// Pieces of markup, whole and broken.
const MARKUP: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<b>",
    "</span>",
    "<br",
    "<a href=",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "\0",
    "&",
    "&amp;",
    "&lt",
    "&#",
    "&#x",
    "39;",
    "80;",
    "0;",
    "amp;",
    "text",
    "Vec<String>",
    "class",
];

/// A well-formed query.
fn well_formed() -> impl Strategy<Value = String> {
    let term = prop_oneof![
        3 => prop::sample::select(WORDS).prop_map(str::to_owned),
        2 => prop::sample::select(FIELDS).prop_map(str::to_owned),
    ];
    term.prop_recursive(5, 40, 4, |inner| {
        let many = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            many.clone().prop_map(|parts| parts.join(" ")),
            many.clone().prop_map(|parts| parts.join(" && ")),
            many.clone().prop_map(|parts| format!("({})", parts.join(" OR "))),
            many.prop_map(|parts| format!("( {} )", parts.join(" | "))),
            inner.clone().prop_map(|part| format!("-({part})")),
            inner.prop_map(|part| format!("NOT {part}")),
        ]
    })
}

/// Anything at all, mostly of pieces that mean something.
fn anything() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => any::<String>()]
}

/// Markup and what looks like it.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(MARKUP).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A text of words that queries are made of, with markup and odd characters between.
fn posting_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(WORDS).prop_map(|word| word.replace(['"', '\\', '='], "")),
        1 => any::<[char; 3]>().prop_map(String::from_iter),
    ];
    prop::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

fn job(title: &str, description: &str, skills: Vec<String>) -> PreparedJob {
    let mut job = Job::new(JobId("law".into()));
    job.title = clean(title);
    job.description = clean(description);
    job.skills = skills;
    PreparedJob::new(job)
}

fn at() -> At<'static> {
    At::moment("2026-02-01T12:00:00Z".parse().unwrap())
}

fn evidence(node: &Node) -> Vec<Evidence> {
    node.children.iter().flat_map(evidence).chain(node.evidence.clone()).collect()
}

/// Explanation and outcome agree, and evidence quotes the job.
fn assert_explained(query: &Query, job: &PreparedJob) -> Result<(), TestCaseError> {
    let nodes = query.explain(job, &at());
    let all_hold = nodes.iter().all(|node| node.outcome == Outcome::Holds);
    prop_assert_eq!(all_hold, query.matches(job, &at()), "{}", query);
    for found in nodes.iter().flat_map(evidence).filter(|found| found.end > 0) {
        let text: Vec<char> = found.field.text(job).chars().collect();
        prop_assert!(found.start < found.end && found.end <= text.len(), "{:?}", found);
        prop_assert_eq!(text[found.start..found.end].iter().collect::<String>(), found.value);
    }
    Ok(())
}

/// The program finds just the searches that match the job alone.
fn assert_same(
    program: &mut Program<usize>,
    searches: &[(usize, Query)],
    jobs: &[PreparedJob],
) -> Result<(), TestCaseError> {
    for job in jobs {
        let mut together = Vec::new();
        program.matching(job, &at(), |key| together.push(*key));
        together.sort_unstable();
        let alone: Vec<usize> =
            searches.iter().filter(|(_, query)| query.matches(job, &at())).map(|(key, _)| *key).collect();
        prop_assert_eq!(together, alone, "{:?}", job.job());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_well_formed_query_is_read_and_reads_back_from_its_normal_form(text in well_formed()) {
        let query = parse(&text, Use::SavedSearch).map_err(|problems| TestCaseError::fail(format!("{text}: {problems:?}")))?.query;
        let printed = query.to_string();
        let again = parse(&printed, Use::SavedSearch).map_err(|problems| TestCaseError::fail(format!("{printed}: {problems:?}")))?.query;
        prop_assert_eq!(&again, &query, "{} → {}", text, printed);
        prop_assert_eq!(again.to_string(), printed);
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused_with_places(text in anything()) {
        let length = text.chars().count();
        match parse(&text, Use::SavedSearch) {
            Ok(parsed) => {
                let printed = parsed.query.to_string();
                prop_assert_eq!(parse(&printed, Use::SavedSearch).map(|again| again.query), Ok(parsed.query), "{}", printed);
                for warning in parsed.warnings {
                    prop_assert!(warning.start < warning.end && warning.end <= length, "{:?}", warning);
                }
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.is_sorted_by_key(|problem| problem.start));
                for problem in problems {
                    prop_assert!(problem.start < problem.end && problem.end <= length, "{:?}", problem);
                }
            }
        }
    }

    #[test]
    fn a_value_repaired_as_offered_is_a_value(text in anything()) {
        // One problem alone: repairing it must leave none of its kind at its place.
        if let Err(problems) = parse(&text, Use::SavedSearch)
            && let [problem] = problems.as_slice()
            && let Some(hint) = &problem.hint
        {
            let chars: Vec<char> = text.chars().collect();
            let before: String = chars[..problem.start].iter().collect();
            let after: String = chars[problem.end..].iter().collect();
            let repaired = format!("{before}{hint}{after}");
            let left = parse(&repaired, Use::SavedSearch).err().unwrap_or_default();
            let same = left.iter().any(|other| (other.code, other.start, other.end) == (problem.code, problem.start, problem.end));
            prop_assert!(!same, "{} → {}: {:?}", text, repaired, left);
        }
    }

    #[test]
    fn outcomes_are_explained(query in well_formed(), title in posting_text(), description in posting_text()) {
        let query = parse(&query, Use::SavedSearch).unwrap().query;
        assert_explained(&query, &job(&title, &description, vec!["React Native".into(), "Rust".into()]))?;
    }

    #[test]
    fn a_program_says_the_same_as_each_search_alone(
        queries in prop::collection::vec(well_formed(), 1..24),
        texts in prop::collection::vec(posting_text(), 1..8),
        removed in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let mut searches: Vec<(usize, Query)> =
            queries.iter().map(|text| parse(text, Use::SavedSearch).unwrap().query).enumerate().collect();
        let jobs: Vec<PreparedJob> = texts.iter().map(|text| job(text, text, vec!["Node JS".into()])).collect();
        let mut program = Program::new();
        for (key, query) in &searches {
            program.insert(*key, query);
        }
        // Often enough for it to learn and settle.
        for _ in 0..(80 / jobs.len()) {
            assert_same(&mut program, &searches, &jobs)?;
        }
        for index in removed {
            let at = index.index(queries.len());
            prop_assert_eq!(program.remove(&at), searches.iter().any(|(key, _)| *key == at));
            searches.retain(|(key, _)| *key != at);
            assert_same(&mut program, &searches, &jobs)?;
        }
        // What is added once others are gone takes their numbers.
        let again = parse(&queries[0], Use::SavedSearch).unwrap().query;
        program.insert(queries.len(), &again);
        searches.push((queries.len(), again));
        assert_same(&mut program, &searches, &jobs)?;
        prop_assert_eq!(program.len(), searches.len());
    }

    #[test]
    fn a_text_is_found_by_any_phrase_of_its_own(text in posting_text(), from in 0_usize..30, length in 1_usize..5) {
        let text = clean(&text);
        let words: Vec<&str> = text.split_whitespace().skip(from).take(length).collect();
        let phrase = words.join(" ").replace(['*', '\\', '"', '“', '”', '„', '«', '»'], " ");
        prop_assume!(!tokens(&phrase).is_empty());
        // What was cut out of the words must not have glued or split tokens of the text.
        prop_assume!(words.join(" ") == phrase);
        let query = parse(&format!("\"{phrase}\""), Use::SavedSearch).unwrap().query;
        prop_assert!(query.matches(&job(&text, "", Vec::new()), &at()), "{} in {}", query, text);
    }

    #[test]
    fn normalising_twice_changes_nothing(text in any::<String>()) {
        let once = normal(&text);
        prop_assert_eq!(normal(&once), once);
    }

    #[test]
    fn cleaning_takes_anything_and_leaves_no_control_characters(text in markup()) {
        prop_assert!(clean(&text).chars().all(|c| !c.is_control() || "\t\n\r".contains(c)));
    }

    #[test]
    fn forms_lie_inside_their_text(text in any::<String>()) {
        let length = text.chars().count();
        let tokens = tokens(&text);
        for token in tokens.iter() {
            token.for_each_form(&mut String::new(), |form| {
                assert!(form.start_char < form.end_char && form.end_char as usize <= length, "{form:?} in {text}");
                assert!(form.first < form.end && form.end <= tokens.positions(), "{form:?} in {text}");
                assert!(!form.text.is_empty());
            });
        }
    }
}

#[test]
fn the_longest_and_deepest_inputs_are_answered_at_once() {
    for piece in PIECES.iter().chain(WORDS).chain(FIELDS).chain(&["skil:(", "skil:-("]) {
        for separator in ["", " ", " OR ", "("] {
            let repeated: String = [*piece, separator].concat().chars().cycle().take(4_096).collect();
            if let Ok(parsed) = parse(&repeated, Use::SavedSearch) {
                assert!(!parsed.query.to_string().is_empty() || repeated.trim().is_empty());
            }
        }
    }
}
