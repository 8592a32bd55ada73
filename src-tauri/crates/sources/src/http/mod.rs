//! HTTP to a job service.

/// Largest body read, in bytes, decompressed.
pub(crate) const BODY_LIMIT: usize = 16 << 20;
