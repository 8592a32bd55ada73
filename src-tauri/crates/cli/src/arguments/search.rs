//! `search …`

use clap::{Args, Subcommand, ValueEnum};

use crate::edit::{SearchEdit, Telling};

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
