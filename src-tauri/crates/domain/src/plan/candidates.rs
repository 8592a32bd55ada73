//! The filters that streams can be asked with: those of the searches, and what several of them have in common.

use std::collections::BTreeSet;

use crate::pushdown::ServerFilter;

/// Filters that are looked at, everything included. As many as there are bits to note what each lets through.
pub const MOST_CANDIDATES: usize = 128;

/// The filters that a stream can have whose source is read by searches with these filters: everything, their own, and
/// the unions of two of those, the ones that cover most searches first.
pub fn candidates(filters: &[ServerFilter]) -> Vec<ServerFilter> {
    let own: BTreeSet<ServerFilter> = filters.iter().copied().filter(|filter| !filter.is_everything()).collect();
    let of_two = own.iter().flat_map(|one| own.range(one..).map(|other| one.union(other)));
    let all: BTreeSet<ServerFilter> = of_two.filter(|filter| !filter.is_everything()).collect();
    let covered = |filter: &ServerFilter| filters.iter().filter(|of_search| filter.covers(of_search)).count();
    let mut ranked: Vec<(usize, ServerFilter)> = all.iter().map(|filter| (covered(filter), *filter)).collect();
    ranked.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let narrow = ranked.into_iter().map(|(_, filter)| filter).take(MOST_CANDIDATES - 1);
    std::iter::once(ServerFilter::everything()).chain(narrow).collect()
}
