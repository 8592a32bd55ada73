//! What of a query goes to a full-text search, and the law that no job is lost by it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use lapwing_domain::job::{ContractType, CountRange, Job, Level};
use lapwing_domain::pushdown::{Expression, SearchFilter, SearchPushdown};
use lapwing_domain::query::{At, PreparedJob, Use, parse};
use lapwing_domain::text::normal;
use lapwing_domain::{JobId, query};
use proptest::option;
use proptest::prelude::*;

fn query(text: &str) -> query::Query {
    parse(text, Use::SavedSearch).unwrap_or_else(|problems| panic!("{text}: {problems:?}")).query
}

fn search(text: &str) -> SearchPushdown {
    query(text).as_search().unwrap_or_else(|| panic!("{text}: nothing to search for"))
}

#[test]
fn what_is_not_inflected_goes_as_it_is_written() {
    for (text, expression) in [
        ("gpt4", "gpt4"),
        ("\"rust\" \"go\"", "rust go"),
        ("=rust", "rust"),
        ("\"machine learning\"", "machine learning"),
        ("c++", "\"c++\""),
        ("\"or\"", "\"or\""),
        ("node.js", "(\"node.js\" OR nodejs OR \"node js\")"),
        ("title:\"rust\" skill:\"gtk\" description:\"tray\"", "rust gtk tray"),
        ("\"rust\" \"rust\"", "rust"),
    ] {
        assert_eq!(search(text).filter.expression.to_string(), expression, "{text}");
    }
}

#[test]
fn a_word_goes_with_its_forms() {
    let asked = search("scraping").filter.expression;
    let [group] = asked.groups() else { panic!("{asked}") };
    assert_eq!(group.first().map(String::as_str), Some("scraping"));
    assert!(["scrape", "scrapes", "scraped"].iter().all(|form| group.iter().any(|word| word == form)), "{asked}");
}

#[test]
fn of_alternatives_goes_a_necessary_word_of_each() {
    for (text, expression) in [
        ("\"rust\" OR \"gtk\"", "(rust OR gtk)"),
        ("skill:\"rust\",\"gtk\"", "(rust OR gtk)"),
        ("(\"rust\" OR \"gtk\") \"tray\"", "(rust OR gtk) tray"),
        ("(\"a\" \"rust\") OR \"gtk\"", "(rust OR gtk)"),
        ("\"machine learning\" OR \"ai\"", "(learning OR ai)"),
        ("(\"rust\" OR \"gtk\" OR \"qt\") OR (\"qt\" -\"x\")", "(rust OR gtk OR qt)"),
        ("-(-\"rust\" OR -\"gtk\")", "rust gtk"),
        ("--\"rust\"", "rust"),
    ] {
        assert_eq!(search(text).filter.expression.to_string(), expression, "{text}");
    }
}

#[test]
fn what_could_lose_a_job_stays_here() {
    for text in [
        "-php",
        "dev*",
        "tag:rust",
        "category:web",
        "city:Austin",
        "rust OR budget:>500",
        "rust OR -php",
        "-(rust php)",
        "budget:>=500",
        "type:hourly level:expert client.verified:yes",
        "",
    ] {
        assert_eq!(query(text).as_search(), None, "{text}");
        let asked = search(&format!("\"x\" ({})", if text.is_empty() { "\"x\"" } else { text })).filter.expression;
        assert_eq!(asked.to_string(), "x", "{text}");
    }
}

