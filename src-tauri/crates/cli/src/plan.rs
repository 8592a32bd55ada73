//! `plan`: what would be asked, how often, why, and what that can promise.

use std::path::PathBuf;
use std::sync::Arc;

use lapwing_engine::domain::plan::{Outlook, percent};
use lapwing_engine::domain::when;
use lapwing_engine::{PlannedSource, PlannedStream, StreamKind};
use serde::Serialize;

use crate::output::{Output, plain};
use crate::ports::{self, Deaf};
use crate::status::Failure;

#[derive(Serialize)]
struct PlanJson<'a> {
    streams: Vec<StreamJson<'a>>,
}

#[derive(Serialize)]
struct StreamJson<'a> {
    source: &'a str,
    covers: Vec<&'a str>,
    request: &'a str,
    /// Null when nothing is left to spend this month.
    interval_seconds: Option<i64>,
    expected_calls_per_day: f64,
}

pub async fn run(data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let planned = engine.plan().await;
    engine.close().await;
    let sources = planned?;
    if output.is_json() || sources.iter().any(|source| !source.streams.is_empty()) {
        output.result(&json(&sources), || sources.iter().map(text).collect::<Vec<_>>().join("\n\n"));
    } else if sources.is_empty() {
        output.say("There is no source to ask. Add one with: lapwing-cli source add");
    } else {
        output.say("Nothing is searched for, so nothing is asked. Add a search with: lapwing-cli search add");
    }
    Ok(())
}

fn json(sources: &[PlannedSource]) -> PlanJson<'_> {
    let streams = sources.iter().flat_map(|source| source.streams.iter().map(move |stream| (source, stream)));
    let streams = streams.map(|(source, stream)| StreamJson {
        source: &source.name,
        covers: stream.covers.iter().map(|(name, _)| name.as_str()).collect(),
        request: &stream.request,
        interval_seconds: stream.interval.map(|interval| interval.as_secs()),
        expected_calls_per_day: (stream.calls_a_day * 100.0).round() / 100.0,
    });
    PlanJson { streams: streams.collect() }
}

fn text(source: &PlannedSource) -> String {
    let mut lines = vec![plain(&source.name)];
    for stream in &source.streams {
        lines.extend(stream_lines(stream));
    }
    if source.streams.is_empty() {
        lines.push("  No search reads it, so nothing is asked.".to_owned());
    } else {
        if source.streams.iter().all(|stream| matches!(stream.kind, StreamKind::Own { .. })) {
            // Nothing is known of how late that service shows a posting, nor does a search cost quota.
            lines.extend(source.reasons.iter().map(|reason| format!("  {reason}")));
            return lines.join("\n");
        }
        if !source.free {
            lines.push("  The service itself shows a posting 15 to 30 minutes after it was published.".to_owned());
        }
        lines.push(one_more(source.one_more_costs));
    }
    lines.extend(source.reasons.iter().map(|reason| format!("  {reason}")));
    lines.join("\n")
}

fn stream_lines(stream: &PlannedStream) -> Vec<String> {
    let pace = match stream.interval {
        None if stream.by_hand() => "asked when you check".to_owned(),
        Some(interval) => format!("every {}, {:.1} calls a day", when::within(interval), stream.calls_a_day),
        None => "not asked for the rest of this month".to_owned(),
    };
    let mut lines = vec![
        format!("  {} {}", stream.method(), plain(&stream.request)),
        format!("    {pace}"),
        format!(
            "    filtered by the service: {}; matched here: every search below",
            stream.filtered().as_deref().unwrap_or("nothing")
        ),
    ];
    let expected = |outlook: &Outlook| if stream.by_hand() { String::new() } else { format!(": {}", promise(outlook)) };
    lines.extend(stream.covers.iter().map(|(name, outlook)| format!("    {}{}", plain(name), expected(outlook))));
    lines
}

/// What a search can expect, beside what the service itself takes.
fn promise(outlook: &Outlook) -> String {
    if outlook.share <= 0.0 {
        return "nothing until the count starts again".to_owned();
    }
    let (longest, usual) = (when::within(outlook.longest), when::within(outlook.usual));
    let share = percent(outlook.share);
    format!("told within {longest}, usually {usual}, after the service shows a posting; {share} of postings read")
}

fn one_more(calls_a_day: f64) -> String {
    if calls_a_day.abs() < 0.05 {
        "  One more search costs no further call: the same request serves it.".to_owned()
    } else {
        format!("  One more search costs {calls_a_day:.1} calls a day.")
    }
}

#[cfg(test)]
mod tests;
