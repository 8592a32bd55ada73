//! The schema's enumerations that no other service sends. A value added to the schema later is unknown.

use lapwing_domain::job::{English, Status};

/// `ClientVerificationStatus`. The service also sends an empty text, which says nothing.
pub(super) fn verified(word: &str) -> Option<bool> {
    match word {
        "VERIFIED" => Some(true),
        "NOT_VERIFIED" | "ACTIVE_BUT_NOT_VERIFIED" | "VERIFICATION_IN_PROGRESS" => Some(false),
        _ => None,
    }
}

/// `WorkFlowStateStatus`.
pub(super) fn status(word: &str) -> Option<Status> {
    match word {
        "ACTIVE" => Some(Status::Open),
        "CLOSED" => Some(Status::Closed),
        _ => None,
    }
}

/// `EnglishProficiency`; `ANY` requires nothing.
pub(super) fn english(word: &str) -> Option<English> {
    match word {
        "BASIC" => Some(English::Basic),
        "CONVERSATIONAL" => Some(English::Conversational),
        "FLUENT" => Some(English::Fluent),
        "NATIVE" => Some(English::Native),
        _ => None,
    }
}