#[test]
fn conditions_go_as_far_as_they_are_certain() {
    let asked = |text: &str| {
        let SearchFilter { contract, verified, level, hires, proposals, .. } = search(&format!("\"x\" {text}")).filter;
        (contract, verified, level, hires.to_string(), proposals.to_string())
    };
    let none = || (None, false, None, "..".to_owned(), "..".to_owned());
    for (text, expected) in [
        ("type:hourly", (Some(ContractType::Hourly), false, None, "..".into(), "..".into())),
        ("type:fixed", (Some(ContractType::Fixed), false, None, "..".into(), "..".into())),
        ("type:fixed,hourly", none()),
        ("-type:fixed", none()),
        ("client.verified:yes", (None, true, None, "..".into(), "..".into())),
        ("client.verified:no", none()),
        ("client.verified:yes,no", none()),
        ("level:expert", (None, false, Some(Level::Expert), "..".into(), "..".into())),
        ("level:>=expert", (None, false, Some(Level::Expert), "..".into(), "..".into())),
        ("level:>=intermediate", none()),
        (
            "level:>=intermediate level:<=intermediate",
            (None, false, Some(Level::Intermediate), "..".into(), "..".into()),
        ),
        ("level:entry level:expert", (None, false, Some(Level::Entry), "..".into(), "..".into())),
        ("client.hires:>=5", (None, false, None, "4..".into(), "..".into())),
        ("client.hires:2..9", (None, false, None, "1..10".into(), "..".into())),
        ("client.hires:>=1", none()),
        ("proposals:<5", (None, false, None, "..".into(), "..6".into())),
        ("proposals:>=5", none()),
        ("proposals:5..10", (None, false, None, "..".into(), "..11".into())),
        (
            "(type:hourly OR type:hourly client.verified:yes)",
            (Some(ContractType::Hourly), false, None, "..".into(), "..".into()),
        ),
        ("(type:hourly OR \"y\")", none()),
        ("budget:>=500 rate:>=50 country:US workload:full-time duration:>6mo", none()),
    ] {
        assert_eq!(asked(text), expected, "{text}");
    }
}

#[test]
fn what_the_filter_does_not_say_wholly_is_checked_here() {
    for (text, local) in [
        ("\"x\" type:hourly level:expert client.verified:yes", &["\"x\""][..]),
        ("\"x\" type:hourly,fixed", &["\"x\"", "type:hourly, fixed"]),
        ("\"x\" client.verified:no", &["\"x\"", "client.verified:no"]),
        ("\"x\" client.hires:>=5 proposals:<5", &["\"x\"", "client.hires:>=5", "proposals:<5"]),
        ("\"x\" level:entry level:expert", &["\"x\"", "level:expert"]),
        ("\"x\" (type:hourly OR \"y\")", &["\"x\"", "type:hourly OR \"y\""]),
    ] {
        let expected: Vec<String> = local.iter().map(|part| query(part).to_string()).collect();
        assert_eq!(search(text).local, expected, "{text}");
        assert!(!search(text).is_exact(), "{text}");
    }
}

/// A full-text search at its plainest: letters in a row, in lower case, with marks as they are, as blanks, and left out.
fn finds(expression: &Expression, job: &Job) -> bool {
    let text = normal(&format!("{}\n{}\n{}", job.title, job.description, job.skills.join("\n")));
    let texts = views(&text);
    let is_there = |word: &String| views(word).iter().any(|word| texts.iter().any(|text| text.contains(word.trim())));
    expression.groups().iter().all(|group| group.iter().any(is_there))
}

fn views(text: &str) -> [String; 3] {
    const MARKS: [char; 6] = ['.', '-', '_', '/', '&', '\''];
    [text.to_owned(), text.replace(MARKS, " "), text.replace(MARKS, "")]
}

fn passes(filter: &SearchFilter, job: &Job) -> bool {
    let within = |least: Option<u64>, most: Option<u64>, number: Option<u64>| {
        (least.is_none() && most.is_none())
            || number.is_some_and(|number| {
                least.is_none_or(|least| least <= number) && most.is_none_or(|most| number <= most)
            })
    };
    let proposals = job.activity.proposals.map(|count| u64::from(count.min));
    finds(&filter.expression, job)
        && filter.contract.is_none_or(|contract| job.contract == Some(contract))
        && (!filter.verified || job.client.verified == Some(true))
        && filter.level.is_none_or(|level| job.level == Some(level))
        && within(filter.hires.least(), filter.hires.most(), job.client.hires.map(u64::from))
        && within(None, filter.proposals.most(), proposals)
}

