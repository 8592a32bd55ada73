//! Searching at the marketplace: what goes there, what comes back, what may be wrong with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod asking;
mod failures;
mod pages;
mod report;
mod scene;
