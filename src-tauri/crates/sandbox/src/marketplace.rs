//! The marketplace's official API as the sandbox plays it: who may ask, and what is found. Knows nothing of HTTP.

pub(crate) mod asked;
mod complaint;
mod conditions;
pub(crate) mod grants;
pub(crate) mod graph;
mod node;
mod ontology;
pub(crate) mod posting;
pub(crate) mod root;
pub(crate) mod search;
mod words;

use jiff::SignedDuration;

use self::posting::Posting;
use crate::listing::{Hidden, Seen};
use crate::shared::Shared;

/// How far back the marketplace lists postings.
const RETENTION: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The most postings that a search looks through, newest first.
const WINDOW: usize = 2_000;

/// What searches look through now, newest first.
pub(crate) fn listed(shared: &Shared, hidden: Hidden) -> impl Iterator<Item = Posting> {
    let seen = Seen { now: shared.now(), retention: RETENTION, hidden };
    let newest = shared.world.newest(WINDOW, seen).into_iter();
    newest.filter_map(|(posted, job)| Posting::of(job, posted))
}
