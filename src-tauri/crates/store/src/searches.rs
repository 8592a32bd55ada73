//! Saved searches, in the user's order.

use std::collections::BTreeSet;

use jiff::Timestamp;
use lapwing_domain::notify::Digest;
use lapwing_domain::search::{Notify, Priority, Scope};
use lapwing_domain::{SavedSearch, SearchId, SourceId};
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use crate::failure::{Constrained as _, Failure, one_row};
use crate::names::{self, Named};
use crate::row::{Columns, millis};
use crate::words::Worded as _;
use crate::{Store, StoreError, matches};

/// The columns [`read_search`] reads. The sources of a search come as one text, so that a list of searches is one
/// statement.
const COLUMNS: &str = "id, name, query, every_source, \
     (SELECT group_concat(source_id) FROM search_sources WHERE search_id = searches.id), notify, priority, paused, digest, \
     breaks_quiet, background";

/// The numbers beside a search.
pub(crate) const NUMBERS: &str = "\
     (SELECT count(*) FROM matches INDEXED BY matches_by_time WHERE search_id = searches.id AND state <> 'dismissed'), \
     (SELECT count(*) FROM matches INDEXED BY matches_unread WHERE search_id = searches.id AND state = 'new')";

/// A search to be added; it goes to the end of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSearch {
    /// Name, unique among searches whatever its case.
    pub name: String,
    /// The query as its user wrote it.
    pub query: String,
    /// Sources it reads.
    pub scope: Scope,
    /// Notification rule.
    pub notify: Notify,
    /// When matches are told that are collected.
    pub digest: Digest,
    /// Whether matches are told in quiet hours, too.
    pub breaks_quiet: bool,
    /// Whether it may be asked in the background at services whose terms leave that open.
    pub background: bool,
    /// Weight.
    pub priority: Priority,
}

/// A search with the number of its matches. Dismissed jobs are not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedSearch {
    /// The search.
    pub search: SavedSearch,
    /// Matches.
    pub matches: u32,
    /// Matches still in state new.
    pub unread: u32,
}

impl Store {
    /// Adds a search. [`StoreError::NameTaken`] when the name is in use.
    pub async fn add_search(&self, search: NewSearch, now: Timestamp) -> Result<SavedSearch, StoreError> {
        self.write("adding a search", move |tx| {
            names::refuse_taken(tx, Named::Searches, &search.name, None)?;
            let mut statement = tx.prepare_cached(
                "INSERT INTO searches (name, query, every_source, notify, priority, digest, breaks_quiet, background, \
                 created_at, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT coalesce(max(position), 0) + 1 FROM searches))",
            )?;
            let NewSearch { name, query, scope, notify, digest, breaks_quiet, background, priority } = search;
            let every_source = scope == Scope::All;
            let (told, weight) = (notify.to_word(), priority.to_word());
            let (collected, now) = (digest.text(), millis(now));
            let values = params![name, query, every_source, told, weight, collected, breaks_quiet, background, now];
            let id = SearchId(statement.insert(values)?);
            write_scope(tx, id, &scope)?;
            let paused = false;
            Ok(SavedSearch { id, name, query, scope, notify, digest, breaks_quiet, background, priority, paused })
        })
        .await
    }

    /// All searches, in the user's order.
    pub async fn searches(&self) -> Result<Vec<SavedSearch>, StoreError> {
        self.read("reading the searches", |tx| {
            let sql = format!("SELECT {COLUMNS} FROM searches WHERE removed_at IS NULL ORDER BY position");
            let mut statement = tx.prepare_cached(&sql)?;
            let searches = statement.query_map([], read_search)?.collect::<Result<_, _>>()?;
            Ok(searches)
        })
        .await
    }

