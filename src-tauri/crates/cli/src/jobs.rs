//! `jobs`: what is stored, newest first. Also how a job is printed.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use lapwing_engine::domain::job::Rate;
use lapwing_engine::domain::{Content, Money};
use lapwing_engine::{Engine, JobSummary, NewMatch, Sort, Source, View};
use serde::Serialize;

use crate::output::{Output, plain};
use crate::ports::{self, Deaf};
use crate::search::refused;
use crate::status::Failure;

/// Rows read at once.
const PAGE: u32 = 200;

/// A match, or a stored job.
#[derive(Serialize)]
pub struct MatchJson<'a> {
    job_id: &'a str,
    /// Null where it may be shown and not be written.
    title: Option<&'a str>,
    url: Option<&'a str>,
    source: Option<&'a str>,
    searches: Vec<&'a str>,
    published_at: Option<String>,
    seen_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'static str>,
    #[serde(skip)]
    pay: String,
    #[serde(skip)]
    untitled: &'static str,
}

impl MatchJson<'_> {
    /// Two lines for people: what it is, and where.
    pub fn text(&self) -> String {
        let title = plain(self.title.filter(|title| !title.is_empty()).unwrap_or(self.untitled));
        let state = self.state.map(|state| format!(" [{state}]")).unwrap_or_default();
        let searches =
            if self.searches.is_empty() { String::new() } else { format!(" · {}", self.searches.join(", ")) };
        let time = self.published_at.as_deref().unwrap_or(&self.seen_at);
        let place = plain(self.url.unwrap_or(self.job_id));
        format!("{title}{state}\n    {time} · {}{searches} · {place}", self.pay)
    }
}

impl<'a> MatchJson<'a> {
    /// A match as it is found.
    pub fn found(found: &'a NewMatch, output: Output) -> Self {
        Self {
            source: Some(&found.source),
            searches: found.searches.iter().map(String::as_str).collect(),
            ..printed(&found.job, found.seen_at, output.is_seen_only())
        }
    }

    fn stored(job: &'a JobSummary, sources: &'a [Source], output: Output) -> Self {
        let source = sources.iter().find(|source| source.record.id == job.source);
        Self {
            source: source.map(|source| source.record.name.as_str()),
            searches: job.searches.iter().map(|search| search.name.as_str()).collect(),
            state: Some(job.state.word()),
            ..printed(&job.job, job.first_seen, output.is_seen_only())
        }
    }
}

/// What is printed of a job itself. Of one that may not be kept only what identifies it, unless somebody at a terminal sees
/// it and nothing keeps it: what goes into a file or another program stays there.
fn printed(job: &Content, seen_at: Timestamp, seen_only: bool) -> MatchJson<'_> {
    #[expect(clippy::disallowed_methods, reason = "a terminal shows it, and keeps nothing")]
    let seen = if seen_only { Some(job.show()) } else { job.kept() };
    MatchJson {
        job_id: &job.id().0,
        title: seen.map(|job| job.title.as_str()),
        url: job.url(),
        source: None,
        searches: Vec::new(),
        published_at: job.posted().map(instant),
        seen_at: instant(seen_at),
        state: None,
        pay: seen.map_or_else(|| "see it there".to_owned(), |job| pay(job.budget, job.rate)),
        untitled: if job.kept().is_some() { "(private posting)" } else { "(shown at its source)" },
    }
}

pub async fn run(query: &str, limit: u32, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let result = list(&engine, query, limit, output).await;
    engine.close().await;
    result
}

async fn list(engine: &Engine, query: &str, limit: u32, output: Output) -> Result<(), Failure> {
    let sources = engine.sources().await?;
    let (mut left, mut cursor) = (limit, None);
    while left > 0 {
        let page = engine.jobs(View::All, query, Sort::Newest, cursor, left.min(PAGE)).await;
        let page = page.map_err(|problem| refused(query, problem))?;
        for job in &page.rows {
            let json = MatchJson::stored(job, &sources, output);
            output.result(&json, || json.text());
        }
        left = left.saturating_sub(u32::try_from(page.rows.len()).unwrap_or(u32::MAX));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(())
}

/// RFC 3339 in UTC, whole seconds.
fn instant(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

fn pay(budget: Option<Money>, rate: Option<Rate>) -> String {
    match (rate, budget) {
        (Some(rate), _) if rate.min == rate.max => format!("{}/h", rate.min),
        (Some(rate), _) => format!("{}–{}/h", rate.min.units(), rate.max),
        (None, Some(budget)) => budget.to_string(),
        (None, None) => "pay not given".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use lapwing_engine::domain::money::Currency;
    use lapwing_engine::domain::{Ephemeral, Job, JobId};

    use super::*;

    fn job() -> Job {
        let (title, url) = ("Sail maker".to_owned(), Some("https://www.example.com/jobs/~01".to_owned()));
        let budget = Money::from_units(750.0, Currency::USD);
        Job { title, url, budget, ..Job::new(JobId("~01".into())) }
    }

    #[test]
    fn of_a_job_that_may_not_be_kept_only_what_identifies_it_goes_where_it_could_be_kept() {
        let lent = Content::Ephemeral(Ephemeral::new(job()));
        let at_a_terminal = printed(&lent, Timestamp::UNIX_EPOCH, true).text();
        assert!(at_a_terminal.contains("Sail maker") && at_a_terminal.contains("750"), "{at_a_terminal}");
        let printed = printed(&lent, Timestamp::UNIX_EPOCH, false);
        let json = serde_json::to_value(&printed).unwrap();
        assert_eq!((json["job_id"].as_str(), json["title"].as_str()), (Some("~01"), None));
        assert_eq!(json["url"].as_str(), job().url.as_deref());
        let text = printed.text();
        assert!(text.contains("https://www.example.com/jobs/~01"), "{text}");
        assert!(!text.contains("Sail") && !text.contains("750"), "{text}");
    }

    #[test]
    fn a_kept_job_is_printed_with_title_and_pay() {
        let kept = Content::Kept(job());
        let text = printed(&kept, Timestamp::UNIX_EPOCH, false).text();
        assert!(text.contains("Sail maker") && text.contains("750"), "{text}");
    }
}
