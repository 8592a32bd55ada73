//! Checks of the computer itself: keyring, notifications, database.

use std::path::Path;

use lapwing_store::Health;
use lapwing_vault::VaultState;

use super::{Ailment, Check, CheckName, Notifications, fact_and_advice};
use crate::EngineError;

/// With less room than this, a few days of postings or one migration may fill the disk.
const LEAST_ROOM: u64 = 100 << 20;

/// Whether keys can be kept. A computer whose sources all read theirs from variables needs no keyring.
pub(super) fn keyring(state: VaultState, needed: bool) -> Check {
    let name = CheckName::Keyring;
    match (state, needed) {
        (VaultState::Available, _) => Check::fine(name, "Keys can be kept in the keyring."),
        (VaultState::Locked, true) => {
            Check::ill(name, Ailment::Key, "The keyring is locked.", "Unlock it, then try again.")
        }
        (VaultState::Missing, true) => Check::ill(
            name,
            Ailment::Key,
            "No keyring was found to keep keys in.",
            "Start one (for example gnome-keyring or KWallet), or keep keys in variables of the environment.",
        ),
        (VaultState::Locked, false) => Check::fine(name, "The keyring is locked, and no source keeps its key in it."),
        (VaultState::Missing, false) => Check::fine(name, "There is no keyring, and no source needs one."),
    }
}

/// The check of the keyring where it also holds keys that should have been deleted.
pub(super) fn emptied(keyring: Check, left_over: usize) -> Check {
    let fact = match left_over {
        0 => return keyring,
        1 => "A key that is no longer used could not be deleted from the keyring.".to_owned(),
        keys => format!("{keys} keys that are no longer used could not be deleted from the keyring."),
    };
    let fix = "Unlock the keyring and let Lapwing watch: it tries again each minute.";
    Check {
        ailment: Some(Ailment::Key),
        message: format!("{} {fact}", keyring.message),
        fix: Some(keyring.fix.map_or_else(|| fix.to_owned(), |other| format!("{other} {fix}"))),
        ..keyring
    }
}

/// Whether somebody shows notifications.
pub(super) fn notification_bus(found: Notifications) -> Check {
    let name = CheckName::NotificationBus;
    let ill = |message: &str, fix: &str| Check::ill(name, Ailment::Service, message, fix);
    match found {
        Notifications::Shown => Check::fine(name, "Notifications can be shown."),
        Notifications::Nobody => ill(
            "No program on this desktop shows notifications.",
            "Start one (most desktops bring their own; elsewhere for example dunst or mako). Matches are in the window \
             all the same.",
        ),
        Notifications::NoBus => ill(
            "The message bus of this session does not answer.",
            "Log in to the desktop anew, or correct DBUS_SESSION_BUS_ADDRESS.",
        ),
        Notifications::NoDesktop => {
            Check::fine(name, "There is no desktop session here, so no notifications are shown.")
        }
    }
}

/// Whether the database is whole, and has room to grow.
pub(super) fn database(health: &Health, path: &Path) -> Check {
    let name = CheckName::Database;
    if let Some(flaw) = health.flaws.first() {
        return Check::ill(
            name,
            Ailment::Storage,
            format!("The database is damaged ({}).", one_line(flaw)),
            format!("Quit Lapwing, then move {} away or put a backup in its place.", path.display()),
        );
    }
    match health.free_bytes {
        Some(free) if free < LEAST_ROOM => Check::ill(
            name,
            Ailment::Storage,
            format!("The database is whole, but only {} are free beside it.", room(free)),
            format!("Free some space where {} lies.", path.display()),
        ),
        free => {
            let free = free.map(|free| format!(", with {} free", room(free))).unwrap_or_default();
            Check::fine(name, format!("The database is whole (schema {}){free}.", health.schema))
        }
    }
}

