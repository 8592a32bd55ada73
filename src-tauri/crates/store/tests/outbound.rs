//! The outbound ledger: noted before anything is sent, added up, and there after a crash.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use common::{Home, minutes_later, now};
use lapwing_store::{ClockReading, Contact, ContactRecord, Errand, Store, StoreError};

fn contact(host: &str, errand: Errand) -> Contact {
    Contact { scheme: "https".into(), host: host.into(), port: 443, proxy: String::new(), errand }
}

#[tokio::test]
async fn contacts_are_added_up_by_server_proxy_and_errand() {
    let home = Home::new();
    let (poll, test) = (contact("api.example.com", Errand::Poll), contact("api.example.com", Errand::Test));
    let through = Contact { proxy: "proxy:3128".into(), ..poll.clone() };
    for (contact, minutes) in [(&poll, 0), (&poll, 5), (&test, 6), (&through, 7), (&poll, 9)] {
        home.store.note_contact(contact.clone(), minutes_later(minutes)).await.unwrap();
        home.store.note_answer(contact.clone(), 1_000, None).await.unwrap();
    }
    home.store.note_contact(test.clone(), minutes_later(10)).await.unwrap();
    let line = |contact: Contact, requests, bytes, first, last| ContactRecord {
        contact,
        requests,
        bytes,
        first_at: minutes_later(first),
        last_at: minutes_later(last),
    };
    let expected = [line(poll, 3, 3_000, 0, 9), line(test, 2, 1_000, 6, 10), line(through, 1, 1_000, 7, 7)];
    assert_eq!(home.store.contacts().await.unwrap(), expected);
}

#[tokio::test]
async fn a_contact_is_on_the_disk_before_it_is_made() {
    let home = Home::new();
    home.store.note_contact(contact("api.example.com", Errand::Poll), now()).await.unwrap();
    // What lies on the disk at this moment is what a killed program leaves behind.
    let crashed = home.dir.path().join("crashed");
    fs::create_dir(&crashed).unwrap();
    for name in ["lapwing.db", "lapwing.db-wal"] {
        fs::copy(home.dir.path().join(name), crashed.join(name)).unwrap();
    }
    let after = Store::open(&crashed.join("lapwing.db")).unwrap();
    assert_eq!(after.contacts().await.unwrap()[0].requests, 1);
}

#[tokio::test]
async fn an_answer_belongs_to_a_contact() {
    let home = Home::new();
    let error = home.store.note_answer(contact("api.example.com", Errand::Poll), 1, None).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "contact", .. }), "{error}");
}

#[tokio::test]
async fn the_clock_heard_last_is_the_one_remembered() {
    let home = Home::new();
    assert_eq!(home.store.last_clock_reading().await.unwrap(), None);
    let reading = |minutes| ClockReading { said: now(), heard: minutes_later(minutes) };
    for (host, heard) in [("b.example.com", Some(5)), ("a.example.com", Some(9)), ("c.example.com", None)] {
        home.store.note_contact(contact(host, Errand::Poll), now()).await.unwrap();
        home.store.note_answer(contact(host, Errand::Poll), 0, heard.map(reading)).await.unwrap();
    }
    assert_eq!(home.store.last_clock_reading().await.unwrap(), Some(reading(9)));
    home.store.note_answer(contact("a.example.com", Errand::Poll), 0, None).await.unwrap();
    assert_eq!(home.store.last_clock_reading().await.unwrap(), Some(reading(9)), "silence says nothing");
}
