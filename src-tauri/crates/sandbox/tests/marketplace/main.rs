//! The marketplace's side of the sandbox over real HTTP, on loopback and under a clock of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod consent;
mod faults;
mod filters;
mod graphql;
mod nodes;
mod support;
mod tokens;
