//! The life of a key: how old it is, when another is to take its place, whose turn it is, and what tells that somebody else
//! uses it. Facts only; sentences are made where they are shown, but for the mail to the service ([`rotation::Mail`]).

pub mod alarm;
pub mod rotation;

use jiff::{SignedDuration, Timestamp};

/// The services' advice is to replace keys each quarter.
pub const ROTATE_AFTER: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Whole days since a key was added or took another's place. A clock that was put back makes no key younger than new.
pub fn age_in_days(added_at: Timestamp, now: Timestamp) -> u32 {
    u32::try_from(now.duration_since(added_at).as_hours() / 24).unwrap_or(0)
}

/// Whether a key has been in use for a quarter.
pub fn is_due(added_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(added_at) >= ROTATE_AFTER
}

/// What a source's label says it stands for. Other labels are as good, and have no place in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Where things are tried.
    Development,
    /// Where they are tried for the last time.
    Staging,
    /// What others rely on.
    Production,
}

impl Stage {
    /// Reads a label as people write it.
    ///
    /// ```
    /// use lapwing_domain::keys::Stage;
    ///
    /// assert_eq!(Stage::of_label(" Prod "), Some(Stage::Production));
    /// assert_eq!(Stage::of_label("the spare one"), None);
    /// ```
    pub fn of_label(label: &str) -> Option<Self> {
        match label.trim().to_lowercase().as_str() {
            "development" | "dev" => Some(Self::Development),
            "staging" | "stage" => Some(Self::Staging),
            "production" | "prod" => Some(Self::Production),
            _ => None,
        }
    }
}

/// A key of one of several sources of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyInUse<'a> {
    /// The source's name.
    pub name: &'a str,
    /// The source's label.
    pub environment: Option<&'a str>,
    /// Since when the key is in use.
    pub added_at: Timestamp,
    /// It took another's place and has not brought an answer yet.
    pub unproven: bool,
}

/// The staging sources that should have their new key before the production source `this` gets its own: those whose key is
/// older than the one `this` has now, due itself, or not proven yet. Empty for a source that is not production.
pub fn staging_first<'a>(this: &KeyInUse<'_>, others: &[KeyInUse<'a>], now: Timestamp) -> Vec<&'a str> {
    let is = |key: &KeyInUse<'_>, stage| key.environment.and_then(Stage::of_label) == Some(stage);
    if !is(this, Stage::Production) {
        return Vec::new();
    }
    let waits = |key: &&KeyInUse<'_>| key.unproven || key.added_at <= this.added_at || is_due(key.added_at, now);
    others.iter().filter(|key| is(key, Stage::Staging)).filter(waits).map(|key| key.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_key_is_due_when_ninety_days_are_over_and_not_before() {
        let added = at("2026-01-01T12:00:00Z");
        assert!(!is_due(added, at("2026-04-01T11:59:59Z")));
        assert!(is_due(added, at("2026-04-01T12:00:00Z")));
        assert_eq!(age_in_days(added, at("2026-04-01T11:59:59Z")), 89);
        assert_eq!(age_in_days(added, at("2026-04-01T12:00:00Z")), 90);
        assert_eq!(age_in_days(added, at("2025-01-01T12:00:00Z")), 0, "a clock that was put back");
    }

    fn key<'a>(name: &'a str, environment: &'a str, added_at: &str) -> KeyInUse<'a> {
        KeyInUse { name, environment: Some(environment), added_at: at(added_at), unproven: false }
    }

    #[test]
    fn staging_comes_before_production() {
        let now = at("2026-11-23T10:00:00Z");
        let production = key("live", "production", "2026-08-20T10:00:00Z");
        let waiting = |others: &[KeyInUse<'static>]| staging_first(&production, others, now);
        assert_eq!(waiting(&[key("try", "staging", "2026-08-19T10:00:00Z")]), ["try"]);
        assert_eq!(waiting(&[key("try", "Staging", "2026-08-21T10:00:00Z")]), ["try"], "newer, and due as well");
        assert_eq!(waiting(&[key("try", "staging", "2026-11-23T09:00:00Z")]), [""; 0]);
        let unproven = KeyInUse { unproven: true, ..key("try", "staging", "2026-11-23T09:00:00Z") };
        assert_eq!(waiting(&[unproven]), ["try"], "its new key has not worked yet");
        assert_eq!(waiting(&[key("dev", "development", "2026-01-01T10:00:00Z")]), [""; 0]);
    }

    #[test]
    fn other_sources_wait_for_nobody() {
        let now = at("2026-11-23T10:00:00Z");
        let staging = key("try", "staging", "2026-08-20T10:00:00Z");
        for label in ["staging", "development", "spare"] {
            assert_eq!(staging_first(&key("one", label, "2026-08-20T10:00:00Z"), &[staging], now), [""; 0], "{label}");
        }
    }
}
