//! The desktop shell: starts the program, gives the window its typed commands and events, and owns tray, notifications
//! and windows. It is thin: what Lapwing does is in `lapwing_engine`, and only this crate knows Tauri.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod arguments;
pub mod bindings;
mod clipboard;
mod commands;
mod data;
mod drops;
mod dto;
mod environment;
mod events;
mod farewell;
mod figures;
mod hardening;
mod links;
mod logging;
mod messages;
mod note;
mod notifications;
mod opening;
mod preferences;
mod program;
mod sandbox_host;
mod start;
mod tray;
mod window;

pub use program::main;
