//! The jobs API (`upworkjobsapi.com`), documented dialect: one key in a header, two endpoints.

mod wire;

pub use wire::{BadJob, decode_job, decode_job_text};
