//! `watch`: prints each new match, until stopped or for one round.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lapwing_engine::{Changed, Engine, EngineError, EventSink, KeyState, NewMatch, Notice, Round, Source, WatchState};

use crate::jobs::MatchJson;
use crate::notices;
use crate::output::Output;
use crate::ports;
use crate::source::say_lost_searches;
use crate::status::{self, Failure};

/// How often problems are looked for while watching.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Prints matches as they are recorded.
struct Printer(Output);

impl EventSink for Printer {
    fn changed(&self, _: Changed) {}

    fn matched(&self, matches: &[NewMatch]) {
        for found in matches {
            let json = MatchJson::found(found, self.0);
            self.0.result(&json, || json.text());
        }
    }

    fn told(&self, notice: &Notice) {
        match notice {
            Notice::KeyDue { source, days } => self.0.say(&notices::due(source, *days)),
            Notice::KeyUsedElsewhere { source, calls } => Output::complain(&notices::used_elsewhere(source, *calls)),
            // Said by the problem of a round, by the matches themselves, or to those who look at a desktop.
            Notice::KeyRejected { .. }
            | Notice::AccessEnded { .. }
            | Notice::Job { .. }
            | Notice::Summary { .. }
            | Notice::Followed { .. }
            | Notice::Silence { .. }
            | Notice::FollowUp { .. }
            | Notice::Test => {}
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
    say_lost_searches(engine, output).await?;
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
    for source in engine.sources().await?.iter().filter(|source| source.authorization.is_some()) {
        let name = &source.record.name;
        output.say(&format!("“{name}” is not asked here, as its terms want somebody to be there: use watch --once."));
    }
    say_lost_searches(engine, output).await?;
    tokio::select! {
        heard = stopped() => heard.map_err(|problem| Failure::unexpected(format!("Signals cannot be heard: {problem}."))),
        failure = until_no_key_is_left(engine) => Err(failure),
    }
}

/// Says each problem once as it comes, and ends when no source has a key that may be sent.
async fn until_no_key_is_left(engine: &Engine) -> Failure {
    let mut said = None;
    loop {
        match engine.status().await {
            Err(problem) => return problem.into(),
            Ok(status) => {
                if matches!(status.state, WatchState::KeyRejected | WatchState::KeyMissing)
                    && no_key_is_left(engine).await
                {
                    return Failure::new(status::KEY, status.problem.unwrap_or_default());
                }
                // A round under way says nothing about how the last one ended.
                if status.state != WatchState::Checking && status.problem != said {
                    Output::complain(status.problem.as_deref().unwrap_or("Watching again."));
                    said = status.problem;
                }
            }
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

async fn no_key_is_left(engine: &Engine) -> bool {
    let unusable = |source: &Source| matches!(source.record.key_state, KeyState::Rejected | KeyState::Missing);
    engine.sources().await.is_ok_and(|sources| sources.iter().filter(|source| source.record.enabled).all(unusable))
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