/// Words as people write them: in several forms, as compounds however joined, with accents and marks.
const WORDS: &[&str] = &[
    "rust",
    "Rusted",
    "scrape",
    "Scraping",
    "scrapes",
    "developer",
    "development",
    "develops",
    "automate",
    "automation",
    "node.js",
    "NodeJS",
    "node js",
    "node-js",
    "full-stack",
    "full stack",
    "c++",
    "c++17",
    "C#",
    ".NET",
    "asp.net",
    "São",
    "sao",
    "R&D",
    "machine learning",
    "learning",
    "gpt4",
    "queries",
    "query",
    "1.5",
    "planning",
    "plan",
    "plans",
];

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(WORDS.to_vec())
}

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..most).prop_map(|words| words.join(", "))
}

fn job() -> impl Strategy<Value = Job> {
    let facts = (
        option::of(any::<bool>()),
        option::of(any::<bool>()),
        option::of(0..3_usize),
        option::of(0_u32..8),
        option::of(0_u32..8),
    );
    (words(3), words(6), prop::collection::vec(word(), 0..3), facts).prop_map(
        |(title, description, skills, (hourly, verified, level, hires, proposals))| {
            let mut job = Job::new(JobId("job".to_owned()));
            (job.title, job.description) = (title, description);
            job.skills = skills.into_iter().map(str::to_owned).collect();
            job.contract = hourly.map(|hourly| if hourly { ContractType::Hourly } else { ContractType::Fixed });
            job.level = level.map(|level| [Level::Entry, Level::Intermediate, Level::Expert][level]);
            (job.client.verified, job.client.hires) = (verified, hires);
            job.activity.proposals = proposals.map(|count| CountRange { min: count, max: Some(count) });
            job.settle()
        },
    )
}

fn condition() -> impl Strategy<Value = String> {
    let field = prop::sample::select(vec!["", "", "", "", "title:", "skill:", "description:", "skill:=", "="]);
    let quotes = prop::sample::select(vec!["", "\""]);
    let facts = vec![
        "type:hourly",
        "type:fixed",
        "type:fixed,hourly",
        "level:expert",
        "level:>=intermediate",
        "level:entry,expert",
        "client.verified:yes",
        "client.verified:no",
        "client.hires:>=3",
        "client.hires:1..4",
        "proposals:<4",
        "proposals:>2",
        "scrap*",
        "has:skills",
    ];
    prop_oneof![
        4 => (field, quotes, word()).prop_map(|(field, quotes, word)| {
            let quotes = if word.contains(' ') { "\"" } else { quotes };
            format!("{field}{quotes}{word}{quotes}")
        }),
        1 => prop::sample::select(facts).prop_map(str::to_owned),
    ]
}

fn text() -> impl Strategy<Value = String> {
    condition().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.prop_map(|part| format!("-({part})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_search_brings_every_job_that_the_query_matches(text in text(), jobs in prop::collection::vec(job(), 20)) {
        let query = query(&text);
        let at = At::moment("2026-01-05T00:00:00Z".parse().unwrap());
        if let Some(search) = query.as_search() {
            for job in jobs {
                let matches = query.matches(&PreparedJob::new(job.clone()), &at);
                prop_assert!(!matches || passes(&search.filter, &job), "{text}: {} on {job:?}", search.filter.expression);
            }
        }
    }

    #[test]
    fn a_search_asks_for_nothing_only_if_no_word_has_to_be_there(text in text(), job in job()) {
        // A job without any words that fits shows that none has to be there.
        let wordless = Job { title: String::new(), description: String::new(), skills: Vec::new(), ..job };
        let at = At::moment("2026-01-05T00:00:00Z".parse().unwrap());
        let query = query(&text);
        if query.matches(&PreparedJob::new(wordless), &at) {
            prop_assert!(query.as_search().is_none(), "{}", text);
        }
    }
}
