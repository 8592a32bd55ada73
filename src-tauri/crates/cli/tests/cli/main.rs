//! The built command line, run as scripts run it: what it prints, where, and how it ends.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod doctor;
mod editing;
mod explaining;
mod keyring;
mod links;
mod marketplace;
mod notifications;
mod output;
mod planning;
mod problems;
mod pushdown;
mod queries;
mod rotating;
mod sandbox;
mod statuses;
mod support;
mod usage;
mod watching;
