//! `source …`

use std::io::{IsTerminal as _, Read as _};
use std::path::PathBuf;
use std::sync::Arc;

use lapwing_engine::domain::keys::rotation::Step;
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::domain::when;
use lapwing_engine::{
    Authorization, Engine, EngineError, GrantState, KeyPlace, KeyState, NewKey, NewSource, Secret, Service, Source,
    TestReport, VaultError,
};
use serde::Serialize;

use crate::arguments::{NewJobsApi, NewService, PlanName, SourceCommand};
use crate::authorize;
use crate::notices;
use crate::output::{Output, plain};
use crate::ports::{self, Deaf};
use crate::rotate;
use crate::status::{self, Failure};

/// More than this is no key.
const LONGEST_INPUT: u64 = 64 * 1024;

#[derive(Serialize)]
struct SourceJson<'a> {
    name: &'a str,
    service: &'static str,
    base_url: &'a str,
    plan: Option<&'static str>,
    environment: Option<&'a str>,
    enabled: bool,
    key_state: &'static str,
}

#[derive(Serialize)]
struct TestJson<'a> {
    ok: bool,
    service: &'static str,
    dialect: Option<&'static str>,
    calls: u32,
    problem: Option<&'a str>,
}

pub async fn run(command: SourceCommand, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let result = match command {
        SourceCommand::Add { service: NewService::JobsApi(new) } => add(&engine, new, output).await,
        SourceCommand::Add { service: NewService::Marketplace(new) } => {
            let added = authorize::add(&engine, new, output).await;
            added.map(|source| shown(&source, output))
        }
        SourceCommand::Authorize(arguments) => authorize::authorize(&engine, &arguments, output).await,
        SourceCommand::List => list(&engine, output).await,
        SourceCommand::Test { name } => test(&engine, &name, output).await,
        SourceCommand::Remove { name } => remove(&engine, &name, output).await,
        SourceCommand::Rotate(rotate) => rotate::run(&engine, &rotate, output).await,
    };
    engine.close().await;
    result
}

async fn add(engine: &Engine, new: NewJobsApi, output: Output) -> Result<(), Failure> {
    let key = match (&new.key_env, &new.import_env) {
        (Some(variable), _) => {
            check_variable(variable, output)?;
            NewKey::Environment { variable: variable.clone() }
        }
        (None, Some(variable)) => {
            say_notes(&engine.hold_key_from_environment(variable)?.notes, output);
            NewKey::Held { session_only: false }
        }
        (None, None) => {
            say_notes(&engine.hold_key(read_key(output)?.expose())?.notes, output);
            NewKey::Held { session_only: false }
        }
    };
    let source = NewSource {
        name: new.name,
        base_url: new.base_url,
        plan: new.plan.map(plan),
        calls_used: new.calls_used,
        environment: new.environment,
        key,
    };
    let source = engine.add_source(source).await.map_err(name_the_other_way)?;
    output.say(&format!("Added “{}”. Try it with: lapwing-cli source test {}", source.record.name, source.record.name));
    shown(&source, output);
    Ok(())
}

fn shown(source: &Source, output: Output) {
    if output.is_json() {
        output.result(&json(source), String::new);
    }
}

/// A variable's name is stored in the open, so what may be a key given in its place is refused.
fn check_variable(name: &str, output: Output) -> Result<(), Failure> {
    const LONGEST_UNSET: usize = 24;
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let set = named && std::env::var_os(name).is_some();
    if !named || (!set && name.len() > LONGEST_UNSET) {
        return Err(Failure::usage(
            "--key-env takes the name of a variable, such as UPWORK_API_KEY, not a key. Nothing was stored.",
        ));
    }
    if !set {
        output.say(&format!("{name} is not set now. Set it before watching."));
    }
    Ok(())
}

/// A machine without a keyring can still read the key from a variable.
pub fn name_the_other_way(problem: EngineError) -> Failure {
    let no_keyring = matches!(
        &problem,
        EngineError::Vault(
            VaultError::Missing(_) | VaultError::Locked(_) | VaultError::TimedOut | VaultError::Failed(_)
        )
    );
    let mut failure = Failure::from(problem);
    if no_keyring {
        failure.message.push_str(" Or keep the key in a variable and name it: --key-env VAR. Nothing was stored.");
    }
    failure
}

/// Reads a key from standard input.
pub fn read_key(output: Output) -> Result<Secret<String>, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        output.say("Paste the key, press Enter, then Ctrl+D.");
    }
    let mut text = String::new();
    let read = stdin.take(LONGEST_INPUT).read_to_string(&mut text);
    let text = Secret::new(text);
    match read {
        Ok(_) => Ok(text),
        Err(problem) => Err(Failure::usage(format!("The key could not be read from standard input: {problem}."))),
    }
}

/// Says what was cleaned off a key.
pub fn say_notes(notes: &[String], output: Output) {
    for note in notes {
        output.say(note);
    }
}

async fn list(engine: &Engine, output: Output) -> Result<(), Failure> {
    let sources = engine.sources().await?;
    let rows: Vec<SourceJson> = sources.iter().map(json).collect();
    if rows.is_empty() && !output.is_json() {
        output.say("There is no source yet. Add one with: lapwing-cli source add jobs-api --name NAME --key-stdin");
        return Ok(());
    }
    output.result(&rows, || sources.iter().map(line).collect::<Vec<_>>().join("\n"));
    Ok(())
}

