//! The matcher against a plain evaluator of the language, which was written from the language's page and shares no code
//! with it: the same postings and queries, from raw job objects to outcomes.
//!
//! `LAPWING_DATA` names the folder of real postings (by default `../shared/data` beside the repository); where it is
//! absent, invented postings take their place, and the tests say so. `LAPWING_SOAK=1` (`make soak`) runs many more
//! queries over all postings.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "tests that say what they ran on")]

mod corpus;
mod pushdown;

use std::thread;

use jiff::Timestamp;
use lapwing_domain::Profile;
use lapwing_domain::job::English;
use lapwing_domain::query::{At, Evidence, EvidenceField, Node, Outcome, PreparedJob, Program, Query, Use, parse};
use lapwing_reference::{Inventor, holds};

use corpus::{Corpus, Pair};

/// How much is compared.
struct Size {
    queries: usize,
    postings: usize,
}

fn size() -> Size {
    if soaking() { Size { queries: 20_000, postings: usize::MAX } } else { Size { queries: 2_000, postings: 400 } }
}

fn soaking() -> bool {
    std::env::var_os("LAPWING_SOAK").is_some()
}

/// What every test draws its queries from.
const SEED: u64 = 0x1a_9017;

fn now() -> Timestamp {
    "2025-03-10T00:00:00Z".parse().unwrap()
}

fn me() -> Profile {
    Profile {
        country: Some(*b"DE"),
        english: Some(English::Conversational),
        job_success: Some(85.0),
        rate_floor: Some(25.0),
        ..Profile::default()
    }
}

fn my_reference() -> lapwing_reference::Profile {
    lapwing_reference::Profile {
        country: Some("DE".to_owned()),
        english: Some(lapwing_reference::English::Conversational),
        job_success_score: Some(85.0),
        hourly_rate: Some(25.0),
    }
}

/// Invented queries, half of them plausible and half strange, as both read them.
fn queries(corpus: &Corpus, count: usize) -> Vec<(String, Query, lapwing_reference::Query)> {
    let mut inventor = Inventor::new(SEED, corpus.vocabulary());
    let texts = (0..count).map(|at| if at % 2 == 0 { inventor.plausible() } else { inventor.strange() });
    let read = |text: String| {
        let ours = parse(&text, Use::SavedSearch);
        let reference = lapwing_reference::Query::parse(&text);
        match (ours, reference) {
            (Ok(ours), Ok(reference)) => Some((text, ours.query, reference)),
            (Err(problems), Err(error)) => {
                assert_eq!(problems[0].code.word(), error.code, "{text}");
                None
            }
            (ours, reference) => panic!("{text}\nours: {ours:?}\nreference: {reference:?}"),
        }
    };
    texts.filter_map(read).collect()
}

/// Runs over the queries on two threads.
fn side_by_side<T: Sync>(items: &[T], each: impl Fn(&[T]) + Sync) {
    let half = items.len().div_ceil(2).max(1);
    thread::scope(|scope| {
        for part in items.chunks(half) {
            scope.spawn(|| each(part));
        }
    });
}

#[test]
fn the_matcher_says_what_the_reference_says() {
    let corpus = Corpus::get();
    let Size { queries: count, postings } = size();
    let pairs = corpus.sample(postings);
    let queries = queries(corpus, count);
    assert!(
        queries.len() * 10 >= count * 9,
        "too many of the invented queries are refused: {} of {count}",
        queries.len()
    );
    let (me, my_reference) = (me(), my_reference());
    let at = At { now: now(), me: Some(&me) };
    let matches: usize =
        pairs.iter().map(|pair| queries.iter().filter(|(_, ours, _)| ours.matches(&pair.job, &at)).count()).sum();
    assert!(matches * 200 > pairs.len() * queries.len(), "the queries find next to nothing: {matches}");
    side_by_side(&queries, |part| {
        for (text, ours, reference) in part {
            for Pair { job, posting } in &pairs {
                let (found, expected) = (ours.matches(job, &at), holds(reference, posting, Some(&my_reference), now()));
                assert_eq!(found, expected, "{text}\nprinted {ours}\non {:?}", job.job());
            }
        }
    });
    eprintln!("{} queries on {} postings: {matches} matches, no difference", queries.len(), pairs.len());
}

#[test]
fn a_printed_query_means_the_same_to_the_reference() {
    let corpus = Corpus::get();
    let pairs = corpus.sample(25);
    let (me, my_reference) = (me(), my_reference());
    let at = At { now: now(), me: Some(&me) };
    for (text, ours, _) in queries(corpus, 1_000) {
        let printed = ours.to_string();
        let reference =
            lapwing_reference::Query::parse(&printed).unwrap_or_else(|error| panic!("{text} → {printed}: {error:?}"));
        for Pair { job, posting } in &pairs {
            let expected = holds(&reference, posting, Some(&my_reference), now());
            assert_eq!(ours.matches(job, &at), expected, "{text} → {printed}");
        }
    }
}

#[test]
fn a_thousand_searches_compiled_together_say_what_each_says_alone() {
    let corpus = Corpus::get();
    let mut inventor = Inventor::new(SEED + 1, corpus.vocabulary());
    let searches: Vec<Query> = (0..1_000)
        .filter_map(|_| parse(&inventor.plausible(), Use::SavedSearch).ok())
        .map(|parsed| parsed.query)
        .collect();
    assert!(searches.len() > 900);
    let me = me();
    let at = At { now: now(), me: Some(&me) };
    side_by_side(&corpus.sample(usize::MAX), |pairs| {
        let mut program = Program::new();
        searches.iter().enumerate().for_each(|(number, query)| program.insert(number, query));
        for Pair { job, .. } in pairs {
            let mut together = Vec::new();
            program.matching(job, &at, |number| together.push(*number));
            together.sort_unstable();
            let alone: Vec<usize> = (0..searches.len()).filter(|at_| searches[*at_].matches(job, &at)).collect();
            assert_eq!(together, alone, "{:?}", job.job());
        }
    });
}

#[test]
fn explanations_agree_with_outcomes_and_quote_the_text() {
    let corpus = Corpus::get();
    let pairs = corpus.sample(if soaking() { 1_000 } else { 12 });
    let me = me();
    let at = At { now: now(), me: Some(&me) };
    side_by_side(&queries(corpus, 2_000), |part| {
        for (text, query, _) in part {
            for Pair { job, .. } in &pairs {
                let nodes = query.explain(job, &at);
                let all_hold = nodes.iter().all(|node| node.outcome == Outcome::Holds);
                assert_eq!(all_hold, query.matches(job, &at), "{text}");
                for node in &nodes {
                    assert_sound(node, job, &at);
                }
            }
        }
    });
}

/// The node's condition, asked alone, has the outcome that is told, and its evidence quotes the job.
fn assert_sound(node: &Node, job: &PreparedJob, at: &At<'_>) {
    let alone = parse(&node.text, Use::SavedSearch).unwrap().query;
    assert_eq!(alone.matches(job, at), node.outcome == Outcome::Holds, "{}", node.text);
    node.evidence.iter().for_each(|found| assert_quotes(found, job));
    node.children.iter().for_each(|child| assert_sound(child, job, at));
}

fn assert_quotes(found: &Evidence, job: &PreparedJob) {
    if let EvidenceField::Fact(_) = found.field {
        return;
    }
    let text: Vec<char> = found.field.text(job).chars().collect();
    assert!(found.start < found.end && found.end <= text.len(), "{found:?}");
    assert_eq!(text[found.start..found.end].iter().collect::<String>(), found.value);
}
