use lapwing_domain::link::LinkError;
use lapwing_engine::{EngineError, FailureKind, FetchError, StoreError};

use crate::dto::WireError;

impl From<EngineError> for WireError {
    fn from(error: EngineError) -> Self {
        let message = sentence(&error.to_string());
        match error {
            EngineError::NotFound { .. } => Self::NotFound { message },
            EngineError::InvalidQuery { problems } => {
                Self::InvalidQuery { message, problems: problems.into_iter().map(Into::into).collect() }
            }
            EngineError::TooWide(_) => Self::InvalidQuery { message, problems: Vec::new() },
            EngineError::NameTaken { .. }
            | EngineError::Invalid(_)
            | EngineError::InvalidProfile(_)
            | EngineError::NoSource
            | EngineError::WatchedElsewhere { .. } => Self::Invalid { message },
            EngineError::KeyMissing(_) => Self::KeyMissing { message },
            EngineError::KeyRejected { .. } | EngineError::NotAuthorized { .. } => Self::KeyRejected { message },
            EngineError::Limited { until, .. } => Self::Limited { message, until: Some(until.into()) },
            EngineError::Fetch(failure) => of_fetch(&failure, message),
            EngineError::Vault(_) => Self::Keyring { message },
            EngineError::Store(failure) => of_store(&failure, message),
            EngineError::DataDir { .. } => Self::Storage { message },
            EngineError::Sandbox(_) => Self::Unexpected { message },
        }
    }
}

impl From<LinkError> for WireError {
    fn from(error: LinkError) -> Self {
        Self::Invalid { message: error.to_string() }
    }
}

fn of_fetch(failure: &FetchError, message: String) -> WireError {
    match failure.kind() {
        FailureKind::KeyMissing => WireError::KeyMissing { message },
        FailureKind::KeyRejected => WireError::KeyRejected { message },
        FailureKind::RateLimited => WireError::Limited { message, until: None },
        FailureKind::BadRequest | FailureKind::Network | FailureKind::Service => WireError::Network { message },
    }
}

fn of_store(failure: &StoreError, message: String) -> WireError {
    match failure {
        StoreError::NotFound { .. } | StoreError::Stale => WireError::NotFound { message },
        StoreError::NameTaken { .. } => WireError::Invalid { message },
        _ => WireError::Storage { message },
    }
}

/// With a capital and a full stop: the crates below write parts of sentences, the window shows whole ones.
fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut whole: String = first.to_uppercase().chain(letters).collect();
    if !whole.ends_with(['.', '?', '”', ')']) {
        whole.push('.');
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_window_acts_on_keeps_its_kind() {
        let until = "2026-12-01T00:00:00Z".parse().unwrap();
        let limited = EngineError::Limited { source_name: "Main".into(), until, reason: "month used up".into() };
        let wire = WireError::from(limited);
        assert!(
            matches!(&wire, WireError::Limited { until: Some(instant), .. } if *instant == until.into()),
            "{wire:?}"
        );

        let taken = StoreError::NameTaken { name: "Rust".into() };
        assert!(matches!(WireError::from(EngineError::Store(taken)), WireError::Invalid { .. }));
        let busy = StoreError::Busy { operation: "saving".into() };
        assert!(matches!(WireError::from(EngineError::Store(busy)), WireError::Storage { .. }));
        assert!(matches!(WireError::from(EngineError::Fetch(FetchError::KeyMissing)), WireError::KeyMissing { .. }));
        assert!(matches!(WireError::from(EngineError::Fetch(FetchError::TimedOut(None))), WireError::Network { .. }));
    }

    #[test]
    fn messages_are_whole_sentences() {
        let busy = StoreError::Busy { operation: "saving the search".into() };
        let wire = WireError::from(EngineError::Store(busy));
        assert_eq!(
            wire.message(),
            "Saving the search failed: another program is busy writing to the database. Try again in a moment."
        );
        assert_eq!(sentence("Done."), "Done.");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn an_error_crosses_as_a_tagged_object() {
        let error = WireError::Limited { message: "Wait.".into(), until: None };
        assert_eq!(
            serde_json::to_value(error).unwrap(),
            serde_json::json!({ "code": "limited", "message": "Wait.", "until": null })
        );
    }
}
