//! The jobs API as a client meets it: what is decoded, what is refused, what a key is protected from.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod decoding;
mod dialects;
mod failures;
mod protection;
mod report;
mod server;
