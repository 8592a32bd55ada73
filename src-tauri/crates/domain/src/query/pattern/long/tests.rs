use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::find_row;
use super::*;
use crate::query::{At, PreparedJob, Program, Use, parse};
use crate::text::{TokenIndex, TokenIndexBuilder, tokens};
use crate::{Job, JobId};

/// A row of these words, and texts one behind another.
fn row(words: &str) -> Vec<Step<String>> {
    tokens(words).iter().map(|token| Step::new(&token)).collect()
}

/// An index of the texts, and the positions they take in it.
fn index(texts: &[String]) -> (TokenIndex, Vec<Range<u32>>) {
    let mut builder = TokenIndexBuilder::default();
    let positions = texts.iter().map(|text| builder.add(text)).collect();
    (builder.build(), positions)
}

fn index_end(positions: &[Range<u32>]) -> u32 {
    positions.last().map_or(0, |text| text.end)
}

fn walked(steps: &[Step<String>], index: &TokenIndex, within: &Range<u32>) -> Vec<Place> {
    let mut found = Vec::new();
    assert!(!find(steps, index, within, |place| {
        found.push(place);
        false
    }));
    found
}

fn tried(steps: &[Step<String>], index: &TokenIndex, within: &Range<u32>) -> BTreeSet<Place> {
    let mut found = BTreeSet::new();
    find_row(steps, index, within, |place| {
        found.insert(place);
        false
    });
    found
}

/// Words of few letters with every mark between them, so that rows stand in many ways at many places.
fn writing(most: usize) -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &["a", "a", "b", "ab", "aa", "1", "a+", "net", "asp", ".net"];
    const BETWEEN: &[&str] = &[" ", " ", "-", ".", "/", ""];
    let pieces = (prop::sample::select(WORDS), prop::sample::select(BETWEEN));
    prop::collection::vec(pieces, 1..most)
        .prop_map(|pieces| pieces.into_iter().map(|(word, mark)| word.to_owned() + mark).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn walking_finds_the_places_that_trying_finds(words in writing(6), texts in prop::collection::vec(writing(40), 1..4)) {
        let steps = row(&words);
        let (index, positions) = index(&texts);
        for within in positions.iter().cloned().chain(std::iter::once(0..index_end(&positions))) {
            let tried: Vec<Place> = tried(&steps, &index, &within).into_iter().collect();
            prop_assert_eq!(walked(&steps, &index, &within), tried, "{} in {:?}", words, texts);
        }
    }

    #[test]
    fn a_row_of_more_states_than_a_machine_word_is_found_wherever_it_begins(
        words in writing(200), before in writing(90), after in writing(90),
    ) {
        let steps = row(&words);
        let (index, positions) = index(&[format!("{before} {words} {after}")]);
        let found = walked(&steps, &index, &positions[0]);
        prop_assert!(!found.is_empty());
        prop_assert_eq!(found, tried(&steps, &index, &positions[0]).into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_phrase_of_many_repeated_words_is_found_in_a_long_text_of_them_and_missed_where_one_is_misplaced() {
    const WORDS: usize = 1_500;
    const TEXT: usize = 100_000;
    let phrase = format!("{}end", "a ".repeat(WORDS - 1));
    let steps = row(&phrase);
    assert!(is_long(&steps));
    let (index, positions) = index(&["end ".to_owned() + &"a ".repeat(TEXT), format!("{}end", "a ".repeat(TEXT))]);
    assert_eq!(walked(&steps, &index, &positions[0]), []);
    let found = walked(&steps, &index, &positions[1]);
    let [Place { first, end, start_char, end_char }] = found.as_slice() else { panic!("{} places", found.len()) };
    assert_eq!((*end, end - first), (positions[1].end - 1, 1_500));
    assert_eq!(end_char - start_char, u32::try_from(phrase.len()).unwrap());
}

#[test]
fn a_word_of_many_parts_is_long() {
    assert!(is_long(&row(&["a"; 33].join("."))));
    assert!(!is_long(&row(&["a"; 32].join(" "))));
}

#[test]
fn walking_stops_at_the_place_that_is_accepted() {
    let (index, positions) = index(&["a ".repeat(1_000)]);
    let mut seen = Vec::new();
    assert!(find(&row("a a a"), &index, &positions[0], |place| {
        seen.push(place.first);
        place.first == 2
    }));
    assert_eq!(seen, [0, 1, 2]);
}

#[test]
fn a_long_phrase_matches_alone_among_other_searches_and_as_a_whole_value() {
    let phrase = "a b ".repeat(700) + "Node.js";
    let job = |title: String| {
        let mut job = Job::new(JobId("long".into()));
        job.title = title;
        PreparedJob::new(job)
    };
    let at = At::moment(jiff::Timestamp::UNIX_EPOCH);
    let written = "a b ".repeat(700) + "node js";
    let jobs = [job(written.clone()), job(format!("b {written} b")), job("a b ".repeat(3_000) + "b node.js")];
    for (query, expected) in [
        (format!("\"{phrase}\""), [true, true, false]),
        (format!("title:=\"{phrase}\""), [true, false, false]),
        (format!("-title:\"{phrase}\""), [false, false, true]),
    ] {
        let query = parse(&query, Use::SavedSearch).unwrap().query;
        let mut program = Program::new();
        program.insert((), &query);
        for (job, expected) in jobs.iter().zip(expected) {
            assert_eq!(query.matches(job, &at), expected);
            let mut together = false;
            program.matching(job, &at, |()| together = true);
            assert_eq!(together, expected);
        }
    }
}
