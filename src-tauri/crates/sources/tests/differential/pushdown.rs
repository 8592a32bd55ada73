//! What a service is asked for never loses a job: whatever a query matches passes the filter that it becomes.

use lapwing_domain::pushdown::Capabilities;
use lapwing_domain::query::{At, Query, Use, parse};
use lapwing_reference::Inventor;

use super::corpus::{Corpus, Pair};
use super::{SEED, me, now, queries, side_by_side, size};

/// Every job that a query matches passes its filter; how many of these filters ask for something.
fn loses_nothing(queries: &[Query], pairs: &[&Pair], at: &At<'_>) -> usize {
    let mut narrow = 0;
    for query in queries {
        for capabilities in [Capabilities::DOCUMENTED, Capabilities::SEARCH_URL] {
            let pushed = query.pushdown(&capabilities);
            narrow += usize::from(!pushed.filter.is_everything());
            for Pair { job, .. } in pairs {
                let matches = query.matches(job, at);
                assert!(
                    !matches || pushed.filter.holds(job.job()),
                    "{query} as {} loses {:?}",
                    pushed.filter,
                    job.job()
                );
                let said_wholly = pushed.is_exact() && pushed.filter.holds(job.job());
                assert!(matches || !said_wholly, "{query} says more than {}: {:?}", pushed.filter, job.job());
            }
        }
    }
    narrow
}

#[test]
fn what_a_query_matches_passes_the_filter_that_it_becomes() {
    let corpus = Corpus::get();
    let pairs = corpus.sample(size().postings);
    let me = me();
    let at = At { now: now(), me: Some(&me) };
    let queries: Vec<Query> = queries(corpus, size().queries).into_iter().map(|(_, query, _)| query).collect();
    side_by_side(&queries, |part| {
        let narrow = loses_nothing(part, &pairs, &at);
        assert!(narrow * 10 > part.len(), "hardly a query asks a service for anything: {narrow} of {}", part.len());
    });
}

#[test]
fn what_several_queries_match_passes_the_union_of_their_filters() {
    let corpus = Corpus::get();
    let pairs = corpus.sample(100);
    let at = At { now: now(), me: None };
    let mut inventor = Inventor::new(SEED + 2, corpus.vocabulary());
    // Conditions that a service knows, so that unions are not all of everything.
    let known = ["client.verified:yes budget:>=100", "budget:500..5k", "client.spent:>=1k", "client.hires:>=12"];
    let invented: Vec<String> = (0..600).map(|_| inventor.plausible()).collect();
    let texts = invented.iter().zip(known.iter().cycle()).map(|(text, known)| format!("({text}) {known}"));
    let queries: Vec<Query> =
        texts.filter_map(|text| parse(&text, Use::SavedSearch).ok()).map(|parsed| parsed.query).collect();
    let mut narrow = 0;
    for some in queries.chunks(2) {
        let filters = some.iter().map(|query| query.pushdown(&Capabilities::DOCUMENTED).filter);
        let union = filters.reduce(|one, other| one.union(&other)).unwrap();
        narrow += usize::from(!union.is_everything());
        for Pair { job, .. } in &pairs {
            let wanted = some.iter().any(|query| query.matches(job, &at));
            assert!(!wanted || union.holds(job.job()), "{some:?} as {union} lose {:?}", job.job());
        }
    }
    assert!(narrow > 0, "every union lets everything through");
}
