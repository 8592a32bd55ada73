//! What can be typed.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use lapwing_engine::domain::profile::Key;

use crate::edit::{SearchEdit, Telling};
pub use crate::rotate::Rotate;

/// Watches the freelance job market through keys you own.
#[derive(Debug, Parser)]
#[command(name = "lapwing-cli", version, about, max_term_width = 100)]
pub struct Arguments {
    /// Data directory; the window's own unless given
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Print JSON: one document, or one object a line for streams
    #[arg(long, global = true)]
    pub json: bool,
    /// Print results and failures only
    #[arg(long, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Services and their keys
    #[command(subcommand)]
    Source(SourceCommand),
    /// Saved searches
    #[command(subcommand)]
    Search(AnySearchCommand),
    /// What you say of yourself, for the query `fits:me`
    #[command(subcommand)]
    Me(MeCommand),
    /// Try a query without saving it
    #[command(subcommand)]
    Query(QueryCommand),
    /// Watch until stopped and print each new match
    Watch {
        /// One round, then end
        #[arg(long)]
        once: bool,
    },
    /// Show what is asked, how often and why
    Plan,
    /// Search what is stored, newest first
    Jobs {
        /// A query; everything unless given
        #[arg(value_name = "Q", allow_hyphen_values = true)]
        query: Option<String>,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// What this month's calls were spent on, and how long the rest lasts
    Usage {
        /// One source; all of them unless given
        #[arg(long, value_name = "N")]
        source: Option<String>,
        /// Every server ever contacted, what for and how often, in place of the calls
        #[arg(long, conflicts_with = "source")]
        hosts: bool,
    },
    /// Look at everything that watching needs, and say what to do about what is missing
    Doctor {
        /// Test the services too, which costs two calls of each source's quota
        #[arg(long)]
        calls: bool,
    },
    /// Run a local server that behaves like the service, until stopped
    Sandbox(SandboxOptions),
}

#[derive(Debug, Subcommand)]
pub enum SourceCommand {
    /// Add a source
    Add {
        #[command(subcommand)]
        service: NewService,
    },
    /// List sources
    List,
    /// Test a source's key: two calls, three when the service speaks another dialect than it did
    Test {
        /// Its name
        name: String,
    },
    /// Remove a source, and its key from the keyring; its jobs stay
    Remove {
        /// Its name
        name: String,
    },
    /// Put a new key in the place of a source's key, then delete the old one; costs two calls of the quota, sometimes three
    Rotate(Rotate),
}

#[derive(Debug, Subcommand)]
pub enum NewService {
    /// The jobs API, one key. The key itself is never an argument
    JobsApi(NewJobsApi),
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("key").required(true).args(["key_stdin", "key_env", "import_env"]))]
pub struct NewJobsApi {
    /// A name for it
    #[arg(long)]
    pub name: String,
    /// Base address
    #[arg(long, value_name = "U", default_value = lapwing_engine::JOBS_API_ADDRESS)]
    pub base_url: String,
    /// The plan the key pays for
    #[arg(long, value_enum)]
    pub plan: Option<PlanName>,
    /// Calls already spent this month, elsewhere
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub calls_used: u32,
    /// A label such as staging
    #[arg(long, value_name = "E")]
    pub environment: Option<String>,
    /// Read the key from standard input into the keyring
    #[arg(long)]
    pub key_stdin: bool,
    /// Remember this variable's name and read the key from it at each start
    #[arg(long, value_name = "VAR")]
    pub key_env: Option<String>,
    /// Copy the key from this variable into the keyring
    #[arg(long, value_name = "VAR")]
    pub import_env: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum PlanName {
    Starter,
    Professional,
    Business,
}

#[derive(Debug, Subcommand)]
pub enum SearchCommand {
    /// Add a saved search
    Add {
        /// A name for it
        name: String,
        /// The query
        #[arg(long, value_name = "Q", allow_hyphen_values = true)]
        query: String,
        /// A source it reads; all of them unless given
        #[arg(long = "source", value_name = "N")]
        sources: Vec<String>,
        /// What happens with a new match
        #[arg(long, value_enum, default_value_t = NotifyName::Instant)]
        notify: NotifyName,
        /// Its weight when calls are scarce
        #[arg(long, value_enum, default_value_t = PriorityName::Normal)]
        priority: PriorityName,
        #[command(flatten)]
        telling: Telling,
    },
    /// Change one; what is not named stays as it is
    Edit(SearchEdit),
    /// List saved searches
    List,
    /// Show one
    Show {
        /// Its name
        name: String,
    },
    /// Pause or resume one
    Pause {
        /// Its name
        name: String,
        /// Resume it
        #[arg(long)]
        resume: bool,
    },
    /// Remove one
    Remove {
        /// Its name
        name: String,
    },
}

/// What can be done with searches, stored or not.
#[derive(Debug, Subcommand)]
pub enum AnySearchCommand {
    #[command(flatten)]
    Stored(SearchCommand),
    /// Make a query of a link of the marketplace's job search
    FromLink(SearchLink),
}

#[derive(Debug, Args)]
pub struct SearchLink {
    /// The address of the search's page; in quotes, since shells take its & for their own
    #[arg(value_name = "URL")]
    pub link: String,
    /// Add the query as a saved search of this name
    #[arg(long, value_name = "NAME")]
    pub save: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NotifyName {
    Instant,
    Digest,
    Silent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PriorityName {
    Low,
    Normal,
    High,
}

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

#[derive(Debug, Subcommand)]
pub enum MeCommand {
    /// Say something of yourself; an empty value takes it back
    Set {
        /// `country`, `languages`, `english`, `jss`, `hours` or `rate_floor`
        #[arg(value_parser = profile_key)]
        key: Key,
        /// Such as DE, "en,de", fluent, 95, 1200, 40
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
    /// Show what is said
    Show,
}

fn profile_key(word: &str) -> Result<Key, String> {
    let words = || Key::ALL.into_iter().map(Key::word).collect::<Vec<_>>().join(", ");
    Key::from_word(word).ok_or_else(|| format!("expected one of {}", words()))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Arguments {
        Arguments::try_parse_from([&["lapwing-cli"], words].concat()).unwrap()
    }

    #[test]
    fn a_query_may_begin_with_a_dash() {
        for words in [&["query", "match", "-js", "--jobs", "f"][..], &["query", "match", "--jobs", "f", "--", "-js"]] {
            match parse(words).command {
                Command::Query(QueryCommand::Match { query, jobs, .. }) => {
                    assert_eq!((query.as_str(), jobs), ("-js", PathBuf::from("f")));
                }
                other => panic!("{other:?}"),
            }
        }
        match parse(&["search", "add", "n", "--query", "-js"]).command {
            Command::Search(AnySearchCommand::Stored(SearchCommand::Add { query, .. })) => assert_eq!(query, "-js"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(parse(&["jobs", "-js"]).command, Command::Jobs { query: Some(query), .. } if query == "-js"));
    }

    #[test]
    fn a_key_must_come_from_somewhere_and_never_as_an_argument() {
        let add = ["lapwing-cli", "source", "add", "jobs-api", "--name", "n"];
        assert!(Arguments::try_parse_from(add).is_err());
        let both = ["--key-stdin", "--key-env", "X"];
        assert!(Arguments::try_parse_from([&add[..], &both[..]].concat()).is_err());
        assert!(Arguments::try_parse_from([&add[..], &["--key-stdin"]].concat()).is_ok());
    }

    #[test]
    fn the_definition_holds_together() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }
}
