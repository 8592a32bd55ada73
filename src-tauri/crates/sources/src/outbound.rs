//! Who hears of every connection before it is made, so that an account can be kept of all hosts ever contacted.
//!
//! The one HTTP client calls [`Outbound::leaving`] before each request and does not send what could not be noted.

use std::fmt::Debug;

use jiff::Timestamp;
use lapwing_vault::Origin;

use crate::error::Cause;

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Scheme, host and port of the server that is asked.
    pub origin: Origin,
    /// Host and port of the proxy between, if there is one.
    pub proxy: Option<String>,
}

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrival {
    /// Bytes of the body that were read, decompressed.
    pub bytes: u64,
    /// The server's clock, from its `Date` header.
    pub date: Option<Timestamp>,
}

/// Keeps the account.
#[async_trait::async_trait]
pub trait Outbound: Send + Sync + Debug {
    /// A request is about to leave.
    ///
    /// # Errors
    /// When it could not be noted; the request is then not sent.
    async fn leaving(&self, to: &Destination) -> Result<(), Cause>;

    /// An answer came. Not called for a request that got none.
    async fn answered(&self, from: &Destination, arrival: Arrival);
}
