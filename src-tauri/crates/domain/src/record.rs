//! What Lapwing itself knows of a job, beside the posting.

use jiff::Timestamp;

use crate::triage::State;

/// What is kept beside a posting: who brought it, which searches matched it, and what its user made of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// Names of the sources that brought it.
    pub sources: Vec<String>,
    /// Names of the searches that matched it.
    pub searches: Vec<String>,
    /// Where it stands in triage; `None` for a job that is not stored.
    pub state: Option<State>,
    /// Marked with a star.
    pub starred: bool,
    /// Posted before, by every sign.
    pub repost: bool,
    /// When Lapwing first saw it.
    pub first_seen: Option<Timestamp>,
    /// The user's own notes.
    pub note: String,
    /// The user's own tags.
    pub labels: Vec<String>,
}
