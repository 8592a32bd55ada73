//! Whose database a file is, so that another program's is never taken over.

use rusqlite::Connection;

/// What Lapwing writes into the header of its databases.
pub(crate) const APPLICATION: u32 = u32::from_be_bytes(*b"Lapw");

/// Tables of the first schema, which was written before the header was marked.
const FIRST_TABLES: [&str; 4] = ["settings", "sources", "searches", "jobs"];

/// The version of the first schema.
const FIRST_VERSION: u32 = 1;

/// Whose database a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody has made anything in it yet.
    Nobody,
    /// Lapwing, with a schema of this version.
    Lapwing {
        /// Its `user_version`.
        version: u32,
    },
    /// Another program.
    Another,
}

/// Looks at what a connection sees, all of one moment.
pub(crate) fn of(connection: &Connection) -> rusqlite::Result<Owner> {
    let moment = connection.unchecked_transaction()?;
    let number = |name| moment.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0));
    let (application, version) = (number("application_id")?.cast_unsigned(), number("user_version")?.cast_unsigned());
    let mut statement = moment.prepare("SELECT name FROM sqlite_schema")?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(match (application, version) {
        (APPLICATION, version) => Owner::Lapwing { version },
        (0, 0) if names.is_empty() => Owner::Nobody,
        (0, FIRST_VERSION) if FIRST_TABLES.iter().all(|table| names.iter().any(|name| name == table)) => {
            Owner::Lapwing { version }
        }
        _ => Owner::Another,
    })
}
