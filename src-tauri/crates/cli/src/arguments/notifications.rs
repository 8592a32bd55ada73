//! `notifications …`

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum NotificationsCommand {
    /// Set a rule; an empty value takes it back
    Set {
        /// The rule
        rule: RuleName,
        /// Such as "mon,tue 22:00-07:00", 6, name, 35
        value: String,
    },
    /// Show the rules
    Show,
}

/// A rule that holds for all notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum RuleName {
    /// Hours in which nothing is shown
    QuietHours,
    /// Most notifications an hour
    Budget,
    /// How much a notification shows: everything, name or nothing
    Detail,
    /// So many proposals of a followed job are news
    ProposalsPast,
}
