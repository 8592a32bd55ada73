//! `query …`

use std::path::PathBuf;

use clap::Subcommand;
use jiff::Timestamp;

#[derive(Debug, Subcommand)]
pub enum QueryCommand {
    /// Print a query's normal form, or its error with its place
    Check {
        /// The query
        #[arg(value_name = "Q", allow_hyphen_values = true)]
        query: String,
    },
    /// Print what of a query a source's service would filter, and what is checked here
    Explain {
        /// The query
        #[arg(value_name = "Q", allow_hyphen_values = true)]
        query: String,
        /// The source
        #[arg(long, value_name = "N")]
        source: String,
    },
    /// Print the ids of the jobs in a file that fit
    Match {
        /// The query
        #[arg(value_name = "Q", allow_hyphen_values = true)]
        query: String,
        /// Job objects in the jobs API's shape, one a line; - for standard input
        #[arg(long, value_name = "FILE")]
        jobs: PathBuf,
        /// The instant that ages are counted from
        #[arg(long, value_name = "INSTANT")]
        now: Option<Timestamp>,
        /// What `fits:me` asks for, as `me show --json` prints it; without it every job fits
        #[arg(long, value_name = "FILE")]
        me: Option<PathBuf>,
        /// Say of every row why it fits, or does not
        #[arg(long)]
        explain: bool,
    },
}
