//! The sandbox over real HTTP, on loopback and under a clock of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod control;
mod dialect;
mod envelope;
mod fault;
mod filters;
mod market;
mod plans;
mod replay;
mod search_url;
mod support;
