//! What a failure means for the source, and what is known of the answer it came in.

use super::{Answer, FailureKind, FetchError};

impl FetchError {
    /// What it means for the source.
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::KeyMissing | Self::KeyUnusable(_) | Self::TokensUnreadable(_) => FailureKind::KeyMissing,
            Self::Rejected { .. } | Self::GrantGone { .. } | Self::CodeGone { .. } | Self::MissingPermission { .. } => {
                FailureKind::KeyRejected
            }
            Self::RateLimited { .. } | Self::Ceiling { .. } => FailureKind::RateLimited,
            Self::BadRequest { .. } => FailureKind::BadRequest,
            Self::Offline(_)
            | Self::Dns { .. }
            | Self::Unreachable { .. }
            | Self::Tls { .. }
            | Self::NoCertificates(_)
            | Self::TimedOut(_)
            | Self::Proxy { .. }
            | Self::NotNoted(_)
            | Self::Connection(_) => FailureKind::Network,
            Self::NotFound { .. }
            | Self::Blocked { .. }
            | Self::Redirected { .. }
            | Self::Server { .. }
            | Self::NotJson { .. }
            | Self::Truncated { .. }
            | Self::Malformed { .. }
            | Self::TooLarge { .. } => FailureKind::Service,
        }
    }

    /// Whether the same request may well succeed later without anyone changing anything.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::KeyMissing
            | Self::KeyUnusable(_)
            | Self::TokensUnreadable(_)
            | Self::NoCertificates(_)
            | Self::Rejected { .. }
            | Self::GrantGone { .. }
            | Self::CodeGone { .. }
            | Self::MissingPermission { .. }
            | Self::BadRequest { .. }
            | Self::NotFound { .. }
            | Self::Redirected { .. }
            | Self::TooLarge { .. } => false,
            Self::RateLimited { .. }
            | Self::Ceiling { .. }
            | Self::Blocked { .. }
            | Self::Offline(_)
            | Self::Dns { .. }
            | Self::Unreachable { .. }
            | Self::Tls { .. }
            | Self::TimedOut(_)
            | Self::Proxy { .. }
            | Self::NotNoted(_)
            | Self::Connection(_)
            | Self::Server { .. }
            | Self::NotJson { .. }
            | Self::Truncated { .. }
            | Self::Malformed { .. } => true,
        }
    }

    /// The answer it came in, when there was one.
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Rejected { answer, .. }
            | Self::RateLimited { answer, .. }
            | Self::BadRequest { answer, .. }
            | Self::NotFound { answer }
            | Self::GrantGone { answer }
            | Self::CodeGone { answer }
            | Self::MissingPermission { answer, .. }
            | Self::Blocked { answer }
            | Self::Redirected { answer, .. }
            | Self::Server { answer, .. }
            | Self::NotJson { answer, .. }
            | Self::Truncated { answer, .. }
            | Self::Malformed { answer, .. }
            | Self::TooLarge { answer } => Some(answer),
            _ => None,
        }
    }

    /// Whether the service names a parameter it does not take, which is how it tells that it speaks another dialect.
    pub fn names_parameter(&self) -> bool {
        matches!(self, Self::BadRequest { what, .. } if what.parameter.is_some())
    }

    /// HTTP status, when there was an answer.
    pub fn status(&self) -> Option<u16> {
        self.answer().map(|answer| answer.status)
    }

    /// Bytes of the answer's body that were read.
    pub fn bytes(&self) -> u64 {
        self.answer().map_or(0, |answer| answer.bytes)
    }

    /// The same error with `key` blotted out of everything the service said, should it have repeated it.
    pub(crate) fn without(mut self, key: &str) -> Self {
        let blot = |said: &mut String| {
            if !key.is_empty() && said.contains(key) {
                *said = said.replace(key, "[redacted]");
            }
        };
        match &mut self {
            Self::Rejected { message, .. } | Self::RateLimited { message, .. } | Self::Server { message, .. } => {
                blot(message);
            }
            Self::BadRequest { what, message, .. } => {
                blot(message);
                blot(&mut what.request);
                what.parameter.as_mut().map(blot);
            }
            Self::Malformed { what, .. } => blot(what),
            _ => {}
        }
        self
    }

    /// Whether the service may have counted the call. A request that never reached it has cost nothing.
    pub fn counts(&self) -> bool {
        self.answer().is_some() || matches!(self, Self::TimedOut(_) | Self::Connection(_))
    }
}
