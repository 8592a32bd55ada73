//! What the window can ask. Each command reads its arguments, calls the engine and maps what comes of it, no more.

#![expect(clippy::needless_pass_by_value, reason = "Tauri hands the arguments of a command over by value")]

pub mod application;
pub mod delivery;
pub mod jobs;
pub mod keys;
pub mod marketplace;
pub mod marks;
pub mod profile;
pub mod searches;
pub mod snippets;
pub mod sources;
pub mod usage;
pub mod watching;

use crate::dto::WireError;

/// What a command comes to.
type Answer<T> = Result<T, WireError>;
