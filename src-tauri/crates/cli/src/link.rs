//! `search from-link`: a link of the marketplace's job search made a query. Only saving it touches the data directory.

use std::path::PathBuf;
use std::sync::Arc;

use lapwing_engine::NewSearch;
use lapwing_engine::domain::link::{FromLink, Left, read_link};
use lapwing_engine::domain::notify::Digest;
use lapwing_engine::domain::search::{Notify, Priority, Scope};
use serde::Serialize;

use crate::arguments::SearchLink;
use crate::output::Output;
use crate::ports::{self, Deaf};
use crate::search::refused;
use crate::status::Failure;

#[derive(Serialize)]
struct FromLinkJson<'a> {
    query: &'a str,
    left: Vec<LeftJson<'a>>,
}

#[derive(Serialize)]
struct LeftJson<'a> {
    parameter: &'a str,
    value: &'a str,
    why: &'a str,
}

pub async fn run(command: SearchLink, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let read = read_link(&command.link).map_err(Failure::usage)?;
    print(&read, output);
    match command.save {
        // A search that says nothing of what its link said is no search of its user's.
        Some(_) if read.query.is_empty() && !read.left.is_empty() => Err(Failure::usage(
            "Nothing of the link could be carried over, and a blank query fits every job. No search was added.",
        )),
        Some(name) => save(name, read.query, data_dir, output).await,
        None => Ok(()),
    }
}

fn print(read: &FromLink, output: Output) {
    let left = read.left.iter().map(|Left { parameter, value, why }| LeftJson { parameter, value, why }).collect();
    output.result(&FromLinkJson { query: &read.query, left }, || read.query.clone());
    if output.is_json() {
        return;
    }
    if read.query.is_empty() {
        output.say("The query is blank: every job fits it.");
    }
    for Left { parameter, value, why } in &read.left {
        // As much a result as the query is, so it is said even if only results are wanted.
        Output::complain(&format!("Not carried over: {parameter}={value}. {why}"));
    }
}

/// Adds the query as `search add` does.
async fn save(name: String, query: String, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let new = NewSearch {
        name,
        query: query.clone(),
        scope: Scope::All,
        notify: Notify::default(),
        digest: Digest::default(),
        breaks_quiet: false,
        background: false,
        priority: Priority::default(),
    };
    let added = engine.add_search(new).await;
    engine.close().await;
    let search = added.map_err(|problem| refused(&query, problem))?;
    output.say(&format!("Added “{}”. See its matches with: lapwing-cli watch --once", search.name));
    Ok(())
}
