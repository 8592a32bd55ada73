//! How each view is found. By time, every list walks one index from an end, and reads no row it does not show; ranked, it
//! looks at all rows of its view once and sorts no more of them than it shows.

use lapwing_domain::SearchId;
use rusqlite::types::Value;

use crate::lists::{Cursor, Sort, View};

/// The index of a view, what it holds, and the names of its order.
struct Plan {
    /// Tables, with the index named so that nothing else can be chosen, and what qualifies a row. `?1` is the search.
    rows: &'static str,
    /// When the row came.
    at: &'static str,
    /// What settles ties.
    key: &'static str,
    /// Counts the rows, reading the index alone. `?1` is the search.
    total: &'static str,
}

fn plan(view: View, sort: Sort) -> Plan {
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
        View::Applied => of_jobs(
            "jobs INDEXED BY jobs_by_shelf WHERE shelf = 'applied'",
            "SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'applied'",
        ),
        View::Dismissed => of_jobs(
            "jobs INDEXED BY jobs_by_shelf WHERE shelf = 'dismissed'",
            "SELECT count(*) FROM jobs INDEXED BY jobs_by_shelf WHERE shelf = 'dismissed'",
        ),
        View::All => {
            // All rows are looked at in the order they lie in, where their order has to be found anyway.
            let rows = if sort.is_ranked() {
                "jobs NOT INDEXED WHERE true"
            } else {
                "jobs INDEXED BY jobs_by_time WHERE true"
            };
            of_jobs(rows, "SELECT count(*) FROM jobs")
        }
        View::Search(_) => Plan {
            rows: "matches INDEXED BY matches_by_time CROSS JOIN jobs ON jobs.key = matches.job_key \
                   WHERE matches.search_id = (SELECT id FROM searches WHERE id = ?1 AND removed_at IS NULL) \
                   AND matches.state <> 'dismissed'",
            at: "matches.sort_at",
            key: "matches.job_key",
            total: "SELECT count(*) FROM matches INDEXED BY matches_by_time \
                    WHERE search_id = (SELECT id FROM searches WHERE id = ?1 AND removed_at IS NULL) \
                    AND state <> 'dismissed'",
        },
    }
}

/// What rows are ranked by, highest first: nothing known is below everything known, and lent content below that. `0` where
/// they are not.
const fn rank(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest | Sort::Oldest => "0",
        Sort::Rate => "iif(jobs.ephemeral, -2, coalesce(jobs.rate_max_cents, -1))",
        Sort::Budget => "iif(jobs.ephemeral, -2, coalesce(jobs.budget_cents, -1))",
        Sort::Spent => "iif(jobs.ephemeral, -2, coalesce(jobs.spent_cents, -1))",
        // Of a thousand million there are none.
        Sort::Proposals => {
            "iif(jobs.ephemeral, -2, 1000000000 - coalesce(min(jobs.proposals_min, 999999999), 1000000001))"
        }
    }
}

/// The statement for a stretch of a view: the columns asked for, preceded by the three numbers of a [`Cursor`].
pub(crate) fn stretch(view: View, sort: Sort, columns: &str) -> String {
    let Plan { rows, at, key, .. } = plan(view, sort);
    let rank = rank(sort);
    let (after, order) = match sort {
        Sort::Newest => (format!("({at}, {key}) < (?3, ?4)"), format!("{at} DESC, {key} DESC")),
        Sort::Oldest => (format!("({at}, {key}) > (?3, ?4)"), format!("{at}, {key}")),
        Sort::Rate | Sort::Budget | Sort::Spent | Sort::Proposals => {
            (format!("({rank}, {at}, {key}) < (?2, ?3, ?4)"), format!("1 DESC, {at} DESC, {key} DESC"))
        }
    };
    format!("SELECT {rank}, {at}, {key}, {columns} FROM {rows} AND {after} ORDER BY {order} LIMIT ?5")
}

/// Its values: after the cursor, at most so many rows.
pub(crate) fn stretch_values(view: View, sort: Sort, after: Option<Cursor>, limit: u32) -> Vec<Value> {
    let end = if sort == Sort::Oldest { i64::MIN } else { i64::MAX };
    let Cursor { rank, at, key, .. } = after.unwrap_or(Cursor { sort, rank: end, at: end, key: end });
    vec![search_of(view), Value::from(rank), Value::from(at), Value::from(key), Value::from(limit)]
}

/// The statement that counts a view, and its values.
pub(crate) fn total(view: View) -> (&'static str, Vec<Value>) {
    let values = if matches!(view, View::Search(_)) { vec![search_of(view)] } else { Vec::new() };
    (plan(view, Sort::Newest).total, values)
}

fn search_of(view: View) -> Value {
    match view {
        View::Search(SearchId(id)) => Value::from(id),
        _ => Value::Null,
    }
}
