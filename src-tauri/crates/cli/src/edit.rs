//! `search edit` and the rules of telling that it shares with `search add`.

use clap::Args;
use jiff::civil::Time;
use lapwing_engine::domain::SavedSearch;
use lapwing_engine::domain::notify::Digest;
use lapwing_engine::{Engine, NewSearch};

use crate::arguments::{NotifyName, PriorityName};
use crate::search::{refused, scope};
use crate::status::Failure;

/// When what was found is told.
#[derive(Debug, Args)]
pub struct Telling {
    /// Collect matches for so many minutes after the first (with --notify digest)
    #[arg(long, value_name = "MINUTES", value_parser = every, conflicts_with = "digest_at")]
    pub digest_every: Option<Digest>,
    /// Tell collected matches at these times of day, such as 09:00,17:30 (with --notify digest)
    #[arg(long, value_name = "TIMES", value_parser = at)]
    pub digest_at: Option<Digest>,
    /// Whether it is heard in quiet hours, too
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no)]
    pub breaks_quiet: Option<bool>,
}

impl Telling {
    /// The schedule chosen, if one is.
    pub fn digest(&self) -> Option<Digest> {
        self.digest_every.clone().or_else(|| self.digest_at.clone())
    }
}

/// What of a search is changed; the rest stays.
#[derive(Debug, Args)]
pub struct SearchEdit {
    /// Its name
    pub name: String,
    /// A new name
    #[arg(long, value_name = "NAME")]
    pub rename: Option<String>,
    /// Another query
    #[arg(long, value_name = "Q", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Sources it reads from now on
    #[arg(long = "source", value_name = "N", conflicts_with = "all_sources")]
    pub sources: Vec<String>,
    /// Let it read all sources
    #[arg(long)]
    pub all_sources: bool,
    /// What happens with a new match
    #[arg(long, value_enum)]
    pub notify: Option<NotifyName>,
    /// Its weight when calls are scarce
    #[arg(long, value_enum)]
    pub priority: Option<PriorityName>,
    #[command(flatten)]
    pub telling: Telling,
}

fn every(minutes: &str) -> Result<Digest, String> {
    let digest = minutes.parse().ok().and_then(Digest::every);
    digest.ok_or_else(|| "expected minutes from 1 to 10080".to_owned())
}

fn at(times: &str) -> Result<Digest, String> {
    let times: Result<Vec<Time>, _> = times.split(',').map(|time| Time::strptime("%H:%M", time.trim())).collect();
    times.ok().and_then(Digest::at).ok_or_else(|| "expected times of day such as 09:00,17:30".to_owned())
}

fn yes_or_no(word: &str) -> Result<bool, String> {
    match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("expected yes or no".to_owned()),
    }
}

/// Changes a search; what is not named stays as it is.
pub async fn edit(engine: &Engine, edit: SearchEdit) -> Result<SavedSearch, Failure> {
    let old = engine.search_named(&edit.name).await?;
    let digest = edit.telling.digest().unwrap_or(old.digest);
    let chosen = match (edit.all_sources, edit.sources.is_empty()) {
        (false, true) => old.scope,
        _ => scope(engine, &edit.sources).await?,
    };
    let query = edit.query.unwrap_or(old.query);
    let new = NewSearch {
        name: edit.rename.unwrap_or(old.name),
        query: query.clone(),
        scope: chosen,
        notify: edit.notify.map_or(old.notify, Into::into),
        digest,
        breaks_quiet: edit.telling.breaks_quiet.unwrap_or(old.breaks_quiet),
        background: old.background,
        priority: edit.priority.map_or(old.priority, Into::into),
    };
    engine.edit_search(old.id, new).await.map_err(|problem| refused(&query, problem))
}
