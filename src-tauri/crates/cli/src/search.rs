//! `search …`

use std::path::PathBuf;
use std::sync::Arc;

use lapwing_engine::domain::SavedSearch;
use lapwing_engine::domain::notify::Digest;
use lapwing_engine::domain::search::{Notify, Priority, Scope};
use lapwing_engine::{Engine, EngineError, NewSearch, Source};
use serde::Serialize;

use crate::arguments::{NotifyName, PriorityName, SearchCommand};
use crate::edit;
use crate::output::{Output, plain};
use crate::ports::{self, Deaf};
use crate::status::{self, Failure};

#[derive(Serialize)]
struct SearchJson<'a> {
    name: &'a str,
    query: &'a str,
    /// Names; empty when it reads every source.
    sources: Vec<&'a str>,
    notify: &'static str,
    priority: &'static str,
    paused: bool,
}

pub async fn run(command: SearchCommand, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let result = act(&engine, command, output).await;
    engine.close().await;
    result
}

async fn act(engine: &Engine, command: SearchCommand, output: Output) -> Result<(), Failure> {
    match command {
        SearchCommand::Add { name, query, sources, notify, priority, telling } => {
            let scope = scope(engine, &sources).await?;
            let new = NewSearch {
                name,
                query: query.clone(),
                scope,
                notify: notify.into(),
                digest: telling.digest().unwrap_or_default(),
                breaks_quiet: telling.breaks_quiet.unwrap_or_default(),
                background: false,
                priority: priority.into(),
            };
            let search = engine.add_search(new).await.map_err(|problem| refused(&query, problem))?;
            output.warnings(&query);
            say_unread(engine, &search, output).await?;
            output.say(&format!("Added “{}”. See its matches with: lapwing-cli watch --once", search.name));
            if output.is_json() {
                let sources = engine.sources().await?;
                output.result(&json(&search, &sources), String::new);
            }
        }
        SearchCommand::Edit(changes) => {
            let search = edit::edit(engine, changes).await?;
            output.warnings(&search.query);
            output.say(&format!("Changed “{}”.", search.name));
            if output.is_json() {
                let sources = engine.sources().await?;
                output.result(&json(&search, &sources), String::new);
            }
        }
        SearchCommand::List => {
            let (searches, sources) = (engine.searches().await?, engine.sources().await?);
            let rows: Vec<SearchJson> = searches.iter().map(|counted| json(&counted.search, &sources)).collect();
            if rows.is_empty() && !output.is_json() {
                output.say("There is no search yet. Add one with: lapwing-cli search add NAME --query QUERY");
            } else {
                output.result(&rows, || {
                    let line = |counted: &lapwing_engine::CountedSearch| {
                        format!("{} ({} matches, {} unread)", line(&counted.search), counted.matches, counted.unread)
                    };
                    searches.iter().map(line).collect::<Vec<_>>().join("\n")
                });
            }
        }
        SearchCommand::Show { name } => {
            let (search, sources) = (engine.search_named(&name).await?, engine.sources().await?);
            output.result(&json(&search, &sources), || {
                [Some(line(&search)), telling(&search)].into_iter().flatten().collect::<Vec<_>>().join("\n")
            });
        }
        SearchCommand::Pause { name, resume } => {
            let search = engine.search_named(&name).await?;
            engine.pause_search(search.id, !resume).await?;
            output.say(&format!("{} “{}”.", if resume { "Resumed" } else { "Paused" }, search.name));
        }
        SearchCommand::Remove { name } => {
            let search = engine.search_named(&name).await?;
            engine.remove_search(search.id).await?;
            output.say(&format!("Removed “{}”. Its jobs are still stored.", search.name));
        }
    }
    Ok(())
}

/// A search that names no source reads those that need not be named; there may be none.
async fn say_unread(engine: &Engine, search: &SavedSearch, output: Output) -> Result<(), Failure> {
    let sources = engine.sources().await?;
    if search.scope == Scope::All && !sources.is_empty() && sources.iter().all(|source| source.authorization.is_some())
    {
        let name = &sources[0].record.name;
        output.say(&format!(
            "It reads no source: “{name}” has to be named. Add it with: lapwing-cli search edit {} --source {name}",
            search.name
        ));
    }
    Ok(())
}

pub async fn scope(engine: &Engine, names: &[String]) -> Result<Scope, Failure> {
    if names.is_empty() {
        return Ok(Scope::All);
    }
    let mut ids = Vec::new();
    for name in names {
        ids.push(engine.source_named(name).await?.record.id);
    }
    Ok(Scope::Only(ids))
}

/// A refused query is shown with its place.
pub fn refused(query: &str, problem: EngineError) -> Failure {
    match problem {
        EngineError::InvalidQuery { problems } => {
            Output::problems(query, &problems);
            Failure::silent(status::QUERY)
        }
        other => other.into(),
    }
}

fn json<'a>(search: &'a SavedSearch, sources: &'a [Source]) -> SearchJson<'a> {
    let named = match &search.scope {
        Scope::All => Vec::new(),
        Scope::Only(ids) => {
            let of = |source: &&Source| ids.contains(&source.record.id);
            sources.iter().filter(of).map(|source| source.record.name.as_str()).collect()
        }
    };
    SearchJson {
        name: &search.name,
        query: &search.query,
        sources: named,
        notify: match search.notify {
            Notify::Instant => "instant",
            Notify::Digest => "digest",
            Notify::Silent => "silent",
        },
        priority: match search.priority {
            Priority::Low => "low",
            Priority::Normal => "normal",
            Priority::High => "high",
        },
        paused: search.paused,
    }
}

fn line(search: &SavedSearch) -> String {
    let query = if search.query.trim().is_empty() { "(everything)".to_owned() } else { plain(&search.query) };
    format!("{}{}: {query}", search.name, if search.paused { " (paused)" } else { "" })
}

/// How a search's matches are told, as a sentence; `None` where it is as usual: at once, and not in quiet hours.
fn telling(search: &SavedSearch) -> Option<String> {
    let when = match (search.notify, &search.digest) {
        (Notify::Silent, _) => return Some("Its matches are listed only.".to_owned()),
        (Notify::Instant, _) if !search.breaks_quiet => return None,
        (Notify::Instant, _) => "at once".to_owned(),
        (Notify::Digest, Digest::Every { minutes }) => format!("together, {minutes} minutes after the first"),
        (Notify::Digest, at @ Digest::At { .. }) => format!("together, {}", at.text()),
    };
    let quiet = if search.breaks_quiet { ", in quiet hours too" } else { "" };
    Some(format!("Its matches are told {when}{quiet}."))
}

impl From<NotifyName> for Notify {
    fn from(name: NotifyName) -> Self {
        match name {
            NotifyName::Instant => Self::Instant,
            NotifyName::Digest => Self::Digest,
            NotifyName::Silent => Self::Silent,
        }
    }
}

impl From<PriorityName> for Priority {
    fn from(name: PriorityName) -> Self {
        match name {
            PriorityName::Low => Self::Low,
            PriorityName::Normal => Self::Normal,
            PriorityName::High => Self::High,
        }
    }
}
