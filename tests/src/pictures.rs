//! Pictures of pages and of the whole screen, in `artifacts/` at the root of the project.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder for what tests leave behind.
pub fn artifacts() -> PathBuf {
    let folder = root().join("artifacts");
    fs::create_dir_all(&folder).expect("artifacts/ can be made");
    folder
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the project").to_owned()
}

/// Keeps a picture as `artifacts/NAME.png` and says where.
pub fn keep(name: &str, png: &[u8]) -> PathBuf {
    let path = artifacts().join(format!("{name}.png"));
    fs::write(&path, png).expect("a picture can be written");
    path
}

/// Takes a picture of the whole screen, notifications of other programs included. Only a help in finding out what went
/// wrong, so a failure is nobody's failure.
pub(crate) fn keep_screen(name: &str) {
    let path = artifacts().join(format!("{name}.png"));
    let _ = Command::new("import").args(["-window", "root"]).arg(path).status();
}

/// A name for what a failing test leaves behind: the test's own, fit for a file.
pub(crate) fn name_of_this_test() -> String {
    let name = std::thread::current().name().unwrap_or("program").to_owned();
    name.replace("::", "-")
}
