//! What can be typed.

mod me;
mod notifications;
mod query;
mod sandbox;
mod search;
mod source;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use me::MeCommand;
pub use notifications::{NotificationsCommand, RuleName};
pub use query::QueryCommand;
pub use sandbox::SandboxOptions;
pub use search::{AnySearchCommand, NotifyName, PriorityName, SearchCommand, SearchLink};
pub use source::{Authorize, NewJobsApi, NewMarketplace, NewService, PlanName, SourceCommand};

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
    /// What holds for all notifications
    #[command(subcommand)]
    Notifications(NotificationsCommand),
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
