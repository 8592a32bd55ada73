//! Sources, searches and settings as they are kept.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{Home, job, keys, new_search, new_source, now, search, source, take_in};
use lapwing_domain::notify::Digest;
use lapwing_domain::search::{Notify, Priority, Scope};
use lapwing_domain::triage::State;
use lapwing_domain::watch::Plan;
use lapwing_domain::{SavedSearch, SourceId};
use lapwing_store::{
    Claim, KeyChange, KeyPlace, KeyState, NewSearch, NewSource, Purpose, Service, SourceRecord, StoreError,
};

#[tokio::test]
async fn a_source_reads_back_as_it_was_added() {
    let home = Home::new();
    let new = NewSource {
        service: Service::Sandbox,
        plan: Some(Plan::Professional),
        calls_used: 120,
        calls_used_month: Some("2026-11".into()),
        environment: Some("staging".into()),
        dialect: Some("documented".into()),
        key_state: KeyState::Accepted,
        ..new_source("Staging")
    };
    let added = home.store.add_source(new.clone(), now()).await.unwrap();
    let expected = SourceRecord {
        id: added.id,
        name: new.name,
        service: new.service,
        base_url: new.base_url,
        key_place: new.key_place,
        key_state: new.key_state,
        last_four: new.last_four,
        plan: new.plan,
        calls_used: new.calls_used,
        calls_used_month: new.calls_used_month,
        environment: new.environment,
        dialect: new.dialect,
        enabled: true,
        created_at: now(),
    };
    assert_eq!(added, expected);
    assert_eq!(home.store.source_by_name("Staging").await.unwrap().as_ref(), Some(&expected));
    assert_eq!(home.store.sources().await.unwrap(), [expected]);
    assert_eq!(home.store.source_by_name("production").await.unwrap(), None);
}

#[tokio::test]
async fn every_place_of_a_key_reads_back() {
    let home = Home::new();
    let id = source(&home.store).await;
    let places = [
        KeyPlace::Environment { variable: "JOBS_KEY".into() },
        KeyPlace::Session,
        KeyPlace::BuiltIn,
        KeyPlace::Keyring { account: "42aa".into() },
    ];
    for place in places {
        let (state, last_four) = (KeyState::Unknown, None);
        let change = KeyChange { source: id, place: place.clone(), state, last_four, now: now() };
        home.store.replace_key(change).await.unwrap();
        let stored = home.store.source(id).await.unwrap().unwrap();
        assert_eq!((stored.key_place, stored.last_four), (place, None));
    }
}

#[tokio::test]
async fn a_source_can_be_changed_in_each_respect() {
    let home = Home::new();
    let id = source(&home.store).await;
    home.store.set_source_enabled(id, false).await.unwrap();
    home.store.set_key_state(id, KeyState::Rejected).await.unwrap();
    home.store.set_plan(id, Some(Plan::Starter), 37, Some("2026-11".into())).await.unwrap();
    home.store.set_dialect(id, Some("search-url".into())).await.unwrap();
    let stored = home.store.source(id).await.unwrap().unwrap();
    assert_eq!((stored.enabled, stored.key_state, stored.plan), (false, KeyState::Rejected, Some(Plan::Starter)));
    assert_eq!((stored.calls_used, stored.calls_used_month.as_deref()), (37, Some("2026-11")));
    assert_eq!(stored.dialect.as_deref(), Some("search-url"));
    let missing = home.store.set_source_enabled(SourceId(99), true).await.unwrap_err();
    assert!(matches!(missing, StoreError::NotFound { what: "source", .. }), "{missing}");
}

#[tokio::test]
async fn a_taken_name_is_refused_with_the_name() {
    let home = Home::new();
    source(&home.store).await;
    search(&home.store, "Rust").await;
    let second = search(&home.store, "Go").await;
    let taken = [
        home.store.add_source(new_source("production"), now()).await.map(drop),
        home.store.add_search(new_search("Rust"), now()).await.map(drop),
        home.store.edit_search(SavedSearch { name: "Rust".into(), ..second.clone() }).await,
    ];
    let names: Vec<_> = taken
        .into_iter()
        .map(|result| match result.unwrap_err() {
            StoreError::NameTaken { name } => name,
            other => panic!("{other}"),
        })
        .collect();
    assert_eq!(names, ["production", "Rust", "Rust"]);
    assert_eq!(home.store.search(second.id).await.unwrap(), Some(second));
}

