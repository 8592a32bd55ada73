//! Replays a file of job objects: the earlier half is the past, the rest arrives live.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::error::SandboxError;
use crate::options::Lateness;
use crate::stock::{self, Row};
use crate::time::{self, Habit};

/// How old the newest row of the past is at the start.
const NEWEST_PAST: SignedDuration = SignedDuration::from_secs(60);
/// Where a job object states instants, by JSON pointer. All are shifted alike.
const INSTANTS: [&str; 5] =
    ["/posted_on", "/publish_time", "/created_on", "/last_visited_at", "/client_activity/last_buyer_activity"];

#[derive(Debug)]
pub(crate) struct Replay {
    /// In the order they surface.
    pub(crate) rows: Vec<Row>,
    /// Lines that were no job objects.
    pub(crate) skipped: usize,
}

struct Original {
    id: String,
    published: Option<Timestamp>,
    job: Value,
}

/// Reads `path` for a replay that begins at `start` and runs `speed` times as fast as life.
pub(crate) fn read(path: &Path, start: Timestamp, speed: f64, lateness: Lateness) -> Result<Replay, SandboxError> {
    let bytes = std::fs::read(path).map_err(|source| SandboxError::Dataset { path: path.to_owned(), source })?;
    let (originals, skipped) = parse(&bytes);
    if originals.is_empty() {
        return Err(SandboxError::EmptyDataset { path: path.to_owned(), skipped });
    }
    Ok(Replay { rows: schedule(originals, start, speed, lateness), skipped })
}

/// One job object a line; blank lines are no lines, and a byte-order mark in front is part of none.
fn parse(bytes: &[u8]) -> (Vec<Original>, usize) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut skipped = 0;
    let mut originals = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
        let job: Option<Value> = serde_json::from_slice(line).ok();
        let id = job.as_ref().and_then(|job| job.get("id")?.as_str().map(str::to_owned));
        match (job, id) {
            (Some(job), Some(id)) => originals.push(Original { id, published: stock::published(&job), job }),
            _ => skipped += 1,
        }
    }
    (originals, skipped)
}

/// Gives each row its time. Rows without any publish time count as the oldest; rows of the same time keep the file's order.
fn schedule(mut originals: Vec<Original>, start: Timestamp, speed: f64, lateness: Lateness) -> Vec<Row> {
    originals.sort_by_key(|original| original.published);
    let start = Timestamp::from_second(start.as_second()).unwrap_or(start);
    let past = originals.len().div_ceil(2);
    let oldest = originals.iter().find_map(|original| original.published).unwrap_or(start);
    let newest_past = originals[past - 1].published.unwrap_or(oldest);
    let mut rows: Vec<Row> = originals
        .into_iter()
        .enumerate()
        .map(|(index, original)| {
            let published = original.published.unwrap_or(oldest);
            let gap = published.duration_since(newest_past);
            let arrives = if index < past { later(start, gap - NEWEST_PAST) } else { later(start, faster(gap, speed)) };
            row(original, published, arrives, lateness)
        })
        .collect();
    rows.sort_by_key(|row| row.surfaces);
    rows
}

fn row(original: Original, published: Timestamp, arrives: Timestamp, lateness: Lateness) -> Row {
    let shift = whole_seconds(arrives.duration_since(published));
    let mut job = original.job;
    for pointer in INSTANTS {
        if let Some(value) = job.pointer_mut(pointer)
            && let Some(text) = value.as_str()
            && let Some(instant) = time::parse(text)
        {
            *value = json!(Habit::of(text).write(later(instant, shift)));
        }
    }
    let surfaces = later(arrives, lateness.of(salt(&original.id)));
    Row { posted: later(published, shift), surfaces, superseded: None, id: original.id, job }
}

/// Stops at the ends of the calendar: a file can say anything.
fn later(instant: Timestamp, by: SignedDuration) -> Timestamp {
    instant.saturating_add(by).unwrap_or(instant)
}

fn faster(gap: SignedDuration, speed: f64) -> SignedDuration {
    SignedDuration::try_from_secs_f64(gap.as_secs_f64() / speed).unwrap_or(SignedDuration::MAX)
}

/// Rounds down, so that shifted instants keep their form and none comes to lie after the row's arrival.
fn whole_seconds(shift: SignedDuration) -> SignedDuration {
    SignedDuration::from_secs(shift.as_secs() - i64::from(shift.subsec_nanos() < 0))
}

/// FNV-1a of the id: the same lateness for every version of a posting.
fn salt(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