    /// All searches with their counts, in the user's order.
    pub async fn counted_searches(&self) -> Result<Vec<CountedSearch>, StoreError> {
        self.read("counting the searches' matches", |tx| {
            let sql = format!("SELECT {COLUMNS}, {NUMBERS} FROM searches WHERE removed_at IS NULL ORDER BY position");
            let mut statement = tx.prepare_cached(&sql)?;
            let read = |row: &Row<'_>| {
                let mut columns = Columns::of(row);
                let search = read_from(&mut columns)?;
                Ok(CountedSearch { search, matches: columns.get()?, unread: columns.get()? })
            };
            let searches = statement.query_map([], read)?.collect::<Result<_, _>>()?;
            Ok(searches)
        })
        .await
    }

    /// One search; `None` also when it was removed.
    pub async fn search(&self, id: SearchId) -> Result<Option<SavedSearch>, StoreError> {
        self.read("reading a search", move |tx| find(tx, id)).await
    }

    /// The search of this name, however it is cased.
    pub async fn search_by_name(&self, name: &str) -> Result<Option<SavedSearch>, StoreError> {
        let name = name.to_owned();
        self.read("reading a search", move |tx| match names::find(tx, Named::Searches, &name)? {
            Some(id) => find(tx, SearchId(id)),
            None => Ok(None),
        })
        .await
    }

    /// Replaces everything but the id. When the query or the sources change, its matches are forgotten and it waits to
    /// be matched anew: see [`Store::searches_to_match`].
    pub async fn edit_search(&self, search: SavedSearch) -> Result<(), StoreError> {
        self.write("changing a search", move |tx| {
            let before = find(tx, search.id)?.ok_or(Failure::NotFound("search"))?;
            let anew = !finds_the_same(&before, &search);
            if before.name != search.name {
                names::refuse_taken(tx, Named::Searches, &search.name, Some(search.id.0))?;
            }
            let mut statement = tx.prepare_cached(
                "UPDATE searches SET name = ?2, query = ?3, every_source = ?4, notify = ?5, priority = ?6, paused = ?7, \
                 digest = ?8, breaks_quiet = ?9, to_match = to_match OR ?10, background = ?11 WHERE id = ?1",
            )?;
            let SavedSearch { id, name, query, scope, notify, digest, breaks_quiet, background, priority, paused } =
                search;
            let every_source = scope == Scope::All;
            let (told, weight) = (notify.to_word(), priority.to_word());
            let collected = digest.text();
            statement.execute(params![
                id.0,
                name,
                query,
                every_source,
                told,
                weight,
                paused,
                collected,
                breaks_quiet,
                anew,
                background
            ])?;
            if anew {
                matches::clear(tx, id)?;
            }
            write_scope(tx, id, &scope)
        })
        .await
    }

    /// Forgets a search's matches and lets it wait to be matched anew, because what it asks for beside the jobs changed.
    pub async fn match_again(&self, id: SearchId) -> Result<(), StoreError> {
        self.write("forgetting a search's matches", move |tx| {
            let mut statement =
                tx.prepare_cached("UPDATE searches SET to_match = 1 WHERE id = ?1 AND removed_at IS NULL")?;
            one_row(statement.execute([id.0])?, "search")?;
            matches::clear(tx, id)
        })
        .await
    }

    /// Pauses or resumes. A paused search keeps its matches, but they leave the inbox while it is paused.
    pub async fn pause_search(&self, id: SearchId, paused: bool) -> Result<(), StoreError> {
        self.write("pausing a search", move |tx| {
            let mut statement =
                tx.prepare_cached("UPDATE searches SET paused = ?2 WHERE id = ?1 AND removed_at IS NULL")?;
            one_row(statement.execute((id.0, paused))?, "search")
        })
        .await
    }

    /// Puts a search right before another one; last where that is `None`.
    pub async fn move_search(&self, id: SearchId, before: Option<SearchId>) -> Result<(), StoreError> {
        self.write("moving a search", move |tx| {
            for meant in [Some(id), before].into_iter().flatten() {
                find(tx, meant)?.ok_or(Failure::NotFound("search"))?;
            }
            if before == Some(id) {
                return Ok(());
            }
            // Removed ones keep their place among the others: they may come back.
            let mut statement = tx.prepare_cached("SELECT id FROM searches ORDER BY position, id")?;
            let mut order: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            order.retain(|other| *other != id.0);
            let place = before.and_then(|before| order.iter().position(|other| *other == before.0));
            order.insert(place.unwrap_or(order.len()), id.0);
            let mut statement =
                tx.prepare_cached("UPDATE searches SET position = ?2 WHERE id = ?1 AND position <> ?2")?;
            for (position, id) in (1_i64..).zip(order) {
                statement.execute((id, position))?;
            }
            Ok(())
        })
        .await
    }

    /// Removes a search from sight; [`Store::restore_search`] brings it back with its matches. The name is free again.
    pub async fn remove_search(&self, id: SearchId, now: Timestamp) -> Result<(), StoreError> {
        self.write("removing a search", move |tx| {
            let mut statement =
                tx.prepare_cached("UPDATE searches SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL")?;
            one_row(statement.execute((id.0, millis(now)))?, "search")
        })
        .await
    }

    /// Brings a removed search back to its place; whether it was away. [`StoreError::NameTaken`] when another search has its
    /// name by now.
    pub async fn restore_search(&self, id: SearchId) -> Result<bool, StoreError> {
        self.write("bringing a search back", move |tx| {
            let name: Option<String> = tx
                .prepare_cached("SELECT name FROM searches WHERE id = ?1")?
                .query_row([id.0], |row| row.get(0))
                .optional()?;
            names::refuse_taken(tx, Named::Searches, &name.ok_or(Failure::NotFound("search"))?, Some(id.0))?;
            let mut statement =
                tx.prepare_cached("UPDATE searches SET removed_at = NULL WHERE id = ?1 AND removed_at IS NOT NULL")?;
            Ok(statement.execute([id.0])? > 0)
        })
        .await
    }

    /// Searches that wait to be matched against what is stored: added since, or edited in query or sources. Paused ones
    /// wait on. [`Store::finish_matching`] ends the wait.
    pub async fn searches_to_match(&self) -> Result<Vec<SavedSearch>, StoreError> {
        self.read("reading the searches", |tx| {
            let sql = format!("SELECT {COLUMNS} FROM searches WHERE to_match AND active ORDER BY position");
            let mut statement = tx.prepare_cached(&sql)?;
            let searches = statement.query_map([], read_search)?.collect::<Result<_, _>>()?;
            Ok(searches)
        })
        .await
    }
}

