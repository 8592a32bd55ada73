//! How each view is found. By time, every list walks one index from an end, and reads no row it does not show; ranked, it
//! looks at all entries of its view in an index once and sorts no more of them than it shows.

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

/// When a job came, where it is listed as itself.
const SORT_AT: &str = "jobs.sort_at";

fn plan(view: View) -> Plan {
    let of_jobs = |rows, total| Plan { rows, at: SORT_AT, key: "jobs.key", total };
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
        View::All => of_jobs("jobs INDEXED BY jobs_by_time WHERE true", "SELECT count(*) FROM jobs"),
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

/// The entries of a view in the index that holds all that jobs are ranked by.
fn to_rank(view: View) -> &'static str {
    match view {
        View::Inbox => "jobs INDEXED BY jobs_ranked WHERE shelf = 'inbox'",
        View::Saved => "jobs INDEXED BY jobs_ranked WHERE shelf = 'saved'",
        View::Applied => "jobs INDEXED BY jobs_ranked WHERE shelf = 'applied'",
        View::Dismissed => "jobs INDEXED BY jobs_ranked WHERE shelf = 'dismissed'",
        View::All => "jobs INDEXED BY jobs_ranked WHERE true",
        View::Search(_) => plan(view).rows,
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
    let Plan { rows, at, key, .. } = plan(view);
    let (after, order) = match sort {
        Sort::Newest => (format!("({at}, {key}) < (?3, ?4)"), format!("{at} DESC, {key} DESC")),
        Sort::Oldest => (format!("({at}, {key}) > (?3, ?4)"), format!("{at}, {key}")),
        Sort::Rate | Sort::Budget | Sort::Spent | Sort::Proposals => return ranked_stretch(view, sort, columns),
    };
    format!("SELECT 0, {at}, {key}, {columns} FROM {rows} AND {after} ORDER BY {order} LIMIT ?5")
}

/// The same where jobs are ranked: only those that are shown are read in full.
fn ranked_stretch(view: View, sort: Sort, columns: &str) -> String {
    format!(
        "SELECT rank, at, ranked.key, {columns} FROM ({}) AS ranked CROSS JOIN jobs ON jobs.key = ranked.key \
         ORDER BY rank DESC, at DESC, ranked.key DESC",
        ranked(view, sort)
    )
}

/// The places of a stretch of a ranked view.
fn ranked(view: View, sort: Sort) -> String {
    let (rows, rank, Plan { at, key, .. }) = (to_rank(view), rank(sort), plan(view));
    // As the index has it.
    let at = if at == SORT_AT { "coalesce(jobs.posted, jobs.first_seen)" } else { at };
    format!(
        "SELECT {rank} AS rank, {at} AS at, {key} AS key FROM {rows} AND ({rank}, {at}, {key}) < (?2, ?3, ?4) \
         ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT ?5"
    )
}

/// The statement for the places of a stretch of a view, without anything of its rows.
pub(crate) fn places(view: View, sort: Sort) -> String {
    if sort.is_ranked() { ranked(view, sort) } else { stretch(view, sort, "NULL") }
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
    (plan(view).total, values)
}

fn search_of(view: View) -> Value {
    match view {
        View::Search(SearchId(id)) => Value::from(id),
        _ => Value::Null,
    }
}
