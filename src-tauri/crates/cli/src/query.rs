//! `query …`: only `query explain` touches the data directory, for what is known of the source.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use lapwing_engine::query::{Line, LineMatcher, check_query};
use serde::Serialize;

use crate::arguments::QueryCommand;
use crate::explain::{self, ExplainedJson};
use crate::me;
use crate::output::{Output, ProblemJson, plain};
use crate::pushdown;
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

pub async fn run(command: &QueryCommand, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    match command {
        QueryCommand::Check { query } => check(query, output),
        QueryCommand::Explain { query, source } => pushdown::run(query, source, data_dir, output).await,
        QueryCommand::Match { query, jobs, now, me, explain } => {
            let me = me.as_deref().map(me::read).transpose()?.unwrap_or_default();
            let matcher = LineMatcher::new(query, now.unwrap_or_else(Timestamp::now), me).map_err(|problems| {
                Output::problems(query, &problems);
                Failure::silent(status::QUERY)
            })?;
            output.warnings(query);
            let look = if *explain { explained } else { matching };
            each_line(jobs, matcher, |matcher, line| look(matcher, line, output))
        }
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

/// Prints the id of a row that fits, once.
fn matching(matcher: &mut LineMatcher, line: &str, output: Output) -> Result<(), String> {
    match matcher.line(line) {
        Line::Match(id) => output.result(&MatchJson { id: &id }, || plain(&id)),
        Line::Nothing => {}
        Line::Bad(reason) => return Err(reason),
    }
    Ok(())
}

/// Prints why a row fits, or does not.
fn explained(matcher: &mut LineMatcher, line: &str, output: Output) -> Result<(), String> {
    let explained = matcher.explain(line)?;
    output.result(&ExplainedJson::from(&explained), || explain::text(&explained));
    Ok(())
}

fn each_line(
    jobs: &Path,
    mut matcher: LineMatcher,
    look: impl Fn(&mut LineMatcher, &str) -> Result<(), String>,
) -> Result<(), Failure> {
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
        if let Err(reason) = look(&mut matcher, text.trim()) {
            Output::complain(&format!("line {number}: {reason}"));
        }
    }
    Ok(())
}
