//! How each view is found: every list walks one index from its newest end, and reads no row it does not show.

use lapwing_domain::SearchId;
use rusqlite::types::Value;

use crate::lists::{Cursor, View};

/// The index of a view, what it holds, and the names of its order.
struct Plan {
    /// Tables, with the index named so that nothing else can be chosen, and what qualifies a row. `?4` is the search.
    rows: &'static str,
    /// When the row came, newest first.
    at: &'static str,
    /// What settles ties.
    key: &'static str,
    /// Counts the rows, reading the index alone. `?1` is the search.
    total: &'static str,
}

fn plan(view: View) -> Plan {
    let of_jobs = |rows, total| Plan { rows, at: "jobs.sort_at", key: "jobs.key", total };
    match view {
        View::Inbox => of_jobs(
            "jobs INDEXED BY jobs_by_shelf WHERE shelf = 'inbox'",
            "SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'inbox'",
        ),
        View::Saved => of_jobs(
            "jobs INDEXED BY jobs_by_shelf WHERE shelf = 'saved'",
            "SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'saved'",
        ),
        View::Dismissed => of_jobs(
            "jobs INDEXED BY jobs_by_shelf WHERE shelf = 'dismissed'",
            "SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'dismissed'",
        ),
        View::All => of_jobs("jobs INDEXED BY jobs_by_time WHERE true", "SELECT count(*) FROM jobs"),
        View::Search(_) => Plan {
            rows: "matches INDEXED BY matches_by_time CROSS JOIN jobs ON jobs.key = matches.job_key \
                   WHERE matches.search_id = (SELECT id FROM searches WHERE id = ?4 AND removed_at IS NULL) \
                   AND matches.state <> 'dismissed'",
            at: "matches.sort_at",
            key: "matches.job_key",
            total: "SELECT count(*) FROM matches INDEXED BY matches_by_time \
                    WHERE search_id = (SELECT id FROM searches WHERE id = ?1 AND removed_at IS NULL) \
                    AND state <> 'dismissed'",
        },
    }
}

/// The statement for a stretch of a view: the columns asked for, preceded by the two of a [`Cursor`].
pub(crate) fn stretch(view: View, columns: &str) -> String {
    let Plan { rows, at, key, .. } = plan(view);
    format!(
        "SELECT {at}, {key}, {columns} FROM {rows} AND ({at}, {key}) < (?1, ?2) ORDER BY {at} DESC, {key} DESC LIMIT ?3"
    )
}

/// Its values: after the cursor, at most so many rows.
pub(crate) fn stretch_values(view: View, after: Option<Cursor>, limit: u32) -> Vec<Value> {
    let Cursor { at, key } = after.unwrap_or(Cursor { at: i64::MAX, key: i64::MAX });
    let mut values = vec![Value::from(at), Value::from(key), Value::from(limit)];
    values.extend(search_of(view));
    values
}

/// The statement that counts a view, and its values.
pub(crate) fn total(view: View) -> (&'static str, Vec<Value>) {
    (plan(view).total, search_of(view).into_iter().collect())
}

fn search_of(view: View) -> Option<Value> {
    match view {
        View::Search(SearchId(id)) => Some(Value::from(id)),
        _ => None,
    }
}
