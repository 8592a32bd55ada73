//! `usage`

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use lapwing_engine::domain::when;
use lapwing_engine::{CallSum, Day, Engine, Figures, GapRecord, Lasting, SourceUsage, Usage};
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
    lines.extend(source.days().map(|day| format!("  {}", day_line(&day))));
    lines.extend(source.gaps.iter().map(|gap| format!("  {}", gap_line(gap))));
    lines
}

fn calls(figures: Figures, elsewhere: u32) -> String {
    let limit = figures.month_limit.map(|limit| format!(" of {limit}")).unwrap_or_default();
    let elsewhere = if elsewhere > 0 { format!(" ({elsewhere} of them elsewhere)") } else { String::new() };
    format!("{}{limit} calls this month{elsewhere}, {} today", figures.calls_this_month, figures.calls_today)
}

/// How long what is left lasts, in a sentence.
fn outlook(source: &SourceUsage) -> String {
    match source.lasting() {
        Lasting::Free => "They cost nothing.".to_owned(),
        Lasting::Unknown => "The plan is not known, so nothing can be said of how long its calls last.".to_owned(),
        Lasting::UsedUp => "This month's calls are used up. The count starts again on the 1st (UTC).".to_owned(),
        Lasting::Until(at) => {
            format!("At the pace of the last days this month's calls are used up on {}.", when::moment(at))
        }
        Lasting::Lasts { by_then } => {
            format!("At the pace of the last days this month's calls last: about {by_then} will be made by its end.")
        }
    }
}

/// One day: its calls by purpose and stream, and what became of those that did not go well.
fn day_line(day: &Day<'_>) -> String {
    let parts: Vec<String> = day
        .tallies
        .iter()
        .map(|tally| {
            let stream = tally.stream.as_deref().map(|name| format!(" {}", plain(name))).unwrap_or_default();
            format!("{}{stream} {}", tally.purpose.word(), tally.calls)
        })
        .collect();
    let CallSum { calls, failed, unfinished, .. } = day.sum;
    let failed = if failed > 0 { format!(", {failed} failed") } else { String::new() };
    let unfinished = if unfinished > 0 { format!(", {unfinished} never ended") } else { String::new() };
    let noun = if calls == 1 { "call" } else { "calls" };
    format!("{}: {calls} {noun} ({}){failed}{unfinished}", when::day(day.day), parts.join(", "))
}

/// A stretch that was not read. A gap is shown, never hidden.
fn gap_line(gap: &GapRecord) -> String {
    let (from, to) = (when::moment(gap.gap.from), when::moment(gap.gap.to));
    format!("Not read: what was published from {from} to {to} ({}). {}", plain(&gap.stream), plain(&gap.gap.why))
}

#[cfg(test)]
mod tests;
