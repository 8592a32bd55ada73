//! Whose file is opened: Lapwing's of any age, a newer Lapwing's, another program's.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;

use common::{Home, job, keys, refused, set_version, source, take_in};
use lapwing_store::{Sort, Store, StoreError, View};
use rusqlite::Connection;

/// The schema of a database this program made.
fn schema(path: &Path) -> u32 {
    Connection::open(path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

/// Puts what the first schema could hold of a database into one of that schema, in its place.
fn as_of_the_first_schema(path: &Path) {
    let old = path.with_extension("old");
    let mut connection = Connection::open(&old).unwrap();
    connection.execute_batch(include_str!("../src/migrations/0001_first.sql")).unwrap();
    connection.execute("ATTACH ?1 AS newer", [path.to_str().unwrap()]).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    let texts = |sql: &str| -> Vec<String> {
        connection.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    // What triggers keep is copied, too.
    let triggers = texts("SELECT sql FROM main.sqlite_master WHERE type = 'trigger'");
    let mut script: Vec<String> =
        texts("SELECT 'DROP TRIGGER ' || name FROM main.sqlite_master WHERE type = 'trigger'");
    for table in texts("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'") {
        let columns = texts(&format!("SELECT name FROM pragma_table_info('{table}')")).join(", ");
        script.push(format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}"));
    }
    script.extend(triggers);
    script.push("PRAGMA main.user_version = 1".to_owned());
    let work = connection.transaction().unwrap();
    for statement in script {
        work.execute_batch(&statement).unwrap();
    }
    work.commit().unwrap();
    connection.close().unwrap();
    fs::rename(&old, path).unwrap();
}

#[test]
fn a_newer_database_is_refused_and_left_as_it_is() {
    let home = Home::new();
    home.store.close();
    let schema = schema(&home.path());
    set_version(&home.path(), 99);
    match refused(&home.path()) {
        StoreError::Newer { found, known, path } => {
            assert_eq!((found, known, path), (99, schema, home.path()));
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_newer_database_is_recognised_by_its_log_alone() {
    let home = Home::new();
    home.store.close();
    // As after a crash of the newer program: the log beside the file says a newer version than the file.
    let crashed = home.dir.path().join("crashed");
    fs::create_dir(&crashed).unwrap();
    let schema = schema(&home.path());
    let newer = Connection::open(home.path()).unwrap();
    newer.pragma_update(None, "user_version", schema + 1).unwrap();
    for ending in ["", "-wal"] {
        let name = format!("lapwing.db{ending}");
        fs::copy(home.dir.path().join(&name), crashed.join(&name)).unwrap();
    }
    drop(newer);
    let version = fs::read(crashed.join("lapwing.db")).unwrap()[60..64].to_vec();
    assert_eq!(version, schema.to_be_bytes(), "the file alone is not newer");
    assert!(matches!(refused(&crashed.join("lapwing.db")), StoreError::Newer { found, .. } if found == schema + 1));
}

#[test]
fn another_programs_database_is_refused_and_left_as_it_is() {
    for made in [
        "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('mine')",
        "CREATE TABLE notes (text TEXT); PRAGMA user_version = 1",
        "CREATE TABLE notes (text TEXT); PRAGMA user_version = 77",
        "CREATE TABLE settings (key, value); CREATE TABLE jobs (id); PRAGMA user_version = 1",
        "CREATE TABLE notes (text TEXT); PRAGMA application_id = 252006674",
        "PRAGMA application_id = 252006674",
        "PRAGMA journal_mode = wal; CREATE TABLE notes (text TEXT)",
    ] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lapwing.db");
        Connection::open(&path).unwrap().execute_batch(made).unwrap();
        let error = refused(&path);
        assert!(matches!(error, StoreError::Foreign { .. }), "{made}: {error}");
        assert!(error.to_string().contains("the database of another program. Move it away"), "{error}");
    }
}

#[test]
fn another_programs_database_is_recognised_by_its_log_alone() {
    for mark in [0, 252_006_674] {
        let dir = tempfile::tempdir().unwrap();
        let (path, crashed) = (dir.path().join("other.db"), dir.path().join("crashed").join("lapwing.db"));
        fs::create_dir(crashed.parent().unwrap()).unwrap();
        let other = Connection::open(&path).unwrap();
        let made = format!("PRAGMA journal_mode = wal; PRAGMA application_id = {mark}; CREATE TABLE notes (text TEXT)");
        other.execute_batch(&made).unwrap();
        let log = |path: &Path| path.with_extension("db-wal");
        fs::copy(&path, &crashed).unwrap();
        fs::copy(log(&path), log(&crashed)).unwrap();
        let bytes = || (fs::read(&crashed).unwrap(), fs::read(log(&crashed)).unwrap());
        let before = bytes();
        let error = Store::open(&crashed).unwrap_err();
        assert!(matches!(error, StoreError::Foreign { .. }), "{error}");
        assert!(bytes() == before, "the refused file or its log was touched");
    }
}

#[tokio::test]
async fn a_database_from_before_files_were_marked_is_taken_up() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![job("a")]).await)[0];
    home.store.close();
    as_of_the_first_schema(&home.path());
    assert_eq!(schema(&home.path()), 1);
    let home = home.reopened();
    let stored = home.store.scan(View::All, Sort::Newest, None, 10).await.unwrap().jobs.remove(0);
    assert_eq!((stored.key, stored.sources), (key, vec![source]), "the source that brought it is known");
    home.store.close();
    let mark = fs::read(home.path()).unwrap()[68..72].to_vec();
    assert_eq!(mark, b"Lapw", "it is marked from now on");
}
