//! Opening: what is made, what is refused, and that what is refused stays as it was.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::Path;
use std::task::{Context, Waker};

use common::{Home, batch, contents, job, keys, nothing, now, refused, set_version, source, take_in};
use lapwing_store::{Decisions, Store, StoreError, Upserted};

#[tokio::test]
async fn what_was_stored_is_there_after_opening_again() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![job("a")]).await)[0];
    let home = home.reopened();
    assert_eq!(home.store.job(key).await.unwrap().unwrap().job.kept().unwrap().title, "Job a");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_and_what_lies_beside_it_are_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("data").join("lapwing");
    let store = Store::open(&folder.join("lapwing.db")).unwrap();
    source(&store).await;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 3, "the file, its log and the log's index: {files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[cfg(unix)]
#[test]
fn others_lose_their_rights_on_a_file_that_gave_them_some() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = Home::new();
    home.store.close();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o644)).unwrap();
    Store::open(&home.path()).unwrap().close();
    assert_eq!(fs::metadata(home.path()).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn nothing_but_the_database_is_left_after_closing() {
    let home = Home::new();
    home.store.close();
    let names: Vec<_> = contents(home.dir.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["lapwing.db"]);
}

#[tokio::test]
async fn a_log_left_by_a_crash_is_taken_up() {
    let home = Home::new();
    let source = source(&home.store).await;
    let key = keys(&take_in(&home.store, source, vec![job("a")]).await)[0];
    let crashed = home.dir.path().join("crashed");
    fs::create_dir(&crashed).unwrap();
    for ending in ["", "-wal"] {
        let name = format!("lapwing.db{ending}");
        fs::copy(home.dir.path().join(&name), crashed.join(&name)).unwrap();
    }
    let survivor = Store::open(&crashed.join("lapwing.db")).unwrap();
    assert!(survivor.job(key).await.unwrap().is_some());
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lapwing.db");
    fs::write(&path, "not a database, but somebody's notes\n".repeat(500)).unwrap();
    let error = refused(&path);
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("Move the file away"), "{error}");
}

#[test]
fn a_folder_in_the_files_place_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lapwing.db");
    fs::create_dir(&path).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Files { .. }), "{error}");
    assert!(error.to_string().contains("this is no file"), "{error}");
}

#[test]
fn an_empty_file_is_made_a_database() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lapwing.db");
    fs::write(&path, "").unwrap();
    Store::open(&path).unwrap().close();
    assert!(fs::metadata(&path).unwrap().len() > 0);
}

#[test]
fn a_database_cut_short_is_refused_and_left_as_it_is() {
    let home = Home::new();
    home.store.close();
    let file = fs::OpenOptions::new().write(true).open(home.path()).unwrap();
    file.set_len(8192).unwrap();
    drop(file);
    let error = refused(&home.path());
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn a_read_only_file_is_refused_and_left_as_it_is() {
    let home = Home::new();
    home.store.close();
    let mut permissions = fs::metadata(home.path()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(home.path(), permissions).unwrap();
    let error = refused(&home.path());
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    assert!(fs::metadata(home.path()).unwrap().permissions().readonly(), "it must stay read-only");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = Home::new();
    home.store.close();
    fs::set_permissions(home.dir.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let error = refused(&home.path());
    fs::set_permissions(home.dir.path(), fs::Permissions::from_mode(0o700)).unwrap();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
}

#[test]
fn an_odd_path_is_no_obstacle() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a folder?#%20é").join("lapwing.db");
    Store::open(&path).unwrap().close();
    set_version(&path, 99);
    assert!(matches!(refused(&path), StoreError::Newer { found: 99, .. }));
}

#[test]
fn two_programs_may_make_the_same_database_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("lapwing.db");
    let openings: Vec<_> = (0..8)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || Store::open(&path))
        })
        .collect();
    for opening in openings {
        opening.join().unwrap().unwrap();
    }
}

#[tokio::test]
async fn two_stores_on_one_file_write_in_turn_and_notice_each_other() {
    let window = Home::new();
    let cli = Store::open(&window.path()).unwrap();
    let source = source(&window.store).await;
    let before = window.store.data_version().await.unwrap();
    take_in(&window.store, source, vec![job("a")]).await;
    assert_eq!(window.store.data_version().await.unwrap(), before, "its own writes are no news");
    take_in(&cli, source, vec![job("b")]).await;
    assert_ne!(window.store.data_version().await.unwrap(), before);
    let (one, other) = tokio::join!(
        async {
            for number in 0..40 {
                take_in(&window.store, source, vec![job(&format!("w{number}"))]).await;
            }
        },
        async {
            for number in 0..40 {
                take_in(&cli, source, vec![job(&format!("c{number}"))]).await;
            }
        }
    );
    assert_eq!((one, other), ((), ()));
    assert_eq!(window.store.counts().await.unwrap().all, 82);
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let home = Home::new();
    let clone = home.store.clone();
    home.store.close();
    clone.close();
    let error = clone.add_source(common::new_source("late"), now()).await.unwrap_err();
    assert!(matches!(error, StoreError::Closed { .. }), "{error}");
    assert!(error.to_string().starts_with("adding a source failed"), "{error}");
}

#[tokio::test]
async fn closing_finishes_what_was_handed_in() {
    let home = Home::new();
    let source = source(&home.store).await;
    let (open_gate, gate) = std::sync::mpsc::channel::<()>();
    let waiting = move |_: &[Upserted]| {
        gate.recv().unwrap();
        Decisions::default()
    };
    let mut first = Box::pin(home.store.ingest(batch(source, vec![job("first")]), waiting));
    let mut rest: Vec<_> = (0..20)
        .map(|number| Box::pin(home.store.ingest(batch(source, vec![job(&number.to_string())]), nothing)))
        .collect();
    let context = &mut Context::from_waker(Waker::noop());
    assert!(first.as_mut().poll(context).is_pending());
    assert!(rest.iter_mut().all(|round| round.as_mut().poll(context).is_pending()));
    open_gate.send(()).unwrap();
    home.store.close();
    first.await.unwrap();
    for round in rest {
        round.await.unwrap();
    }
}
