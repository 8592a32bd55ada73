//! `lapwing-cli`: Lapwing for scripts and servers. It needs no display and shares the window's data directory.
//!
//! Results go to standard output, everything else to standard error. Exit statuses are in [`status`].

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod arguments;
mod authorize;
mod desktop;
mod doctor;
mod edit;
mod explain;
mod hosts;
mod jobs;
mod link;
mod me;
mod notices;
mod notifications;
mod output;
mod plan;
mod ports;
mod pushdown;
mod query;
mod rotate;
mod sandbox;
mod search;
mod source;
mod status;
mod usage;
mod watch;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{AnySearchCommand, Arguments, Command};
use crate::output::Output;
use crate::status::Failure;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) => {
            // Clap knows which of its messages are answers (--help) and which are complaints.
            let status = if usage.use_stderr() { status::USAGE } else { status::DONE };
            return if usage.print().is_ok() { ExitCode::from(status) } else { ExitCode::from(status::UNEXPECTED) };
        }
    };
    let usual = if arguments.quiet { "error" } else { "warn" };
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("LAPWING_LOG").unwrap_or_else(|_| usual.into()))
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    let output = Output::new(arguments.json, arguments.quiet);
    let result = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime.block_on(run(arguments, output)),
        Err(problem) => Err(Failure::unexpected(format!("Lapwing could not start: {problem}."))),
    };
    match result {
        Ok(()) => ExitCode::from(status::DONE),
        Err(failure) => {
            Output::complain(&failure.message);
            ExitCode::from(failure.status)
        }
    }
}

async fn run(arguments: Arguments, output: Output) -> Result<(), Failure> {
    let data_dir = arguments.data_dir;
    match arguments.command {
        Command::Source(command) => source::run(command, data_dir, output).await,
        Command::Search(AnySearchCommand::Stored(command)) => search::run(command, data_dir, output).await,
        Command::Search(AnySearchCommand::FromLink(link)) => link::run(link, data_dir, output).await,
        Command::Me(command) => me::run(command, data_dir, output).await,
        Command::Notifications(command) => notifications::run(command, data_dir, output).await,
        Command::Query(command) => query::run(&command, data_dir, output).await,
        Command::Watch { once } => watch::run(once, data_dir, output).await,
        Command::Plan => plan::run(data_dir, output).await,
        Command::Jobs { query, limit } => {
            jobs::run(query.as_deref().unwrap_or_default(), limit, data_dir, output).await
        }
        Command::Usage { hosts: true, .. } => hosts::run(data_dir, output).await,
        Command::Usage { source, .. } => usage::run(source.as_deref(), data_dir, output).await,
        Command::Doctor { calls } => doctor::run(calls, data_dir, output).await,
        Command::Sandbox(options) => sandbox::run(options, output).await,
    }
}
