//! What can go wrong with the sandbox itself, as opposed to what it plays.

use std::io;
use std::path::PathBuf;

/// Why a sandbox did not start, or did not come back.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The port is taken or may not be used.
    #[error("cannot listen on 127.0.0.1:{port}; choose another port, or 0 for any free one")]
    Bind {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The file to replay cannot be read.
    #[error("cannot read the postings in {}: {source}", path.display())]
    Dataset {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file to replay holds no job object.
    #[error("{} holds no job object ({skipped} lines skipped); one JSON object with an `id` is wanted on each line", path.display())]
    EmptyDataset {
        /// The file.
        path: PathBuf,
        /// Lines that were no job objects.
        skipped: usize,
    },
    /// No certificate could be made for an encrypted connection.
    #[error("cannot encrypt connections: {0}")]
    Certificate(String),
    /// The schema of the marketplace's API does not hold together.
    #[error("the marketplace's schema is wrong: {0}")]
    Schema(String),
    /// An option is out of its range.
    #[error("{name} must be {wanted}")]
    OutOfRange {
        /// The option.
        name: &'static str,
        /// What it must be.
        wanted: &'static str,
    },
}

/// Why a job could not be published or edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// A job is a JSON object, and its `id`, when given, is a text.
    #[error("a job is a JSON object whose `id`, when given, is a text")]
    NotAJob,
    /// Nothing with this id is listed now.
    #[error("no job `{0}` is listed now")]
    UnknownJob(String),
}
