//! The program from its first line: arguments, hardening, logging, then the desktop.

use std::env;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use lapwing_engine::DataDir;

use crate::arguments::{self, Arguments, Asked};
use crate::data::Places;
use crate::environment::StartEnvironment;
use crate::start::{self, Plan};
use crate::{hardening, logging};

/// Exit status for arguments that make no sense.
const USAGE: u8 = 2;
/// Exit status when there is no place for the data.
const STORAGE: u8 = 6;

/// Runs Lapwing.
pub fn main() -> ExitCode {
    let environment = StartEnvironment::take();
    match arguments::read(env::args_os().skip(1)) {
        Ok(Asked::Run(arguments)) => run(arguments, environment),
        Ok(Asked::Help) => print(arguments::USAGE),
        Ok(Asked::Version) => print(concat!("lapwing ", env!("CARGO_PKG_VERSION"))),
        Err(problem) => refuse(&format!("{problem}\n{}", arguments::USAGE), USAGE),
    }
}

fn run(arguments: Arguments, environment: StartEnvironment) -> ExitCode {
    let own_data_dir = arguments.data_dir.is_some();
    let Some(data_dir) = arguments.data_dir.or_else(DataDir::default_path).and_then(absolute) else {
        return refuse("There is no home folder to keep the data in. Name one with --data-dir DIR.", STORAGE);
    };
    // When this fails, opening the database fails too, and the window says why.
    let _ = DataDir::open(&data_dir);
    logging::start(&data_dir);
    hardening::forbid_core_dumps();
    hardening::report_panics_without_their_data();
    let plan = Plan { hidden: arguments.hidden, places: Places::new(data_dir), own_data_dir, environment };
    match start::run(plan) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&format!("Lapwing could not start: {error}."), 1),
    }
}

fn absolute(path: PathBuf) -> Option<PathBuf> {
    std::path::absolute(path).ok()
}

fn print(line: &str) -> ExitCode {
    // A reader that went away has no use for the rest.
    let _ = writeln!(io::stdout(), "{line}");
    ExitCode::SUCCESS
}

fn refuse(line: &str, status: u8) -> ExitCode {
    let _ = writeln!(io::stderr(), "{line}");
    ExitCode::from(status)
}
