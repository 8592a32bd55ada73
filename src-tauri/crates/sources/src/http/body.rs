//! Reading a body up to a limit.

use std::error::Error;
use std::io;

use crate::error::Cause;

/// Largest body read, in bytes, decompressed: a small answer that unpacks into a huge one stops here too.
pub(crate) const BODY_LIMIT: usize = 16 << 20;

/// Why a body is not whole.
#[derive(Debug)]
pub(crate) enum Flaw {
    /// Larger than [`BODY_LIMIT`].
    TooLarge,
    /// It did not come in time.
    TimedOut(Cause),
    /// It ended early.
    Truncated(Cause),
    /// Its compression is broken.
    Garbled,
}

/// What could be read, and why that is not all.
pub(super) async fn read(mut response: reqwest::Response) -> (Vec<u8>, Option<Flaw>) {
    let mut body = Vec::new();
    if response.content_length().is_some_and(|length| length > BODY_LIMIT as u64) {
        return (body, Some(Flaw::TooLarge));
    }
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > BODY_LIMIT => return (body, Some(Flaw::TooLarge)),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return (body, None),
            Err(error) => return (body, Some(flaw(error.without_url()))),
        }
    }
}

fn flaw(error: reqwest::Error) -> Flaw {
    if error.is_timeout() {
        return Flaw::TimedOut(error.into());
    }
    let garbled = super::failure::causes(&error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|io| matches!(io.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData));
    if garbled { Flaw::Garbled } else { Flaw::Truncated(Box::<dyn Error + Send + Sync>::from(error)) }
}
