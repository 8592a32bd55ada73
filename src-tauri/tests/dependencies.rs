//! The dependency rule: who may know whom. ARCHITECTURE.md says why; these tests say when it is broken.
//!
//! Declared dependencies of every kind count, those of tests and of single systems too, because an edge that only a
//! test uses still lets knowledge flow the wrong way; the exceptions are named in [`IN_TESTS`]. What no list of dependencies shows (who asks for the time, who in
//! the page talks to the host) is read from the sources.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// For each package of the workspace, the packages of the workspace it may depend on. A package that is not named here
/// is refused, so that a new one gets its place on purpose.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("lapwing", &["lapwing-engine", "lapwing-sandbox", "lapwing-domain"]),
    ("lapwing-cli", &["lapwing-engine", "lapwing-sandbox", "lapwing-domain"]),
    ("lapwing-engine", &["lapwing-sources", "lapwing-store", "lapwing-vault", "lapwing-domain"]),
    ("lapwing-sources", &["lapwing-vault", "lapwing-domain"]),
    ("lapwing-store", &["lapwing-domain"]),
    ("lapwing-vault", &[]),
    ("lapwing-sandbox", &["lapwing-domain"]),
    ("lapwing-domain", &[]),
    ("lapwing-reference", &[]),
    (
        "lapwing-simulate",
        &["lapwing-engine", "lapwing-sources", "lapwing-vault", "lapwing-domain", "lapwing-reference"],
    ),
    ("lapwing-e2e", &["lapwing-sandbox", "lapwing-domain"]),
];

/// Edges that tests alone may have: the engine is proved against the server it was made to watch, with invented queries.
const IN_TESTS: &[(&str, &str)] = &[
    ("lapwing-engine", "lapwing-sandbox"),
    ("lapwing-engine", "lapwing-reference"),
    ("lapwing-sources", "lapwing-reference"),
];

/// Crates that only one package may know, by the start or the end of their names.
const OWNED: &[(Name, &str)] = &[
    (Name::StartsWith("tauri"), "lapwing"),
    (Name::StartsWith("rusqlite"), "lapwing-store"),
    (Name::StartsWith("keyring"), "lapwing-vault"),
    (Name::EndsWith("-keyring-store"), "lapwing-vault"),
];

/// Crates that would bring input, output, waiting or a keyring into the one package that is only thought.
const IMPURE: &[&str] = &["tokio", "async-trait", "futures-util", "reqwest", "axum", "dirs", "tracing", "tempfile"];

/// How code asks for the time of day. Measuring how long something took is another matter.
const TIME_OF_DAY: &[&str] = &["Timestamp::now()", "Zoned::now()", "SystemTime::now()"];

/// The only files below the shell and the command line that may: the clock both of them hand in, and the sandbox's own.
const CLOCKS: &[&str] = &["src-tauri/crates/engine/src/system.rs", "src-tauri/crates/sandbox/src/clock.rs"];

