//! `source rotate`

use clap::{ArgGroup, Args, ValueEnum};
use lapwing_engine::domain::keys::rotation::{Reason, Step};
use lapwing_engine::{Engine, EngineError, Rotation, Service, SourceRecord, TestReport};
use serde::Serialize;

use crate::output::{Output, plain};
use crate::source::{name_the_other_way, read_key, say_notes};
use crate::status::{self, Failure};

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("how").required(true).args(["key_stdin", "import_env", "confirm"]))]
pub struct Rotate {
    /// Its name
    pub name: String,
    /// Read the new key from standard input into the keyring
    #[arg(long)]
    pub key_stdin: bool,
    /// Copy the new key from this variable into the keyring
    #[arg(long, value_name = "VAR")]
    pub import_env: Option<String>,
    /// Why: the mail to the service depends on it
    #[arg(long, value_enum, default_value_t = ReasonName::Quarter, conflicts_with = "confirm")]
    pub reason: ReasonName,
    /// Delete the old key, once jobs came with the new one
    #[arg(long)]
    pub confirm: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReasonName {
    Quarter,
    PersonLeft,
    Leak,
}

/// How far a rotation is. `step` is what it waits for: `test`, `traffic`, `confirm` or `closed`.
#[derive(Debug, Serialize)]
struct RotateJson {
    ok: bool,
    step: &'static str,
    next: String,
    mail: Option<String>,
}

/// A client secret has no older one beside it: the service honours the newest alone.
async fn replace_secret(engine: &Engine, source: &SourceRecord, output: Output) -> Result<(), Failure> {
    engine.replace_key(source.id).await.map_err(name_the_other_way)?;
    let name = plain(&source.name);
    let next = format!(
        "Test it: lapwing-cli source test {name}. If its access has ended: lapwing-cli source authorize {name}"
    );
    let json = RotateJson { ok: true, step: "closed", next: next.clone(), mail: None };
    output.result(&json, || format!("Replaced the client secret of “{name}”. {next}"));
    Ok(())
}

pub async fn run(engine: &Engine, rotate: &Rotate, output: Output) -> Result<(), Failure> {
    let source = engine.source_named(&rotate.name).await?.record;
    if rotate.confirm {
        return confirm(engine, &source.name, source.id, output).await;
    }
    let held = match &rotate.import_env {
        Some(variable) => engine.hold_key_from_environment(variable)?,
        None => engine.hold_key(read_key(output)?.expose())?,
    };
    say_notes(&held.notes, output);
    if source.service == Service::Marketplace {
        return replace_secret(engine, &source, output).await;
    }
    let rotated = engine.rotate_key(source.id, reason(rotate.reason)).await.map_err(name_the_other_way)?;
    output.say(&tested(&rotated.report));
    for staging in &rotated.staging_first {
        output.say(&format!(
            "“{staging}” is a staging source and still uses an older key. Staging first, then production: rotate it, too."
        ));
    }
    if rotated.rotation.is_none() && rotated.report.ok() {
        let next = format!("The key of “{}” was put back.", source.name);
        let json = RotateJson { ok: true, step: Step::Closed.word(), next: next.clone(), mail: None };
        output.result(&json, || next);
        return Ok(());
    }
    let Some(rotation) = rotated.rotation else {
        return Err(refused(&rotated.report, &source.name, output));
    };
    let json = json(&source.name, &rotation, true);
    output.result(&json, || text(&source.name, &rotation));
    Ok(())
}

/// The new key failed its test.
fn refused(report: &TestReport, name: &str, output: Output) -> Failure {
    let problem = report.problem().unwrap_or_default();
    let message = format!("{problem} Nothing was changed: “{name}” uses the key it had.");
    let status = report.failure.as_ref().map_or(status::UNEXPECTED, status::of_failure);
    if output.is_json() {
        let json = RotateJson { ok: false, step: "test", next: message, mail: None };
        output.result(&json, String::new);
        return Failure::silent(status);
    }
    Failure::new(status, message)
}

async fn confirm(
    engine: &Engine,
    name: &str,
    id: lapwing_engine::domain::SourceId,
    output: Output,
) -> Result<(), Failure> {
    match engine.confirm_rotation(id).await {
        Ok(rotation) => {
            let closed = rotation.step == Step::Closed;
            output.result(&json(name, &rotation, closed), || text(name, &rotation));
            if closed { Ok(()) } else { Err(Failure::silent(status::USAGE)) }
        }
        Err(problem @ EngineError::Vault(_)) => {
            let still_open = engine.source_named(name).await?.key.rotation;
            let message = format!("The old key was not deleted, and the rotation stays open. {problem}");
            match still_open {
                Some(rotation) if output.is_json() => {
                    let json = RotateJson { next: message, ..json(name, &rotation, false) };
                    output.result(&json, String::new);
                    Err(Failure::silent(status::KEY))
                }
                _ => Err(Failure::new(status::KEY, message)),
            }
        }
        Err(problem) => Err(problem.into()),
    }
}

fn reason(name: ReasonName) -> Reason {
    match name {
        ReasonName::Quarter => Reason::Quarter,
        ReasonName::PersonLeft => Reason::PersonLeft,
        ReasonName::Leak => Reason::Leak,
    }
}

fn json(name: &str, rotation: &Rotation, ok: bool) -> RotateJson {
    RotateJson {
        ok,
        step: rotation.step.word(),
        next: steps(name, rotation).join(" "),
        mail: Some(rotation.mail.to_string()),
    }
}

fn tested(report: &TestReport) -> String {
    let verdict = if report.ok() { "The new key was tested" } else { "The new key failed its test" };
    format!("{verdict}. Calls used: {}", report.calls)
}

/// What is done, what is left to do, and the mail.
fn text(name: &str, rotation: &Rotation) -> String {
    let done = match rotation.step {
        Step::Traffic => "The new key is in use. The old one is still kept.",
        Step::Confirm => "The new key works. The old one is still kept.",
        Step::Closed => "The old key is deleted.",
    };
    let steps = steps(name, rotation);
    let steps = steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, plain(step)));
    let mail = rotation.mail.to_string();
    let mail = mail.lines().map(|line| plain(line).trim_end().to_owned());
    let lines = [done.to_owned(), String::new()].into_iter().chain(steps).chain([String::new()]).chain(mail);
    lines.collect::<Vec<_>>().join("\n")
}

