//! The marketplace forbids its name and colours in applications. They stand nowhere but where they have to: in host names,
//! and in the names that the two APIs themselves give to things.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::case_sensitive_file_extension_comparisons)]

use std::fs;
use std::path::{Path, PathBuf};

/// The host the name is taken from, so that it does not stand here either.
const HOST: &str = "api.upwork.com";

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 9] =
    [".git", "node_modules", "target", "dist", "gen", "schemas", "paraglide", "artifacts", "corpus"];

/// Files that only name what they got from elsewhere.
const LOCKS: [&str; 2] = ["Cargo.lock", "package-lock.json"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn brand() -> &'static str {
    HOST.split('.').nth(1).expect("a name in the host")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_symlink() || LOCKS.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            if !FOREIGN.contains(&name.as_str()) {
                files(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

/// Every text file of the project with its path from the root.
fn texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&root(), &mut found);
    let text = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        Some((name, fs::read_to_string(&path).ok()?))
    };
    found.into_iter().filter_map(text).collect()
}

/// The words of a text that hold the brand: letters, digits and what host names and identifiers are made of.
fn words(text: &str) -> Vec<&str> {
    let part = |letter: char| !(letter.is_alphanumeric() || "._-@".contains(letter));
    let branded = |word: &&str| word.to_ascii_lowercase().contains(brand());
    text.split(part).filter(branded).collect()
}

/// A host of one of the two services, or one made to look like it in a test of what is refused.
fn is_host(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    [format!("{}.com", brand()), format!("{}jobsapi.com", brand())].iter().any(|host| word.contains(host))
}

/// The variable in which the jobs API's own documentation keeps a key. In texts it may follow an escaped line end.
fn is_variable(word: &str) -> bool {
    word.trim_start_matches('n').starts_with(&format!("{}_API_KEY", brand().to_ascii_uppercase()))
}

/// The jobs API's parameter and ids, and the marketplace API's header for an organization.
fn is_of_an_api(word: &str) -> bool {
    let id = word.strip_prefix(brand()).and_then(|rest| rest.strip_prefix('-'));
    word.trim_matches('_') == format!("{}_url", brand())
        || word.eq_ignore_ascii_case(&format!("x-{}-api-tenantid", brand()))
        || id.is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn the_name_stands_only_in_host_names_and_in_what_the_apis_call_things() {
    let mut wrong = Vec::new();
    let texts = texts();
    assert!(texts.len() > 500, "the project was found: {}", texts.len());
    for (path, text) in &texts {
        let strays = words(text).into_iter().filter(|word| !is_host(word) && !is_variable(word) && !is_of_an_api(word));
        wrong.extend(strays.map(|word| format!("{path}: {word}")));
        wrong.extend(words(path).into_iter().map(|word| format!("the name of {path}: {word}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_people_see_names_hosts_and_nothing_else() {
    let seen = |path: &str| {
        (path.starts_with("ui/messages/") && path.ends_with(".json"))
            || path.starts_with("icons/")
            || path == "tauri.conf.json"
            || path.ends_with(".desktop")
            || path.ends_with(".css")
    };
    let texts: Vec<_> = texts().into_iter().filter(|(path, _)| seen(path)).collect();
    assert!(texts.iter().any(|(path, _)| path == "ui/messages/en.json"), "the messages were found");
    for (path, text) in texts {
        for word in words(&text) {
            assert!(is_host(word) || is_variable(word), "{path}: {word}");
        }
    }
}

#[test]
fn the_program_and_its_parts_are_called_otherwise() {
    let texts = texts();
    let manifests = texts.iter().filter(|(path, _)| path.ends_with("Cargo.toml") || path.ends_with("package.json"));
    for (path, text) in manifests {
        assert!(words(text).iter().all(|word| is_host(word)), "{path}");
    }
    let config = fs::read_to_string(root().join("tauri.conf.json")).unwrap();
    let config: serde_json::Value = serde_json::from_str(&config).unwrap();
    for field in ["productName", "identifier"] {
        let name = config[field].as_str().unwrap();
        assert!(!name.is_empty() && words(name).is_empty(), "{field}: {name}");
    }
}

/// The brand's colour is a bright green. Ours may be green where that means something, but never bright.
#[test]
fn no_colour_of_the_theme_is_a_bright_green() {
    let tokens = fs::read_to_string(root().join("ui/src/lib/shared/tokens.css")).unwrap();
    let colours: Vec<[f64; 3]> = tokens
        .split("oklch(")
        .skip(1)
        .filter_map(|rest| {
            let inside = rest.split([')', '/']).next()?;
            let numbers: Vec<f64> = inside.split_whitespace().filter_map(|number| number.parse().ok()).collect();
            numbers.try_into().ok()
        })
        .collect();
    assert!(colours.len() > 20, "the colours were read: {}", colours.len());
    for [lightness, chroma, hue] in colours {
        let bright_green = (125.0..165.0).contains(&hue) && chroma >= 0.15;
        assert!(!bright_green, "oklch({lightness} {chroma} {hue})");
    }
}
