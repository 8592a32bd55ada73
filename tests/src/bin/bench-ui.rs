//! `bench-ui`: measures the real window and prints a table. It fails only when something cannot be measured at all; a
//! target that is missed is named in the table.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    println!("{}", lapwing_e2e::speed::measure());
    ExitCode::SUCCESS
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("The window is measured on Linux only.");
    ExitCode::FAILURE
}
