//! Authorizing: the page in the browser, the way back from it, tokens, and how they are renewed and kept.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod callback;
mod refusals;
mod scene;
mod session;
mod tokens;
