//! `usage`

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use lapwing_engine::domain::when;
use lapwing_engine::{CallTally, Engine, Figures, SourceUsage, Usage};
use serde::Serialize;

use crate::output::{Output, plain};
use crate::ports::{self, Deaf};
use crate::status::Failure;

#[derive(Serialize)]
struct FiguresJson {
    calls_this_month: u32,
    calls_today: u32,
    month_limit: Option<u32>,
    forecast_exhausted_at: Option<Timestamp>,
}

impl From<Figures> for FiguresJson {
    fn from(figures: Figures) -> Self {
        Self {
            calls_this_month: figures.calls_this_month,
            calls_today: figures.calls_today,
            month_limit: figures.month_limit,
            forecast_exhausted_at: figures.forecast_exhausted_at,
        }
    }
}

#[derive(Serialize)]
struct SourceJson<'a> {
    name: &'a str,
    #[serde(flatten)]
    figures: FiguresJson,
}

#[derive(Serialize)]
struct UsageJson<'a> {
    #[serde(flatten)]
    totals: FiguresJson,
    sources: Vec<SourceJson<'a>>,
}

pub async fn run(source: Option<&str>, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let result = figures(&engine, source, output).await;
    engine.close().await;
    result
}

async fn figures(engine: &Engine, source: Option<&str>, output: Output) -> Result<(), Failure> {
    let only = match source {
        Some(name) => Some(engine.source_named(name).await?.record.id),
        None => None,
    };
    let usage = engine.usage(only).await?;
    if usage.sources.is_empty() && !output.is_json() {
        output.say("There is no source yet, so nothing was called.");
    } else {
        output.result(&json(&usage), || text(&usage));
    }
    Ok(())
}

fn json(usage: &Usage) -> UsageJson<'_> {
    let sources = usage.sources.iter().map(|of| SourceJson { name: &of.name, figures: of.figures.into() });
    UsageJson { totals: usage.totals.into(), sources: sources.collect() }
}

/// Each source with its days, and below them their sum where there are several.
fn text(usage: &Usage) -> String {
    let mut lines: Vec<String> = usage.sources.iter().flat_map(source_lines).collect();
    let counted = usage.sources.iter().filter(|source| !source.free).count();
    if counted > 1 {
        lines.push(format!("Together: {}.", calls(usage.totals, 0)));
    }
    lines.join("\n")
}

fn source_lines(source: &SourceUsage) -> Vec<String> {
    let mut lines = vec![format!("{}: {}.", plain(&source.name), calls(source.figures, source.elsewhere))];
    lines.push(format!("  {}", outlook(source)));
    let days = source.tallies.chunk_by(|one, next| one.day == next.day);
    lines.extend(days.map(|tallies| format!("  {}", day_line(tallies))));
    lines
}

fn calls(figures: Figures, elsewhere: u32) -> String {
    let limit = figures.month_limit.map(|limit| format!(" of {limit}")).unwrap_or_default();
    let elsewhere = if elsewhere > 0 { format!(" ({elsewhere} of them elsewhere)") } else { String::new() };
    format!("{}{limit} calls this month{elsewhere}, {} today", figures.calls_this_month, figures.calls_today)
}

/// How long what is left lasts, in a sentence.
fn outlook(source: &SourceUsage) -> String {
    let Figures { calls_this_month, month_limit, forecast_exhausted_at, .. } = source.figures;
    match (month_limit, forecast_exhausted_at) {
        _ if source.free => "They cost nothing.".to_owned(),
        (None, _) => "The plan is not known, so nothing can be said of how long its calls last.".to_owned(),
        (Some(limit), _) if calls_this_month >= limit => {
            "This month's calls are used up. The count starts again on the 1st (UTC).".to_owned()
        }
        (Some(_), Some(at)) => {
            format!("At the pace of the last days this month's calls are used up on {}.", when::moment(at))
        }
        (Some(_), None) => "At the pace of the last days this month's calls last.".to_owned(),
    }
}

/// One day: its calls by purpose and stream, and what became of those that did not go well.
fn day_line(tallies: &[CallTally]) -> String {
    let sum = |part: fn(&CallTally) -> u32| tallies.iter().map(part).sum::<u32>();
    let (calls, failed, unfinished) =
        (sum(|tally| tally.calls), sum(|tally| tally.failed), sum(|tally| tally.unfinished));
    let parts: Vec<String> = tallies
        .iter()
        .map(|tally| {
            let stream = tally.stream.as_deref().map(|name| format!(" {}", plain(name))).unwrap_or_default();
            format!("{}{stream} {}", tally.purpose.word(), tally.calls)
        })
        .collect();
    let day = tallies.first().map(|tally| when::day(tally.day)).unwrap_or_default();
    let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
    let unfinished = if unfinished > 0 { format!(", {unfinished} never ended") } else { String::new() };
    let noun = if calls == 1 { "call" } else { "calls" };
    format!("{day}: {calls} {noun} ({}){failed}{unfinished}", parts.join(", "))
}

#[cfg(test)]
mod tests;
