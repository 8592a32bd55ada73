//! Drives the real built program as its user and its desktop do: through its window, its tray, the notifications it
//! sends, the keyring it writes and the files it leaves. It must not know how Lapwing does what it does.
//!
//! Whatever does not come about in time is a panic with a sentence: this crate is nothing but tests.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    clippy::print_stderr,
    reason = "a test that cannot go on says so and ends"
)]

pub mod album;
pub mod audit;
pub mod awkward;
pub mod browser;
pub mod bus;
pub mod command_line;
pub mod desktop;
pub mod journey;
pub mod keyring;
pub mod listener;
pub mod looks;
pub mod market;
pub mod needles;
pub mod notifications;
pub mod page;
pub mod pages;
pub mod pictures;
pub mod portal;
pub mod processes;
pub mod program;
pub mod speed;
pub mod stock;
pub mod tour;
pub mod tray;
pub mod wait;
mod web_driver;
mod x11;
