//! The committed TypeScript bindings say exactly what the commands and events are.
//!
//! `LAPWING_WRITE_BINDINGS=1 cargo test -p lapwing --test bindings` rewrites them after a change.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use specta_typescript::Typescript;

const COMMITTED: &str = "ui/src/lib/ipc/bindings.ts";

#[test]
fn the_committed_bindings_are_those_of_the_commands() {
    let directory = tempfile::tempdir().unwrap();
    let rendered = directory.path().join("bindings.ts");
    let language = Typescript::default().header("// Rendered by src-tauri/tests/bindings.rs. Do not edit.\n");
    lapwing::bindings::builder().export(language, &rendered).unwrap();
    let rendered = fs::read_to_string(rendered).unwrap();

    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join(COMMITTED);
    if std::env::var_os("LAPWING_WRITE_BINDINGS").is_some() {
        fs::create_dir_all(committed.parent().unwrap()).unwrap();
        fs::write(&committed, &rendered).unwrap();
    }
    let known = fs::read_to_string(&committed).unwrap_or_default();
    if let Some((line, (was, is))) = known.lines().zip(rendered.lines()).enumerate().find(|(_, (was, is))| was != is) {
        panic!("{COMMITTED}:{}: was `{was}`, is `{is}`. LAPWING_WRITE_BINDINGS=1 rewrites the file.", line + 1);
    }
    assert_eq!(known, rendered, "{COMMITTED} has another length. LAPWING_WRITE_BINDINGS=1 rewrites the file.");
}
