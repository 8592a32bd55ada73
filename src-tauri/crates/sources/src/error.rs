//! Why a page could not be fetched, in sentences that say the fact and then what to do.
//!
//! The classes are those of `docs/watching.md`, "When things go wrong". A service's own sentence is kept for showing
//! and never decides anything.

mod meaning;
mod sentences;

use std::time::Duration;

use jiff::Timestamp;

use crate::key::BadKey;
use crate::source::Quota;
use sentences::{lacking, redirected, refused, said, waiting};

/// The failure underneath, kept as the error's source.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What is known of the answer that carried a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Bytes of the body read, decompressed.
    pub bytes: u64,
    /// What the rate headers said.
    pub quota: Quota,
}

/// How long a service asks to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// This long from the answer on.
    RetryAfter(Duration),
    /// Until an instant, which may lie in the past when the clocks disagree.
    Until(Timestamp),
    /// It did not say: until the next minute begins, growing when that is not enough.
    NextMinute,
}

/// What a failure means for the source it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureKind {
    /// There is no key to send.
    KeyMissing,
    /// The key, or what its owner allowed with it, was refused: stop asking.
    KeyRejected,
    /// Too many requests: wait as told.
    RateLimited,
    /// The service does not understand the request.
    BadRequest,
    /// The service was not reached.
    Network,
    /// The service was reached and did not answer as it should.
    Service,
}

/// A request that a service does not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unaccepted {
    /// Method, path and query as sent, without the key.
    pub request: String,
    /// The parameter the service names, if it does.
    pub parameter: Option<String>,
}