/// A database that could not even be opened or read.
pub(super) fn unreadable_database(problem: &EngineError) -> Check {
    let (message, fix) = fact_and_advice(&problem.to_string());
    Check::ill(CheckName::Database, Ailment::Storage, message, fix)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn room(bytes: u64) -> String {
    match bytes >> 20 {
        mebibytes @ ..1024 => format!("{mebibytes} MiB"),
        mebibytes => format!("{} GiB", mebibytes >> 10),
    }
}

#[cfg(test)]
mod tests {
    use lapwing_store::StoreError;

    use super::*;

    fn health(flaws: &[&str], free_bytes: Option<u64>) -> Health {
        Health { flaws: flaws.iter().map(ToString::to_string).collect(), schema: 4, free_bytes }
    }

    fn of_database(health: &Health) -> Check {
        database(health, Path::new("/data/lapwing.db"))
    }

    #[test]
    fn a_keyring_is_missed_where_a_key_is_kept_in_it_and_nowhere_else() {
        for (state, needed, ailment) in [
            (VaultState::Available, true, None),
            (VaultState::Locked, true, Some(Ailment::Key)),
            (VaultState::Missing, true, Some(Ailment::Key)),
            (VaultState::Locked, false, None),
            (VaultState::Missing, false, None),
        ] {
            let check = keyring(state, needed);
            assert_eq!((check.ailment, check.fix.is_some()), (ailment, ailment.is_some()), "{check:?}");
        }
    }

    #[test]
    fn keys_that_are_left_over_are_an_ailment_of_the_keyring() {
        let fine = keyring(VaultState::Available, true);
        assert_eq!(emptied(fine.clone(), 0), fine);
        let check = emptied(fine, 2);
        assert_eq!(check.ailment, Some(Ailment::Key));
        assert!(check.message.ends_with("2 keys that are no longer used could not be deleted from the keyring."));
        let locked = emptied(keyring(VaultState::Locked, true), 1);
        assert!(locked.fix.is_some_and(|fix| fix.starts_with("Unlock it, then try again. Unlock the keyring")));
    }

    #[test]
    fn notifications_that_nobody_shows_are_an_ailment_of_desktops_only() {
        for (found, ailment) in [
            (Notifications::Shown, None),
            (Notifications::Nobody, Some(Ailment::Service)),
            (Notifications::NoBus, Some(Ailment::Service)),
            (Notifications::NoDesktop, None),
        ] {
            let check = notification_bus(found);
            assert_eq!((check.ailment, check.fix.is_some()), (ailment, ailment.is_some()), "{check:?}");
        }
    }

    #[test]
    fn flaws_and_a_full_disk_are_storage() {
        let damaged = of_database(&health(&["Tree 7 page 40:\n btreeInitPage() returns error code 11"], None));
        assert_eq!(damaged.ailment, Some(Ailment::Storage));
        let said = "The database is damaged (Tree 7 page 40: btreeInitPage() returns error code 11).";
        assert_eq!(damaged.message, said);
        let full = of_database(&health(&[], Some(99 << 20)));
        assert_eq!(full.ailment, Some(Ailment::Storage));
        assert_eq!(full.message, "The database is whole, but only 99 MiB are free beside it.");
    }

    #[test]
    fn a_whole_database_is_told_with_its_schema_and_its_room() {
        assert_eq!(
            of_database(&health(&[], Some(28 << 30))).message,
            "The database is whole (schema 4), with 28 GiB free."
        );
        assert_eq!(of_database(&health(&[], None)).message, "The database is whole (schema 4).");
    }

    #[test]
    fn what_kept_a_database_from_being_read_is_told_as_fact_and_advice() {
        let full = EngineError::Store(StoreError::Full { operation: "opening the database".into() });
        let check = unreadable_database(&full);
        assert_eq!(check.message, "Opening the database failed: the disk is full.");
        assert_eq!(check.fix.as_deref(), Some("Free some space and try again; nothing was half written"));
    }
}
