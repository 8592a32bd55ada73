use lapwing_domain::query::Problem;
use lapwing_domain::search::Notify;
use lapwing_engine::{CountedSearch, Preview};

use crate::dto::{count, searches as wire};

impl From<Notify> for wire::Notify {
    fn from(notify: Notify) -> Self {
        match notify {
            Notify::Instant => Self::Instant,
            Notify::Digest => Self::Digest,
            Notify::Silent => Self::Silent,
        }
    }
}

impl From<wire::Notify> for Notify {
    fn from(notify: wire::Notify) -> Self {
        match notify {
            wire::Notify::Instant => Self::Instant,
            wire::Notify::Digest => Self::Digest,
            wire::Notify::Silent => Self::Silent,
        }
    }
}

impl From<CountedSearch> for wire::Search {
    fn from(counted: CountedSearch) -> Self {
        let search = counted.search;
        Self {
            id: search.id.to_string(),
            name: search.name,
            query: search.query,
            notify: search.notify.into(),
            paused: search.paused,
            unread: counted.unread,
            matches: counted.matches,
        }
    }
}

impl From<Problem> for wire::QueryProblem {
    fn from(problem: Problem) -> Self {
        Self {
            code: problem.code.word().to_owned(),
            start: count(problem.start),
            end: count(problem.end),
            message: problem.message,
            hint: problem.hint,
        }
    }
}

impl From<lapwing_engine::query::QueryCheck> for wire::QueryCheck {
    fn from(check: lapwing_engine::query::QueryCheck) -> Self {
        let problems = |all: Vec<Problem>| all.into_iter().map(Into::into).collect::<Vec<_>>();
        Self {
            ok: check.errors.is_empty(),
            normal: check.normal,
            warnings: problems(check.warnings),
            errors: problems(check.errors),
        }
    }
}

impl wire::Preview {
    /// What the engine found for a query that can be used.
    pub fn found(check: wire::QueryCheck, preview: Preview) -> Self {
        Self {
            check,
            stored: preview.stored,
            matched: preview.matched,
            per_day: preview.per_day,
            rows: preview.newest.into_iter().map(Into::into).collect(),
        }
    }

    /// For a query that cannot be used; it would have been tried on `stored` jobs.
    pub fn refused(check: wire::QueryCheck, stored: u32) -> Self {
        Self { check, stored, matched: 0, per_day: None, rows: Vec::new() }
    }
}
