//! From the engine's values to the wire's, and back.

mod beside;
mod delivery;
mod detail;
mod diff;
mod error;
mod jobs;
mod marketplace;
mod marks;
mod profile;
mod rotation;
mod searches;
mod sources;
mod timeline;
mod usage;
mod watching;

pub use searches::presets;
pub use sources::source;