#[tokio::test]
async fn names_that_differ_only_in_case_are_the_same() {
    let home = Home::new();
    let production = source(&home.store).await;
    let first = search(&home.store, "Größe").await;
    let removed = search(&home.store, "GO").await;
    home.store.remove_search(removed.id, now()).await.unwrap();
    let second = search(&home.store, "Go").await;
    for (result, taken) in [
        (home.store.add_source(new_source("Production"), now()).await.map(drop), "production"),
        (home.store.add_search(new_search("GRÖSSE"), now()).await.map(drop), "Größe"),
        (home.store.edit_search(SavedSearch { name: "größe".into(), ..second.clone() }).await, "Größe"),
        (home.store.restore_search(removed.id).await.map(drop), "Go"),
    ] {
        let error = result.unwrap_err();
        assert!(matches!(&error, StoreError::NameTaken { name } if name == taken), "{taken}: {error}");
    }
    assert_eq!(home.store.source_by_name("PRODUCTION").await.unwrap().unwrap().id, production);
    assert_eq!(home.store.search_by_name("größe").await.unwrap(), Some(first));
    let renamed = SavedSearch { name: "gO".into(), ..second };
    home.store.edit_search(renamed.clone()).await.unwrap();
    assert_eq!(home.store.search_by_name("go").await.unwrap(), Some(renamed), "its own case may change");
}

#[tokio::test]
async fn of_two_names_from_before_case_made_no_difference_the_exact_one_is_found() {
    let home = Home::new();
    let (upper, lower) = (search(&home.store, "RUST").await, search(&home.store, "other").await);
    let other = rusqlite::Connection::open(home.path()).unwrap();
    other.execute("UPDATE searches SET name = 'rust' WHERE name = 'other'", []).unwrap();
    assert_eq!(home.store.search_by_name("rust").await.unwrap().unwrap().id, lower.id);
    assert_eq!(home.store.search_by_name("RUST").await.unwrap().unwrap().id, upper.id);
    home.store.edit_search(SavedSearch { name: "RUST".into(), paused: true, ..upper }).await.unwrap();
}

#[tokio::test]
async fn removing_a_source_keeps_its_jobs_states_and_calls_but_not_its_streams() {
    let home = Home::new();
    let id = source(&home.store).await;
    let key = keys(&take_in(&home.store, id, vec![job("a")]).await)[0];
    home.store.set_state(vec![key], State::Saved, None, now()).await.unwrap();
    let claim = Claim {
        source: id,
        stream: Some("all".into()),
        purpose: Purpose::Poll,
        request: "GET /jobs".into(),
        now: now(),
        next_due: None,
    };
    home.store.claim(claim).await.unwrap();
    home.store.remove_source(id, now()).await.unwrap();
    assert_eq!(home.store.sources().await.unwrap(), []);
    assert_eq!(home.store.source(id).await.unwrap(), None);
    assert_eq!(home.store.streams().await.unwrap(), []);
    let kept = home.store.job(key).await.unwrap().unwrap();
    assert_eq!((kept.state, kept.source_name.as_str()), (State::Saved, "production"));
    assert_eq!(home.store.calls(None, 10).await.unwrap().len(), 1);
    let again = home.store.add_source(new_source("production"), now()).await.unwrap();
    assert_ne!(again.id, id, "the name is free, the row is another");
}

#[tokio::test]
async fn a_removed_sources_account_is_forgotten() {
    let home = Home::new();
    let id = source(&home.store).await;
    home.store.remove_source(id, now()).await.unwrap();
    let kept = rusqlite::Connection::open(home.path())
        .unwrap()
        .query_row("SELECT key_locator, last_four FROM sources", [], |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
        })
        .unwrap();
    assert_eq!(kept, (None, None));
}