/// A search that was not removed.
pub(crate) fn find(tx: &Transaction<'_>, id: SearchId) -> Result<Option<SavedSearch>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM searches WHERE id = ?1 AND removed_at IS NULL");
    Ok(tx.prepare_cached(&sql)?.query_row([id.0], read_search).optional()?)
}

/// Whether two versions of a search find the same jobs.
pub(crate) fn finds_the_same(one: &SavedSearch, other: &SavedSearch) -> bool {
    let sources = |scope: &Scope| match scope {
        Scope::All => None,
        Scope::Only(ids) => Some(ids.iter().copied().collect::<BTreeSet<_>>()),
    };
    one.query == other.query && sources(&one.scope) == sources(&other.scope)
}

fn write_scope(tx: &Transaction<'_>, search: SearchId, scope: &Scope) -> Result<(), Failure> {
    tx.prepare_cached("DELETE FROM search_sources WHERE search_id = ?1")?.execute([search.0])?;
    if let Scope::Only(sources) = scope {
        let mut statement = tx.prepare_cached(
            "INSERT INTO search_sources (search_id, source_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        )?;
        for source in sources {
            statement.execute((search.0, source.0)).refers_to("source")?;
        }
    }
    Ok(())
}

fn read_search(row: &Row<'_>) -> rusqlite::Result<SavedSearch> {
    read_from(&mut Columns::of(row))
}

fn read_from(columns: &mut Columns<'_, '_>) -> rusqlite::Result<SavedSearch> {
    Ok(SavedSearch {
        id: SearchId(columns.get()?),
        name: columns.get()?,
        query: columns.get()?,
        scope: scope_of(columns.get()?, columns.sources()?),
        notify: columns.word()?.unwrap_or_default(),
        priority: columns.word()?.unwrap_or_default(),
        paused: columns.get()?,
        digest: Digest::from_text(&columns.get::<String>()?).unwrap_or_default(),
        breaks_quiet: columns.get()?,
        background: columns.get()?,
    })
}

fn scope_of(every_source: bool, sources: Vec<SourceId>) -> Scope {
    if every_source { Scope::All } else { Scope::Only(sources) }
}
