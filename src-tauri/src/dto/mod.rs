//! What crosses between the window and the shell. Nothing else is serialised: ids cross as texts, counts as `u32`,
//! instants as RFC 3339, unknown as null.
//!
//! A value of the engine is turned into one of these where it is defined here, and nowhere else.

pub mod application;
pub mod client;
pub mod delivery;
pub mod detail;
pub mod error;
mod from;
pub mod jobs;
pub mod marketplace;
pub mod marks;
pub mod profile;
pub mod searches;
pub mod sources;
pub mod usage;
pub mod watching;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

pub use error::WireError;
pub use from::{presets, source};

/// An instant, RFC 3339 in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct Instant(String);

impl From<Timestamp> for Instant {
    fn from(instant: Timestamp) -> Self {
        Self(instant.to_string())
    }
}

/// Reads an id the page was given earlier.
///
/// # Errors
/// [`WireError::NotFound`]: nothing has such an id.
pub fn id<T: std::str::FromStr>(text: &str) -> Result<T, WireError> {
    text.parse().map_err(|_| WireError::NotFound { message: "That is no longer there.".to_owned() })
}

/// Reads the ids of several.
///
/// # Errors
/// [`WireError::NotFound`]: nothing has one of them.
pub fn ids<T: std::str::FromStr>(texts: &[String]) -> Result<Vec<T>, WireError> {
    texts.iter().map(|text| id(text)).collect()
}

/// As many as a count of the wire can say.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_cross_in_utc() {
        let instant: Timestamp = "2026-11-22T10:00:00+02:00".parse().unwrap();
        assert_eq!(serde_json::to_string(&Instant::from(instant)).unwrap(), r#""2026-11-22T08:00:00Z""#);
    }

    #[test]
    fn an_id_that_is_none_finds_nothing() {
        assert_eq!(id::<lapwing_domain::JobKey>("17").map(|key| key.0), Ok(17));
        assert!(matches!(id::<lapwing_domain::JobKey>("../17"), Err(WireError::NotFound { .. })));
    }
}
