//! What the page weighs, as it would travel.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::table::{Line, Table};
use crate::pictures::root;

/// Kilobytes.
const TARGET: f64 = 250.0;

/// JavaScript, CSS and HTML, each file compressed by itself; fonts are apart.
pub(super) fn weigh(table: &mut Table) {
    let mut files = Vec::new();
    find(&root().join("ui/dist"), &mut files);
    let counted =
        |path: &&PathBuf| path.extension().is_some_and(|kind| kind == "js" || kind == "css" || kind == "html");
    let bytes: f64 = files.iter().filter(counted).map(|path| compressed(path)).sum();
    let value = bytes / 1_000.0;
    table.add(Line {
        what: "JavaScript, CSS and HTML, gzip -9",
        value,
        floor: None,
        held: value,
        target: TARGET,
        unit: "kB",
        told: false,
    });
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the page was built: make page").flatten() {
        if entry.path().is_dir() {
            find(&entry.path(), files);
        } else {
            files.push(entry.path());
        }
    }
}

fn compressed(path: &Path) -> f64 {
    let output =
        Command::new("gzip").args(["-9", "-n", "-c"]).arg(path).stderr(Stdio::null()).output().expect("gzip starts");
    assert!(output.status.success(), "{} cannot be compressed", path.display());
    f64::from(u32::try_from(output.stdout.len()).expect("a file of the page is small"))
}
