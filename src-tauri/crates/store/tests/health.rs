//! Examining the database: a whole one is found whole, a damaged one is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs::{self, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};

use common::{Home, full_job, source, take_in};
use lapwing_store::{Store, StoreError};

#[tokio::test]
async fn a_whole_database_has_no_flaws_a_schema_and_room() {
    let home = Home::new();
    let health = home.store.health().await.unwrap();
    assert_eq!(health.flaws, [""; 0]);
    assert!(health.schema >= 3 && health.free_bytes.is_some_and(|bytes| bytes > 0), "{health:?}");
}

#[tokio::test]
async fn a_database_with_an_overwritten_page_opens_and_is_found_damaged() {
    let home = Home::new();
    let source = source(&home.store).await;
    for number in 0..200 {
        take_in(&home.store, source, vec![full_job(&number.to_string())]).await;
    }
    home.store.close();
    let length = fs::metadata(home.path()).unwrap().len();
    let mut file = OpenOptions::new().write(true).open(home.path()).unwrap();
    file.seek(SeekFrom::Start(length / 4 * 3 / 4096 * 4096)).unwrap();
    file.write_all(&[0xA5; 4 * 4096]).unwrap();
    drop(file);

    let store = Store::open(&home.path()).unwrap();
    match store.health().await {
        Ok(health) => assert!(!health.flaws.is_empty(), "{health:?}"),
        Err(error) => assert!(matches!(error, StoreError::Damaged { .. }), "{error}"),
    }
}
