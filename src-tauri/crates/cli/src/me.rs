//! `me …`: the user's own profile, which `fits:me` asks for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lapwing_engine::Engine;
use lapwing_engine::domain::profile::{Key, Profile};
use serde_json::{Map, Value};

use crate::arguments::MeCommand;
use crate::output::Output;
use crate::ports::{self, Deaf};
use crate::status::Failure;

pub async fn run(command: MeCommand, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let result = act(&engine, command, output).await;
    engine.close().await;
    result
}

async fn act(engine: &Engine, command: MeCommand, output: Output) -> Result<(), Failure> {
    match command {
        MeCommand::Set { key, value } => {
            let me = engine.set_profile(key, &value).await?;
            match me.get(key) {
                Some(value) => output.say(&format!("{} is {value} now.", key.word())),
                None => output.say(&format!("{} is not said any more.", key.word())),
            }
        }
        MeCommand::Show => show(&engine.profile().await?, output),
    }
    Ok(())
}

fn show(me: &Profile, output: Output) {
    let said: Vec<(Key, String)> = Key::ALL.into_iter().filter_map(|key| Some((key, me.get(key)?))).collect();
    if said.is_empty() && !output.is_json() {
        output.say("Nothing is said of you yet. Begin with: lapwing-cli me set country DE");
        return;
    }
    output.result(&json(me), || {
        said.iter().map(|(key, value)| format!("{} {value}", key.word())).collect::<Vec<_>>().join("\n")
    });
}

/// Every part by its word; `null` where nothing is said.
fn json(me: &Profile) -> Value {
    let part = |key: Key| {
        let value = match key {
            Key::Languages => Value::from(me.languages.clone()),
            Key::JobSuccess => Value::from(me.job_success),
            Key::Hours => Value::from(me.hours),
            Key::RateFloor => Value::from(me.rate_floor),
            Key::Country | Key::English => Value::from(me.get(key)),
        };
        (key.word().to_owned(), value)
    };
    Value::Object(Key::ALL.into_iter().map(part).collect())
}

/// Reads a profile as `me show --json` prints it.
pub fn read(file: &Path) -> Result<Profile, Failure> {
    let unusable = |problem: &dyn std::fmt::Display| Failure::usage(format!("{}: {problem}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|problem| unusable(&problem))?;
    let parts: Map<String, Value> = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
        .map_err(|problem| unusable(&format!("no profile as `me show --json` prints it ({problem})")))?;
    let mut me = Profile::default();
    for (word, value) in &parts {
        let words: Vec<&str> = Key::ALL.into_iter().map(Key::word).collect();
        let key = Key::from_word(word)
            .ok_or_else(|| unusable(&format!("there is no `{word}`; expected {}", words.join(", "))))?;
        let text = match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(entries) => {
                let texts = entries.iter().map(|entry| entry.as_str().map_or_else(|| entry.to_string(), str::to_owned));
                texts.collect::<Vec<_>>().join(",")
            }
            other => other.to_string(),
        };
        me.set(key, &text).map_err(|problem| unusable(&problem))?;
    }
    Ok(me)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_reads_back_from_the_json_it_is_shown_as() {
        let mut me = Profile::default();
        for (key, value) in [
            (Key::Country, "DE"),
            (Key::Languages, "de,en"),
            (Key::English, "fluent"),
            (Key::JobSuccess, "98"),
            (Key::RateFloor, "45.5"),
        ] {
            me.set(key, value).unwrap();
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), json(&me).to_string()).unwrap();
        assert_eq!(read(file.path()).unwrap(), me);
        std::fs::write(file.path(), "{\"contry\": \"DE\"}").unwrap();
        assert!(read(file.path()).unwrap_err().message.contains("there is no `contry`"));
    }
}
