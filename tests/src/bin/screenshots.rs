//! `screenshots FOLDER [CONTENT…]`: pictures of every view in every size and theme, with none, one and ten thousand jobs,
//! and sheets of small ones to look over. `CONTENT` is `first-run`, `none`, `one`, `many` or `awkward`; without one all
//! are made.

#![allow(clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("Usage: screenshots FOLDER [CONTENT...]");
        return ExitCode::from(2);
    };
    let wanted: Vec<String> = arguments.filter_map(|content| content.into_string().ok()).collect();
    lapwing_e2e::album::make(folder.as_ref(), &wanted);
    ExitCode::SUCCESS
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("Pictures of the window are made on Linux only.");
    ExitCode::FAILURE
}
