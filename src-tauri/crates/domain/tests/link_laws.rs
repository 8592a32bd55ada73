//! What holds for every link of the marketplace's job search, and for whatever else is pasted as one.

#![allow(clippy::unwrap_used, reason = "tests")]

use lapwing_domain::link::read_link;
use lapwing_domain::query::{Use, parse};
use proptest::prelude::*;

const PAGE: &str = "https://www.upwork.com/nx/search/jobs/";

/// Names of parameters, known and not.
const NAMES: &[&str] = &[
    "q",
    "q",
    "q",
    "t",
    "hourly_rate",
    "amount",
    "contractor_tier",
    "payment_verified",
    "client_hires",
    "proposals",
    "location",
    "duration_v3",
    "workload",
    "contract_to_hire",
    "timezone",
    "category2_uid",
    "sort",
    "novelty",
];

/// Those of them that never become a condition.
const LEFT: &[&str] = &["category2_uid", "novelty"];

/// Pieces of values, right and wrong.
const PIECES: &[&str] = &[
    "0",
    "1",
    "2,3",
    "20-40",
    "500-",
    "-100",
    ",",
    "-",
    "week",
    "as_needed",
    "true",
    "Germany",
    "Congo, ",
    "rust",
    "go*",
    "*",
    "AND",
    "OR",
    "NOT",
    " ",
    " ",
    "(",
    ")",
    "\"",
    "“",
    "\\",
    "|",
    "&&",
    "&",
    "!",
    "–",
    "+",
    "=",
    ":",
    "title:",
    "skills:",
    "rate:",
    "https://x",
    "c++",
    ".",
    "/",
    "é",
    "🚀",
    "\u{301}",
    "\u{200B}",
    "\0",
    "\n",
    "%",
    "%F",
    "%FF",
    "#",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_query_reads_and_prints_itself_and_nothing_goes_missing_in_silence(
        parameters in prop::collection::vec(
            (prop::sample::select(NAMES), prop::collection::vec(prop::sample::select(PIECES), 1..14)),
            0..6,
        ),
        encoded: bool,
    ) {
        let mut link = url::Url::parse(PAGE).unwrap();
        let joined = |pieces: &Vec<&str>| pieces.concat();
        if encoded {
            link.query_pairs_mut().extend_pairs(parameters.iter().map(|(name, pieces)| (*name, joined(pieces))));
        } else {
            let pairs: Vec<String> = parameters.iter().map(|(name, pieces)| format!("{name}={}", joined(pieces))).collect();
            link.set_query(Some(&pairs.join("&")));
        }
        let read = read_link(link.as_str()).unwrap();
        let parsed = parse(&read.query, Use::SavedSearch).map_err(|problems| TestCaseError::fail(format!("{link}: {problems:?}")))?;
        let printed = parsed.query.to_string();
        prop_assert_eq!(&printed, &read.query);
        for (name, value) in link.query_pairs().filter(|(name, _)| name != "sort") {
            // Control characters are taken out of what is shown.
            let name = name.replace(char::is_control, " ");
            let left: Vec<&str> = read.left.iter().filter(|left| left.parameter == name).map(|left| left.value.as_str()).collect();
            let asks = value.chars().any(char::is_alphanumeric);
            prop_assert!(!asks || !parsed.query.is_blank() || !left.is_empty(), "{}", link);
            prop_assert!(!asks || !LEFT.contains(&name.as_str()) || !left.is_empty(), "{}", link);
            let told = |word: &str| printed.contains(word) || left.iter().any(|value| value.contains(word));
            prop_assert!(!value.contains("rust") || told("rust"), "{}: {:?}", link, left);
        }
    }

    #[test]
    fn whatever_is_pasted_is_read_or_refused(text in any::<String>(), under_the_page: bool) {
        let link = if under_the_page { format!("{PAGE}?{text}") } else { text };
        if let Ok(read) = read_link(&link) {
            let parsed = parse(&read.query, Use::SavedSearch).map(|parsed| parsed.query.to_string());
            prop_assert_eq!(parsed, Ok(read.query));
        }
    }
}
