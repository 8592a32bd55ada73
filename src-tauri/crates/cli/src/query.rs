//! `query …`: no data directory is touched.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use jiff::Timestamp;
use lapwing_engine::query::{Line, LineMatcher, check_query};
use serde::Serialize;

use crate::arguments::QueryCommand;
use crate::output::{Output, ProblemJson, plain};
use crate::status::{self, Failure};

#[derive(Serialize)]
#[serde(untagged)]
enum CheckJson<'a> {
    Fine { ok: bool, normal: &'a str, warnings: Vec<ProblemJson<'a>> },
    Wrong { ok: bool, errors: Vec<ProblemJson<'a>> },
}

#[derive(Serialize)]
struct MatchJson<'a> {
    id: &'a str,
}

pub fn run(command: &QueryCommand, output: Output) -> Result<(), Failure> {
    match command {
        QueryCommand::Check { query } => check(query, output),
        QueryCommand::Match { query, jobs, now } => matching(query, jobs, now.unwrap_or_else(Timestamp::now), output),
    }
}

fn check(query: &str, output: Output) -> Result<(), Failure> {
    let checked = check_query(query);
    match &checked.normal {
        Some(normal) => {
            let warnings = checked.warnings.iter().map(ProblemJson::from).collect();
            output.result(&CheckJson::Fine { ok: true, normal, warnings }, || plain(normal));
            if !output.is_json() {
                Output::problems(query, &checked.warnings);
            }
            Ok(())
        }
        None if output.is_json() => {
            let errors = checked.errors.iter().map(ProblemJson::from).collect();
            output.result(&CheckJson::Wrong { ok: false, errors }, String::new);
            Err(Failure::silent(status::QUERY))
        }
        None => {
            Output::problems(query, &checked.errors);
            Err(Failure::silent(status::QUERY))
        }
    }
}

fn matching(query: &str, jobs: &Path, now: Timestamp, output: Output) -> Result<(), Failure> {
    let mut matcher = LineMatcher::new(query, now).map_err(|problems| {
        Output::problems(query, &problems);
        Failure::silent(status::QUERY)
    })?;
    let unreadable = |problem: std::io::Error| Failure::usage(format!("{} cannot be read: {problem}.", jobs.display()));
    let mut reader: Box<dyn BufRead> = if jobs == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(jobs).map_err(unreadable)?))
    };
    let mut bytes = Vec::new();
    for number in 1_u64.. {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes).map_err(unreadable)? == 0 {
            break;
        }
        // Bytes that are no UTF-8 inside a job lose only themselves.
        let text = String::from_utf8_lossy(&bytes);
        // Some programs begin a file with a byte-order mark, which is part of no job.
        let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { &text };
        if text.trim().is_empty() {
            continue;
        }
        match matcher.line(text.trim()) {
            Line::Match(id) => output.result(&MatchJson { id: &id }, || plain(&id)),
            Line::Nothing => {}
            Line::Bad(reason) => Output::complain(&format!("line {number}: {reason}")),
        }
    }
    Ok(())
}
