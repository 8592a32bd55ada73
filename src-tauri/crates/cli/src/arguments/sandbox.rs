//! `sandbox`

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct SandboxOptions {
    /// Port on 127.0.0.1; any free one unless given
    #[arg(long, value_name = "P", default_value_t = 0)]
    pub port: u16,
    /// Replay job objects from a file, one a line, in place of the synthetic market
    #[arg(long, value_name = "FILE")]
    pub dataset: Option<PathBuf>,
    /// How much faster than in life jobs arrive
    #[arg(long, value_name = "X", default_value_t = 1.0)]
    pub speed: f64,
    /// Seed of the market and of the credentials
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Plan of the key: starter, professional, business or unlimited
    #[arg(long, value_name = "P", default_value = "starter")]
    pub plan: lapwing_sandbox::Plan,
    /// How jobs are asked for: documented or search-url
    #[arg(long, value_name = "D", default_value_t = lapwing_sandbox::Dialect::Documented)]
    pub dialect: lapwing_sandbox::Dialect,
    /// A failure to play, such as 401, 429 or malformed; may be given several times
    #[arg(long = "fault", value_name = "KIND")]
    pub faults: Vec<lapwing_sandbox::Fault>,
}