#[derive(Clone, Copy)]
enum Name {
    StartsWith(&'static str),
    EndsWith(&'static str),
}

impl Name {
    fn fits(self, name: &str) -> bool {
        match self {
            Self::StartsWith(start) => name.starts_with(start),
            Self::EndsWith(end) => name.ends_with(end),
        }
    }
}

/// What each package of a workspace declares to depend on.
type Declared = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_package_knows_only_those_below_it() {
    assert_eq!(forbidden_edges(&workspace()), Vec::<String>::new());
}

#[test]
fn every_package_has_a_place_in_the_rule_and_every_place_a_package() {
    let packages: Vec<String> = workspace().into_keys().collect();
    let mut places: Vec<&str> = MAY_KNOW.iter().map(|(package, _)| *package).collect();
    places.sort_unstable();
    assert_eq!(packages, places);
}

#[test]
fn tauri_sql_and_the_keyring_each_have_one_home() {
    assert_eq!(strangers(&workspace()), Vec::<String>::new());
}

#[test]
fn the_domain_does_nothing_but_think() {
    let domain = &workspace()["lapwing-domain"];
    assert_eq!(IMPURE.iter().filter(|name| domain.contains(**name)).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn a_forbidden_edge_is_named() {
    let declared = Declared::from([("lapwing-store".into(), BTreeSet::from(["lapwing-engine".into()]))]);
    assert_eq!(forbidden_edges(&declared), ["lapwing-store -> lapwing-engine"]);
}

#[test]
fn a_crate_outside_its_home_is_named() {
    let declared = Declared::from([(
        "lapwing-engine".into(),
        BTreeSet::from(["tauri-plugin-store".into(), "rusqlite".into(), "zbus-secret-service-keyring-store".into()]),
    )]);
    assert_eq!(
        strangers(&declared),
        [
            "lapwing-engine -> rusqlite (only lapwing-store)",
            "lapwing-engine -> tauri-plugin-store (only lapwing)",
            "lapwing-engine -> zbus-secret-service-keyring-store (only lapwing-vault)",
        ]
    );
}

#[test]
fn only_the_pages_ipc_module_talks_to_the_host() {
    let doors = found_below("ui/src", |file| !file.starts_with("ui/src/lib/ipc/"), back_doors);
    assert_eq!(doors, Vec::<String>::new());
}

#[test]
fn an_import_past_the_ipc_module_is_found() {
    let text = "import { invoke } from '@tauri-apps/api/core';\nimport x from \"$lib/ipc\";\n\
                const y = await import('../ipc/bindings');\nexport type { Job } from \"$lib/ipc/bindings.ts\";\n";
    assert_eq!(back_doors(text), [1, 3, 4]);
}

#[test]
fn the_time_of_day_comes_in_as_an_argument() {
    let below = |file: &str| !file.starts_with("src-tauri/crates/cli/") && !CLOCKS.contains(&file);
    assert_eq!(found_below("src-tauri/crates", below, questions_for_the_time), Vec::<String>::new());
}

#[test]
fn a_question_for_the_time_is_found() {
    assert_eq!(questions_for_the_time("let a = clock.now();\nlet b = jiff::Timestamp::now();\n"), [2]);
}

/// The edges between packages of the workspace that the rule does not allow.
fn forbidden_edges(declared: &Declared) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = MAY_KNOW.iter().copied().collect();
    let ours = |name: &str| allowed.contains_key(name) || name.starts_with("lapwing");
    edges(declared)
        .filter(|(from, to)| ours(to) && !allowed.get(from).is_some_and(|below| below.contains(to)))
        .map(|(from, to)| format!("{from} -> {to}"))
        .collect()
}

/// Uses of a crate that belongs to another package.
fn strangers(declared: &Declared) -> Vec<String> {
    edges(declared)
        .flat_map(|(from, to)| {
            OWNED
                .iter()
                .filter(move |(name, home)| name.fits(to) && *home != from)
                .map(move |(_, home)| format!("{from} -> {to} (only {home})"))
        })
        .collect()
}

fn edges(declared: &Declared) -> impl Iterator<Item = (&str, &str)> {
    declared.iter().flat_map(|(from, below)| below.iter().map(move |to| (from.as_str(), to.as_str())))
}

/// The lines, counted from one, that reach for Tauri or the generated bindings.
fn back_doors(text: &str) -> Vec<usize> {
    let quoted =
        |line: &str, target: &str| line.contains(&format!("'{target}")) || line.contains(&format!("\"{target}"));
    text.lines()
        .enumerate()
        .filter(|(_, line)| {
            let imports = line.contains("import") || line.contains("from") || line.contains("mock(");
            imports && (quoted(line, "@tauri-apps/") || line.contains("/bindings"))
        })
        .map(|(index, _)| index + 1)
        .collect()
}

/// The lines, counted from one, that ask for the time of day.
fn questions_for_the_time(text: &str) -> Vec<usize> {
    let asks = |line: &str| TIME_OF_DAY.iter().any(|question| line.contains(question));
    text.lines().enumerate().filter(|(_, line)| asks(line)).map(|(index, _)| index + 1).collect()
}

/// What `look` finds in the sources of `folder` that `counts` lets through, as `file:line`.
fn found_below(folder: &str, counts: impl Fn(&str) -> bool, look: impl Fn(&str) -> Vec<usize>) -> Vec<String> {
    let mut found = Vec::new();
    for path in sources_below(&root().join(folder)) {
        let file = path.strip_prefix(root()).expect("it lies in the project").display().to_string().replace('\\', "/");
        if counts(&file) {
            let text = fs::read_to_string(&path).expect("a source file is readable");
            found.extend(look(&text).into_iter().map(|line| format!("{file}:{line}")));
        }
    }
    found
}

fn workspace() -> Declared {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo metadata starts");
    assert!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let name = |value: &serde_json::Value| value["name"].as_str().expect("it has a name").to_owned();
    metadata["packages"]
        .as_array()
        .expect("it lists packages")
        .iter()
        .map(|package| {
            let below = package["dependencies"].as_array().expect("a package lists dependencies");
            let from = name(package);
            let counts = |dependency: &&serde_json::Value| {
                dependency["kind"] != "dev" || !IN_TESTS.contains(&(from.as_str(), name(dependency).as_str()))
            };
            let below = below.iter().filter(counts).map(name).collect();
            (from, below)
        })
        .collect()
}

fn sources_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources is readable") {
        let path = entry.expect("its entries are readable").path();
        if path.is_dir() {
            files.extend(sources_below(&path));
        } else if path
            .extension()
            .is_some_and(|ending| ["rs", "ts", "js", "svelte"].iter().any(|known| ending == *known))
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
