//! The query language: what is typed is read or refused with places, and what is printed reads back.

#![no_main]

use lapwing_domain::query::{Parsed, Problem, Query, Use, parse};
use libfuzzer_sys::fuzz_target;

/// Repairs tried of one text. A text may have a problem in every word, and each repair is read anew.
const MOST_REPAIRS: usize = 4;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let as_search = parse(&text, Use::SavedSearch);
    let in_history = parse(&text, Use::History);
    // Most texts are the same in both uses, and need not be checked twice.
    if in_history != as_search {
        check(&text, Use::History, in_history);
    }
    check(&text, Use::SavedSearch, as_search);
});

fn check(text: &str, used_as: Use, read: Result<Parsed, Vec<Problem>>) {
    match read {
        Ok(parsed) => {
            check_places(&parsed.warnings, text);
            check_repairs(&parsed.warnings, text, used_as);
            check_reads_back(&parsed.query, used_as);
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a reason");
            check_places(&problems, text);
            check_repairs(&problems, text, used_as);
        }
    }
}

/// Every place is a range of characters in the text, and they are in order.
fn check_places(problems: &[Problem], text: &str) {
    let length = text.chars().count();
    assert!(problems.is_sorted_by_key(|problem| problem.start), "{problems:?}");
    for problem in problems {
        assert!(problem.start < problem.end && problem.end <= length, "{problem:?}");
        assert!(!problem.message.is_empty(), "{problem:?}");
    }
}

/// A repair can be read or is refused in its turn; that of the only problem removes it.
fn check_repairs(problems: &[Problem], text: &str, used_as: Use) {
    let chars: Vec<char> = text.chars().collect();
    let offered = problems.iter().filter_map(|problem| Some((problem, problem.hint.as_ref()?)));
    for (problem, hint) in offered.take(MOST_REPAIRS) {
        let (before, after) = (&chars[..problem.start], &chars[problem.end..]);
        let repaired: String = before.iter().copied().chain(hint.chars()).chain(after.iter().copied()).collect();
        let left = match parse(&repaired, used_as) {
            Ok(parsed) => {
                check_reads_back(&parsed.query, used_as);
                parsed.warnings
            }
            Err(left) => left,
        };
        let place = |problem: &Problem| (problem.code, problem.start, problem.end);
        let remains = left.iter().any(|other| place(other) == place(problem));
        assert!(problems.len() > 1 || !remains, "{problem:?} remains in {repaired:?}");
    }
}

/// The normal form is read as the same query and prints as itself.
fn check_reads_back(query: &Query, used_as: Use) {
    let printed = query.to_string();
    match parse(&printed, used_as) {
        Ok(again) => {
            assert_eq!(&again.query, query, "read back from {printed:?}");
            assert_eq!(again.query.to_string(), printed);
        }
        Err(problems) => panic!("{printed:?} is refused: {problems:?}"),
    }
}