#[tokio::test]
async fn a_search_reads_back_as_it_was_added_and_edited() {
    let home = Home::new();
    let (one, two) = (source(&home.store).await, home.store.add_source(new_source("staging"), now()).await.unwrap().id);
    let new = NewSearch {
        scope: Scope::Only(vec![two, one]),
        notify: Notify::Digest,
        digest: Digest::from_text("at 09:00,17:30").unwrap(),
        priority: Priority::High,
        ..new_search("Rust")
    };
    let added = home.store.add_search(new, now()).await.unwrap();
    assert_eq!((added.notify, added.priority, added.paused), (Notify::Digest, Priority::High, false));
    let stored = home.store.search_by_name("Rust").await.unwrap().unwrap();
    assert_eq!(stored.scope, Scope::Only(vec![one, two]));
    assert_eq!((stored.digest.text().as_str(), stored.breaks_quiet), ("at 09:00,17:30", false));
    assert!(!stored.background, "nothing is asked in the background unless its user says so");
    let edited = SavedSearch {
        name: "Go".into(),
        query: "go OR golang".into(),
        scope: Scope::All,
        notify: Notify::Silent,
        digest: Digest::default(),
        breaks_quiet: true,
        background: true,
        priority: Priority::Low,
        paused: true,
        id: added.id,
    };
    home.store.edit_search(edited.clone()).await.unwrap();
    assert_eq!(home.store.searches().await.unwrap(), [edited]);
    assert_eq!(home.store.search_by_name("Rust").await.unwrap(), None);
}

#[tokio::test]
async fn a_search_over_an_unknown_source_is_refused() {
    let home = Home::new();
    let new = NewSearch { scope: Scope::Only(vec![SourceId(9)]), ..new_search("Rust") };
    let error = home.store.add_search(new, now()).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "source", .. }), "{error}");
    assert_eq!(home.store.searches().await.unwrap(), [], "nothing half added");
}

#[tokio::test]
async fn a_search_over_a_removed_source_alone_reads_nothing_any_more() {
    let home = Home::new();
    let id = source(&home.store).await;
    let new = NewSearch { scope: Scope::Only(vec![id]), ..new_search("Rust") };
    let search = home.store.add_search(new, now()).await.unwrap();
    home.store.remove_source(id, now()).await.unwrap();
    assert_eq!(home.store.search(search.id).await.unwrap().unwrap().scope, Scope::Only(Vec::new()));
}

#[tokio::test]
async fn searches_keep_their_order_and_a_restored_one_its_place() {
    let home = Home::new();
    let (one, two, three) =
        (search(&home.store, "One").await, search(&home.store, "Two").await, search(&home.store, "Three").await);
    home.store.remove_search(two.id, now()).await.unwrap();
    assert_eq!(home.store.searches().await.unwrap(), [one.clone(), three.clone()]);
    home.store.restore_search(two.id).await.unwrap();
    assert_eq!(home.store.searches().await.unwrap(), [one, two, three]);
}

#[tokio::test]
async fn a_search_whose_name_was_given_away_cannot_be_restored() {
    let home = Home::new();
    let first = search(&home.store, "Rust").await;
    home.store.remove_search(first.id, now()).await.unwrap();
    search(&home.store, "Rust").await;
    let error = home.store.restore_search(first.id).await.unwrap_err();
    assert!(matches!(error, StoreError::NameTaken { .. }), "{error}");
}

#[tokio::test]
async fn settings_are_set_replaced_and_forgotten() {
    let home = Home::new();
    assert_eq!(home.store.setting("watch.paused").await.unwrap(), None);
    home.store.set_setting("watch.paused", Some("yes")).await.unwrap();
    home.store.set_setting("watch.paused", Some("no")).await.unwrap();
    let home = home.reopened();
    assert_eq!(home.store.setting("watch.paused").await.unwrap().as_deref(), Some("no"));
    home.store.set_setting("watch.paused", None).await.unwrap();
    assert_eq!(home.store.setting("watch.paused").await.unwrap(), None);
}
