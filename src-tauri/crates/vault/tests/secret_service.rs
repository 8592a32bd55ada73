//! The vault on a real Secret Service.
//!
//! Runs when `LAPWING_TEST_SECRET_SERVICE=1` says that the session bus is a private one with an unlocked keyring on it,
//! so that no test ever touches a person's own keyring. `LAPWING_TEST_SECRET_SERVICE=none` says that the bus has no
//! usable keyring, `=locked` that its keyring is locked and nobody is there to unlock it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

use std::time::Duration;

use keyring_core::api::CredentialStoreApi;
use lapwing_vault::{AccountId, Origin, OsVault, Secret, Vault, VaultError, VaultState};
use zbus_secret_service_keyring_store::Store;

/// Whether the bus is what a test needs; says so when it is not.
fn bus_is(wanted: &str) -> bool {
    let given = std::env::var("LAPWING_TEST_SECRET_SERVICE").unwrap_or_default();
    if given != wanted {
        eprintln!("skipped: LAPWING_TEST_SECRET_SERVICE is {given:?}, not {wanted:?}");
    }
    given == wanted
}

fn account() -> AccountId {
    AccountId::new(uuid::Uuid::new_v4().to_string())
}

fn origin(text: &str) -> Origin {
    text.parse().unwrap()
}

fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

#[tokio::test]
async fn a_key_is_kept_for_its_origin_and_found_again_by_another_program() {
    if !bus_is("1") {
        return;
    }
    let (account, home) = (account(), origin("https://api.example.com"));
    let vault = OsVault::new();
    assert_eq!(vault.state().await, VaultState::Available);
    vault.put(&account, &home, secret("k3y-0f-the-house")).await.unwrap();

    let started_again = OsVault::new();
    assert_eq!(started_again.get(&account, &home).await.unwrap().unwrap().expose(), "k3y-0f-the-house");
    let elsewhere = started_again.get(&account, &origin("https://evil.example.com")).await.unwrap_err();
    assert!(matches!(elsewhere, VaultError::OriginMismatch { .. }), "{elsewhere}");
    started_again.remove(&account).await.unwrap();
}

#[tokio::test]
async fn storing_again_replaces_the_key_and_removing_it_twice_is_no_error() {
    if !bus_is("1") {
        return;
    }
    let (account, home, vault) = (account(), origin("https://api.example.com"), OsVault::new());
    vault.put(&account, &home, secret("first")).await.unwrap();
    vault.put(&account, &home, secret("second")).await.unwrap();
    assert_eq!(vault.get(&account, &home).await.unwrap().unwrap().expose(), "second");
    vault.remove(&account).await.unwrap();
    assert!(vault.get(&account, &home).await.unwrap().is_none());
    vault.remove(&account).await.unwrap();
}

#[tokio::test]
async fn the_item_has_a_readable_label_and_names_neither_source_nor_user() {
    if !bus_is("1") {
        return;
    }
    let (account, vault) = (account(), OsVault::new());
    vault.put(&account, &origin("https://api.example.com"), secret("k3y")).await.unwrap();
    let (label, attributes) = tokio::task::spawn_blocking({
        let account = account.clone();
        move || {
            let found = Store::new().unwrap().search(&[("service", "lapwing"), ("username", account.as_str())].into());
            let entry = found.unwrap().pop().unwrap();
            let item: &zbus_secret_service_keyring_store::cred::Wrapper = entry.as_any().downcast_ref().unwrap();
            (item.get_label().unwrap(), entry.get_attributes().unwrap())
        }
    })
    .await
    .unwrap();
    vault.remove(&account).await.unwrap();
    assert_eq!(label, "Lapwing: key for api.example.com");
    let mut values: Vec<&str> =
        attributes.iter().filter(|(name, _)| !name.starts_with("xdg:")).map(|(_, value)| value.as_str()).collect();
    values.sort_unstable();
    let mut expected = ["lapwing", account.as_str()];
    expected.sort_unstable();
    assert_eq!(values, expected);
}

#[tokio::test]
async fn many_callers_at_once_all_get_their_own_key() {
    if !bus_is("1") {
        return;
    }
    let vault = std::sync::Arc::new(OsVault::new());
    let callers = (0..8).map(|number| {
        let vault = std::sync::Arc::clone(&vault);
        tokio::spawn(async move {
            let (account, home) = (account(), origin("https://api.example.com"));
            vault.put(&account, &home, secret(&format!("key-{number}"))).await.unwrap();
            let found = vault.get(&account, &home).await.unwrap().unwrap();
            vault.remove(&account).await.unwrap();
            assert_eq!(found.expose(), &format!("key-{number}"));
        })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await.unwrap();
    }
}

#[tokio::test]
async fn without_a_secret_service_the_vault_says_missing_and_what_to_do() {
    if !bus_is("none") {
        return;
    }
    let (account, home, vault) = (account(), origin("https://api.example.com"), OsVault::new());
    assert_eq!(vault.state().await, VaultState::Missing);
    for error in [
        vault.put(&account, &home, secret("k3y")).await.unwrap_err(),
        vault.get(&account, &home).await.unwrap_err(),
        vault.remove(&account).await.unwrap_err(),
    ] {
        assert!(matches!(error, VaultError::Missing(_)), "{error:?}");
        assert!(error.to_string().contains("Start one"), "{error}");
    }
}

#[tokio::test]
async fn a_locked_keyring_that_nobody_unlocks_is_reported_in_time() {
    if !bus_is("locked") {
        return;
    }
    let vault = OsVault::with_timeout(Duration::from_secs(3));
    assert_eq!(vault.state().await, VaultState::Locked);
    let error = vault.put(&account(), &origin("https://api.example.com"), secret("k3y")).await.unwrap_err();
    assert!(matches!(error, VaultError::Locked(_)), "{error:?}");
    assert_eq!(error.to_string(), "The keyring is locked. Unlock it, then try again.");
}