/// Why there is no page.
///
/// The text of a message is for showing. It never holds the key.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// There is no key to send.
    #[error("There is no key for this source. Add one, then try again.")]
    KeyMissing,
    /// The key held for this source cannot be sent.
    #[error(transparent)]
    KeyUnusable(#[from] BadKey),
    /// 401, or a refusal in the service's own words.
    #[error("The key was rejected ({}). Paste it again, or ask the service for a new one.{}", answer.status, said(message))]
    Rejected {
        /// The service's sentence.
        message: String,
        /// The answer.
        answer: Answer,
    },
    /// The permission that the user gave has ended: it was withdrawn, ran out unused, or was replaced by another one.
    #[error("The authorization has ended. Authorize Lapwing again.")]
    GrantGone {
        /// The answer.
        answer: Answer,
    },
    /// The place where the authorization is kept could not be read.
    #[error("The kept authorization could not be read ({0}). Unlock the keyring, then try again.")]
    TokensUnreadable(#[source] Cause),
    /// The code that authorizing ends with was not accepted.
    #[error("The code was not accepted: a code works once and only for a few minutes. Begin the authorization again.")]
    CodeGone {
        /// The answer.
        answer: Answer,
    },
    /// The key may not see what was asked for.
    #[error("{}", lacking(fields))]
    MissingPermission {
        /// What it may not see, as `Type.field`.
        fields: Vec<String>,
        /// The answer.
        answer: Answer,
    },
    /// A gatekeeper before the service sent a web page in its place, which says nothing about the key or the request.
    #[error(
        "A gatekeeper before the service stopped the request ({}); the service itself has not seen it. Wait a while, or try another network.",
        answer.status
    )]
    Blocked {
        /// The answer.
        answer: Answer,
    },
    /// 429.
    #[error("The service asks to wait (429): too many requests. {}{}", waiting(*wait), said(message))]
    RateLimited {
        /// How long.
        wait: Wait,
        /// The service's sentence.
        message: String,
        /// The answer.
        answer: Answer,
    },
    /// 400 and its kin.
    #[error("{}{}", refused(what, answer.status), said(message))]
    BadRequest {
        /// What is not accepted.
        what: Box<Unaccepted>,
        /// The service's sentence.
        message: String,
        /// The answer.
        answer: Answer,
    },
    /// 404: the address leads to a server that is not this service.
    #[error("Nothing is found at this address (404). Check the base address.")]
    NotFound {
        /// The answer.
        answer: Answer,
    },
    /// An answer that sends somewhere else. It is not followed, so that the key stays where it belongs.
    #[error("{}", redirected(to_host.as_deref()))]
    Redirected {
        /// Host of the place it points to.
        to_host: Option<String>,
        /// The answer.
        answer: Answer,
    },
    /// The request was not sent, because the service takes no more of them for now.
    #[error("The service takes no more requests for now; Lapwing keeps to that. Lapwing asks again after {}.", lapwing_domain::when::moment(*until))]
    Ceiling {
        /// From when on there is room.
        until: Timestamp,
    },
    /// The machine has no way to the network.
    #[error("This computer is offline. Check the connection; Lapwing tries again by itself.")]
    Offline(#[source] Cause),
    /// The host's name leads nowhere.
    #[error("The host {host} was not found. Check the connection and the base address.")]
    Dns {
        /// The name.
        host: String,
        /// Cause.
        #[source]
        source: Cause,
    },
    /// Nothing accepts connections there.
    #[error("Nothing answers at {host}. Check the base address and that the service is running.")]
    Unreachable {
        /// Host and port.
        host: String,
        /// Cause.
        #[source]
        source: Cause,
    },
    /// No trusted connection.
    #[error(
        "No secure connection to {host} could be made. Check the computer's date and certificates, and any program that inspects connections."
    )]
    Tls {
        /// Host.
        host: String,
        /// Cause.
        #[source]
        source: Cause,
    },
    /// The system's certificates could not be read, so that no server can be trusted.
    #[error(
        "This computer's certificates could not be read. Install them (on Debian the package ca-certificates), then try again."
    )]
    NoCertificates(#[source] Cause),
    /// The answer did not come in time.
    #[error("The service did not answer in time. Lapwing tries again by itself.")]
    TimedOut(#[source] Option<Cause>),
    /// The proxy between failed.
    #[error("The proxy {proxy} did not let the request through. Check the proxy settings.")]
    Proxy {
        /// Host and port of the proxy, without credentials.
        proxy: String,
        /// Cause.
        #[source]
        source: Option<Cause>,
    },
    /// 5xx, or a failure told inside a good status.
    #[error("The service failed ({}). Lapwing tries again by itself.{}", answer.status, said(message))]
    Server {
        /// The service's sentence, empty when the body was no envelope.
        message: String,
        /// The answer.
        answer: Answer,
    },
    /// Something other than JSON, such as a web page.
    #[error("The address answers with {}, not with jobs. Check the base address and whether a login page stands in between.", if *html { "a web page" } else { "something else" })]
    NotJson {
        /// It looks like a web page.
        html: bool,
        /// The answer.
        answer: Answer,
    },
    /// The body ended too early.
    #[error("The answer was cut off. Lapwing tries again by itself.")]
    Truncated {
        /// The answer.
        answer: Answer,
        /// Cause.
        #[source]
        source: Option<Cause>,
    },
    /// JSON that is broken, or not the envelope Lapwing knows.
    #[error(
        "The answer has a shape Lapwing does not know: {what}. Lapwing tries again; if it stays, look for a newer version."
    )]
    Malformed {
        /// What is odd about it.
        what: String,
        /// The answer.
        answer: Answer,
    },
    /// A body beyond the limit; the rest was not read.
    #[error("The answer is larger than {} MiB and was not read. Check the base address.", crate::http::BODY_LIMIT >> 20)]
    TooLarge {
        /// The answer.
        answer: Answer,
    },
    /// The request was not sent, because it could not be noted before ([`crate::Outbound`]).
    #[error(
        "Nothing was sent, because the outbound ledger could not be written. Look at the disk and the data directory."
    )]
    NotNoted(#[source] Cause),
    /// The connection broke in another way.
    #[error("The connection to the service broke. Lapwing tries again by itself.")]
    Connection(#[source] Cause),
}
