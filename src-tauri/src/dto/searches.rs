//! Saved searches and queries.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::jobs::JobRow;

/// What happens when a match is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Notify {
    /// A notification at once.
    Instant,
    /// Collected into one.
    Digest,
    /// Listed only.
    Silent,
}

/// When the collected matches of a search are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Digest {
    /// So many minutes after the first of them.
    Every {
        /// Minutes.
        minutes: u32,
    },
    /// At times of day.
    At {
        /// Times such as `09:00`.
        times: Vec<String>,
    },
}

/// A saved search.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Search {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The query as its user wrote it.
    pub query: String,
    /// What happens when a match is new.
    pub notify: Notify,
    /// When collected matches are told.
    pub digest: Digest,
    /// It is heard in quiet hours, too.
    pub breaks_quiet: bool,
    /// Paused searches match nothing new.
    pub paused: bool,
    /// Ids of the sources it names; empty when it reads all that need not be named.
    pub sources: Vec<String>,
    /// One of them is the marketplace's API.
    pub marketplace: bool,
    /// It is asked in the background at services whose terms leave that open.
    pub background: bool,
    /// Matches not looked at.
    pub unread: u32,
    /// Matches.
    pub matches: u32,
}

/// A search as it is added or changed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchInput {
    /// Its name.
    pub name: String,
    /// The query.
    pub query: String,
    /// What happens when a match is new.
    pub notify: Notify,
    /// When collected matches are told.
    pub digest: Digest,
    /// It is heard in quiet hours, too.
    pub breaks_quiet: bool,
    /// Ids of the sources it reads; null leaves them, or takes all that need not be named.
    pub sources: Option<Vec<String>>,
    /// It is asked in the background at services whose terms leave that open.
    pub background: bool,
}

/// Something wrong, or worth knowing, about a place in a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QueryProblem {
    /// Which kind.
    pub code: String,
    /// First character.
    pub start: u32,
    /// Behind the last character.
    pub end: u32,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

/// What checking a query says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QueryCheck {
    /// It can be used.
    pub ok: bool,
    /// Its normal form.
    pub normal: Option<String>,
    /// Worth knowing.
    pub warnings: Vec<QueryProblem>,
    /// Wrong.
    pub errors: Vec<QueryProblem>,
}

/// A trade, and queries to start a first search from. The window gets them as a constant, so that a trade without a name
/// there is found when it is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Preset {
    /// The trade's word.
    pub trade: &'static str,
    /// For the trade as a whole.
    pub query: &'static str,
    /// For a part of it.
    pub narrower: [&'static str; 2],
}

/// Something of a link that is missing from the query made of it, or in it in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkPart {
    /// The parameter's name.
    pub parameter: String,
    /// Its value, or the part of it that this is about.
    pub value: String,
    /// Why, in one sentence.
    pub why: String,
}

/// What the link of a job search asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LinkQuery {
    /// The query; blank when the link has no condition that could be carried over.
    pub query: String,
    /// What could not be carried over as it is.
    pub left: Vec<LinkPart>,
}

/// What a query would match among the stored jobs.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// What checking it says; the rest is empty when it cannot be used.
    pub check: QueryCheck,
    /// Jobs looked at.
    pub stored: u32,
    /// Of these, jobs that fit.
    pub matched: u32,
    /// Matches a day, where enough is stored to tell.
    pub per_day: Option<f64>,
    /// The newest matches.
    pub rows: Vec<JobRow>,
}
