//! `watch`: prints each new match, until stopped or for one round.

use std::path::PathBuf;
use std::sync::Arc;

use lapwing_engine::{Changed, Engine, EngineError, EventSink, NewMatch, Round};

use crate::jobs::MatchJson;
use crate::output::Output;
use crate::ports;
use crate::status::{self, Failure};

/// Prints matches as they are recorded.
struct Printer(Output);

impl EventSink for Printer {
    fn changed(&self, _: Changed) {}

    fn matched(&self, matches: &[NewMatch]) {
        for found in matches {
            let json = MatchJson::from(found);
            self.0.result(&json, || json.text());
        }
    }
}

pub async fn run(once: bool, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Printer(output))).await?;
    let result = if once { one_round(&engine, output).await } else { until_stopped(&engine, output).await };
    engine.close().await;
    result
}

async fn one_round(engine: &Engine, output: Output) -> Result<(), Failure> {
    let round = engine.check_now().await?;
    if round.problems.is_empty() && round.matches.is_empty() {
        output.say("No new match.");
    }
    outcome(&round)
}

fn outcome(round: &Round) -> Result<(), Failure> {
    for problem in &round.problems {
        Output::complain(&format!("{}: {}", problem.source, problem.problem));
    }
    let statuses = round.problems.iter().map(|problem| status::of_problem(&problem.problem));
    status::of_round(statuses).map_or(Ok(()), |status| Err(Failure::silent(status)))
}

async fn until_stopped(engine: &Engine, output: Output) -> Result<(), Failure> {
    if engine.sources().await?.is_empty() {
        return Err(EngineError::NoSource.into());
    }
    engine.claim_watching()?;
    engine.start_watching();
    output.say("Watching. Stop with Ctrl+C.");
    stopped().await.map_err(|problem| Failure::unexpected(format!("Signals cannot be heard: {problem}.")))
}

/// Ctrl+C, or the signal service managers send.
pub async fn stopped() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupt = tokio::signal::ctrl_c() => interrupt,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
