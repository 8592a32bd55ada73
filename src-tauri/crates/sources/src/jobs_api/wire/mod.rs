//! The jobs API's JSON and what Lapwing makes of it.
//!
//! Only a job's id is certain. Every other field may be absent, null, a number where a text was promised or the other
//! way round, or something else entirely; such a fact is unknown and the job is kept.

mod envelope;
mod job;
mod rescue;

pub use envelope::{BadEnvelope, Rows, decode_page};
pub(super) use envelope::{Complaint, check_envelope};
pub use job::decode_job;
pub use rescue::decode_job_text;

#[cfg(test)]
mod laws;
