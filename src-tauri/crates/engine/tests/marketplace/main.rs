//! The marketplace API, against the sandbox that plays it: access, rounds, and each row of its terms.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod content;
mod failures;
mod rounds;
mod shop;
mod terms;