async fn test(engine: &Engine, name: &str, output: Output) -> Result<(), Failure> {
    let source = engine.source_named(name).await?;
    let report = match engine.test_source(source.record.id).await {
        Err(limited @ EngineError::Limited { .. }) if output.is_json() => {
            return Err(not_tested(&source, &limited, output));
        }
        tested => tested?,
    };
    let problem = report.problem();
    let json = TestJson {
        ok: report.ok(),
        service: source.record.service.word(),
        dialect: report.dialect.map(lapwing_engine::Dialect::word),
        calls: report.calls,
        problem: problem.as_deref(),
    };
    output.result(&json, || text(&report));
    if let Some(alarm) = engine.source_named(name).await?.key.alarm {
        output.say(&notices::used_elsewhere(&source.record.name, alarm.calls));
    }
    match &report.failure {
        None => Ok(()),
        Some(failure) if output.is_json() => Err(Failure::silent(status::of_failure(failure))),
        Some(failure) => Err(Failure::new(status::of_failure(failure), problem.unwrap_or_default())),
    }
}

/// A source that may not be asked now is a failed test as well, of no call.
fn not_tested(source: &Source, limited: &EngineError, output: Output) -> Failure {
    let problem = limited.to_string();
    let service = source.record.service.word();
    let json = TestJson { ok: false, service, dialect: None, calls: 0, problem: Some(&problem) };
    output.result(&json, String::new);
    Failure::silent(status::LIMITED)
}

fn text(report: &TestReport) -> String {
    let passed = report.steps.iter().filter(|step| step.ok).map(|step| plain(&step.message));
    let dialect = report.dialect.map(|dialect| format!("Dialect: {}", dialect.word()));
    passed.chain(dialect).chain([format!("Calls used: {}", report.calls)]).collect::<Vec<_>>().join("\n")
}

async fn remove(engine: &Engine, name: &str, output: Output) -> Result<(), Failure> {
    let source = engine.source_named(name).await?;
    engine.remove_source(source.record.id).await?;
    output.say(&removed(&source));
    say_lost_searches(engine, output).await
}

/// Searches that lost their only source would match nothing without a word.
pub async fn say_lost_searches(engine: &Engine, output: Output) -> Result<(), Failure> {
    for name in engine.searches_without_source().await? {
        output.say(&format!("“{name}” reads no source now. Name one: lapwing-cli search edit {name} --source NAME"));
    }
    Ok(())
}

/// Only a key in the keyring was Lapwing's to remove.
fn removed(source: &Source) -> String {
    let name = &source.record.name;
    if source.authorization.is_some() {
        return format!(
            "Removed “{name}”, its client secret and its tokens. What it showed is erased; of jobs you marked, the mark stays."
        );
    }
    match &source.record.key_place {
        KeyPlace::Keyring { .. } => format!("Removed “{name}” and its key. Its jobs are still stored."),
        KeyPlace::Environment { variable } => {
            format!("Removed “{name}”. Its key stays in the variable {variable}. Its jobs are still stored.")
        }
        KeyPlace::Session | KeyPlace::BuiltIn => format!("Removed “{name}”. Its jobs are still stored."),
    }
}

fn json(source: &Source) -> SourceJson<'_> {
    let record = &source.record;
    SourceJson {
        name: &record.name,
        service: record.service.word(),
        base_url: &record.base_url,
        plan: record.plan.map(Plan::word),
        environment: record.environment.as_deref(),
        enabled: record.enabled,
        key_state: record.key_state.word(),
    }
}

fn line(source: &Source) -> String {
    let record = &source.record;
    if let Some(authorization) = &source.authorization {
        let off = if record.enabled { "" } else { ", off" };
        return format!("{}: {}, {}{off}", record.name, record.base_url, access(authorization));
    }
    let plan = record.plan.map_or("plan unknown", Plan::word);
    let calls = source
        .month_limit
        .map_or_else(String::new, |limit| format!(", {} of {limit} calls this month", source.calls_this_month));
    let state = match (record.enabled, record.key_state, record.service) {
        (false, _, _) => "off",
        (_, _, Service::Sandbox) => "made-up key",
        (_, KeyState::Accepted, _) => "key accepted",
        (_, KeyState::Rejected, _) => "key rejected",
        (_, KeyState::Missing, _) => "key missing",
        (_, KeyState::Unknown, _) => "key not tried yet",
    };
    format!("{}: {}, {plan}{calls}, {state}{}", record.name, record.base_url, life(source))
}

/// How far a source's access is, and what to do about it.
fn access(authorization: &Authorization) -> String {
    match (authorization.state, authorization.renew_by) {
        (GrantState::Authorized, Some(until)) => {
            format!("authorized; renewed by itself, at the latest by {}", when::moment(until))
        }
        (GrantState::Authorized, None) => "authorized".to_owned(),
        (GrantState::None, _) => "not authorized yet".to_owned(),
        (GrantState::Gone, _) => "its access has ended, authorize it again".to_owned(),
    }
}

/// What is to be known of a key's life; a made-up key has none.
fn life(source: &Source) -> String {
    let (record, key) = (&source.record, &source.key);
    if record.service == Service::Sandbox {
        return String::new();
    }
    let mut text = match key.age_days {
        0 => ", added today".to_owned(),
        1 => ", 1 day old".to_owned(),
        days => format!(", {days} days old"),
    };
    if key.due {
        text.push_str(", time to rotate it");
    }
    match key.rotation.as_ref().map(|rotation| rotation.step) {
        Some(Step::Traffic) => text.push_str(", rotation waits for jobs by the new key"),
        Some(Step::Confirm | Step::Closed) => text.push_str(", rotation waits to be confirmed"),
        None => {}
    }
    if key.alarm.is_some() {
        text.push_str(", may be used elsewhere");
    }
    text
}

fn plan(name: PlanName) -> Plan {
    match name {
        PlanName::Starter => Plan::Starter,
        PlanName::Professional => Plan::Professional,
        PlanName::Business => Plan::Business,
    }
}