/// What is left to do, in order. A key that others may have is deactivated first.
fn steps(name: &str, rotation: &Rotation) -> Vec<String> {
    let mail = |when: &str| format!("Send the mail that asks the service to deactivate the old key{when}.");
    let traffic = "Let jobs come with the new key (lapwing-cli watch --once).".to_owned();
    let confirm = format!("Delete the old key here (lapwing-cli source rotate {name} --confirm).");
    let urgent = rotation.reason.is_urgent();
    match rotation.step {
        Step::Traffic if urgent => vec![mail(" at once"), traffic, confirm],
        Step::Traffic => vec![traffic, confirm, mail("")],
        Step::Confirm if urgent => vec![mail(" at once, if you have not yet"), confirm],
        Step::Confirm => vec![confirm, mail("")],
        Step::Closed => vec![mail(", if you have not yet")],
    }
}

#[cfg(test)]
mod tests {
    use lapwing_engine::domain::keys::rotation::closing_mail;

    use super::*;

    fn rotation(reason: Reason, step: Step) -> Rotation {
        let started_at = "2026-11-23T10:00:00Z".parse().unwrap();
        let old_last_four = Some("wxyz".to_owned());
        let mail = closing_mail(reason, old_last_four.as_deref(), Some("abcd"), started_at);
        Rotation { reason, started_at, step, old_last_four, mail }
    }

    #[test]
    fn what_is_left_to_do_stands_above_the_mail() {
        insta::assert_snapshot!(text("main", &rotation(Reason::Quarter, Step::Traffic)));
    }

    #[test]
    fn a_leaked_key_is_deactivated_first() {
        insta::assert_snapshot!(text("main", &rotation(Reason::Leak, Step::Traffic)));
    }

    #[test]
    fn a_new_key_that_works_lets_the_old_one_be_deleted() {
        insta::assert_snapshot!(text("main", &rotation(Reason::Quarter, Step::Confirm)));
        insta::assert_snapshot!(text("main", &rotation(Reason::Leak, Step::Confirm)));
    }

    #[test]
    fn once_the_old_key_is_deleted_only_the_mail_is_left() {
        insta::assert_snapshot!(text("main", &rotation(Reason::PersonLeft, Step::Closed)));
    }

    #[test]
    fn a_document_says_how_far_it_is_and_what_is_next() {
        insta::assert_json_snapshot!(json("main", &rotation(Reason::Quarter, Step::Confirm), true));
    }
}
