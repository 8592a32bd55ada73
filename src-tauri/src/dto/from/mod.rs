//! From the engine's values to the wire's, and back.

mod delivery;
mod detail;
mod error;
mod jobs;
mod marketplace;
mod profile;
mod rotation;
mod searches;
mod sources;
mod usage;
mod watching;

pub use searches::presets;
pub use sources::source;
