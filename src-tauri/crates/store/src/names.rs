//! Names of sources, searches and snippets, of which no two may be the same to people. `SQLite` folds the case of ASCII only, so
//! names are compared here; there are never more than a few hundred.

use lapwing_domain::name;
use rusqlite::Transaction;

use crate::failure::Failure;

/// Whose names.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named {
    Sources,
    Searches,
    Snippets,
}

/// The row of this name that was not removed: the very name before one that differs in case.
pub(crate) fn find(tx: &Transaction<'_>, named: Named, wanted: &str) -> Result<Option<i64>, Failure> {
    let same = same(tx, named, wanted)?;
    let exact = same.iter().find(|(_, name)| name == wanted);
    Ok(exact.or(same.first()).map(|(id, _)| *id))
}

/// Refuses a name that another row than `own` has.
pub(crate) fn refuse_taken(tx: &Transaction<'_>, named: Named, wanted: &str, own: Option<i64>) -> Result<(), Failure> {
    let taken = same(tx, named, wanted)?.into_iter().find(|(id, _)| Some(*id) != own);
    taken.map_or(Ok(()), |(_, name)| Err(Failure::NameTaken(name)))
}

fn same(tx: &Transaction<'_>, named: Named, wanted: &str) -> Result<Vec<(i64, String)>, Failure> {
    let mut statement = tx.prepare_cached(match named {
        Named::Sources => "SELECT id, name FROM sources WHERE removed_at IS NULL ORDER BY id",
        Named::Searches => "SELECT id, name FROM searches WHERE removed_at IS NULL ORDER BY id",
        Named::Snippets => "SELECT id, name FROM snippets WHERE removed_at IS NULL ORDER BY id",
    })?;
    let mut rows =
        statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?.collect::<Result<Vec<_>, _>>()?;
    rows.retain(|(_, name)| name::is_same(name, wanted));
    Ok(rows)
}
