//! `source add marketplace` and `source authorize`.

use std::io::{BufRead as _, Read as _};
use std::time::Duration;

use lapwing_engine::domain::SourceId;
use lapwing_engine::{
    AuthorizationState, Engine, EngineError, NewMarketplaceSource, Organization, Secret, Source, callback_address,
};
use serde::Serialize;

use crate::arguments::{Authorize, NewMarketplace};
use crate::output::{Output, plain};
use crate::source::{name_the_other_way, read_key, say_notes};
use crate::status::{self, Failure};

/// How often it is looked whether the browser came back.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// More than this is no address.
const LONGEST_ANSWER: u64 = 16 * 1024;

#[derive(Serialize)]
struct AuthorizedJson<'a> {
    ok: bool,
    name: &'a str,
    /// The address that has to be registered with the key.
    callback: &'a str,
    problem: Option<&'a str>,
}

/// Adds a source and says what comes next.
pub async fn add(engine: &Engine, new: NewMarketplace, output: Output) -> Result<Source, Failure> {
    say_notes(&engine.hold_key(read_key(output)?.expose())?.notes, output);
    let source = NewMarketplaceSource {
        name: new.name,
        base_url: new.base_url,
        client_id: new.client_id,
        callback_port: new.callback_port,
        pkce: new.pkce,
        session_only: false,
    };
    let source = engine.add_marketplace_source(source).await.map_err(|problem| match problem {
        // There is no variable to name for this service.
        EngineError::Vault(_) => Failure::from(problem),
        other => name_the_other_way(other),
    })?;
    let name = &source.record.name;
    if let Some(authorization) = &source.authorization {
        output.say(&format!("Register this callback address with the key: {}", authorization.callback));
    }
    output.say(&format!("Added “{name}”. Authorize it with: lapwing-cli source authorize {name}"));
    Ok(source)
}

/// Prints the address to open, and waits for what the browser brings.
pub async fn authorize(engine: &Engine, arguments: &Authorize, output: Output) -> Result<(), Failure> {
    let source = engine.source_named(&arguments.name).await?;
    let id = source.record.id;
    if let Some(port) = arguments.callback_port {
        engine.set_callback_port(id, port).await?;
        output.say(&format!("Register this callback address with the key: {}", callback_address(port)));
    }
    let step = if arguments.code_stdin {
        engine.begin_authorization_by_hand(id).await?
    } else {
        engine.begin_authorization(id).await?
    };
    if let Some(problem) = step.problem.as_ref().filter(|_| !arguments.code_stdin) {
        // Whoever opened the address would hand the code to whatever holds the port.
        engine.cancel_authorization(id);
        return Err(Failure::usage(format!(
            "{problem} On the command line: --callback-port P, or give the code yourself with --code-stdin."
        )));
    }
    Output::complain("Open this address in a browser and allow access:");
    Output::complain(&step.address);
    let result = if arguments.code_stdin {
        output.say("Then give the code, or the whole address the browser ended at.");
        take_code(engine, id).await
    } else {
        heard(engine, id).await
    };
    engine.cancel_authorization(id);
    let problem = result.as_ref().err().map(|failure| failure.message.clone());
    if output.is_json() {
        let (name, callback) = (source.record.name.as_str(), step.callback.as_str());
        let json = AuthorizedJson { ok: result.is_ok(), name, callback, problem: problem.as_deref() };
        output.result(&json, String::new);
        return result.map_err(|failure| Failure::silent(failure.status));
    }
    result?;
    choose_organization(engine, id, arguments.organization.as_deref(), output).await?;
    let name = plain(&source.record.name);
    output.say(&format!("“{name}” is authorized. Test it with: lapwing-cli source test {name}"));
    Ok(())
}

/// Chooses in whose context the source asks, or says which there are.
async fn choose_organization(
    engine: &Engine,
    id: SourceId,
    wanted: Option<&str>,
    output: Output,
) -> Result<(), Failure> {
    let known = match engine.organizations(id).await {
        Ok(known) => known,
        // That access was given stands, whatever becomes of this.
        Err(problem) if wanted.is_none() => {
            output.say(&format!("Whose context it asks in is not known: {problem}"));
            return Ok(());
        }
        Err(problem) => return Err(problem.into()),
    };
    if let Some(wanted) = wanted {
        let named = known.iter().find(|one| one.id == wanted || one.title.eq_ignore_ascii_case(wanted));
        let unknown = || Failure::usage(format!("There is no organization “{wanted}”. There are: {}.", titles(&known)));
        let named = named.ok_or_else(unknown)?;
        return Ok(engine.set_organization(id, Some(&named.id)).await?);
    }
    match &known[..] {
        [only] => Ok(engine.set_organization(id, Some(&only.id)).await?),
        several => {
            output.say(&format!(
                "It asks as the one you are logged in with. Choose another with --organization: {}.",
                titles(several)
            ));
            Ok(())
        }
    }
}

fn titles(organizations: &[Organization]) -> String {
    organizations.iter().map(|one| plain(&one.title)).collect::<Vec<_>>().join(", ")
}

/// Reads one line, so that it can be typed as well as piped.
async fn take_code(engine: &Engine, id: SourceId) -> Result<(), Failure> {
    let read = || {
        let stdin = std::io::stdin();
        let mut text = String::new();
        stdin.lock().take(LONGEST_ANSWER).read_line(&mut text)?;
        Ok::<_, std::io::Error>(Secret::new(text))
    };
    let text = tokio::task::spawn_blocking(read)
        .await
        .map_err(|end| Failure::unexpected(end.to_string()))?
        .map_err(|problem| Failure::usage(format!("Standard input could not be read: {problem}.")))?;
    engine.paste_authorization(id, text.expose()).await?;
    Ok(())
}

async fn heard(engine: &Engine, id: SourceId) -> Result<(), Failure> {
    loop {
        let step = engine.authorization_step(id);
        let problem = || step.as_ref().and_then(|step| step.problem.clone()).unwrap_or_default();
        match step.as_ref().map(|step| step.state) {
            Some(AuthorizationState::Done) => return Ok(()),
            Some(AuthorizationState::Failed) | None => {
                let kind = step.as_ref().and_then(|step| step.kind);
                return Err(Failure::new(kind.map_or(status::KEY, status::of_kind), problem()));
            }
            Some(AuthorizationState::Waiting | AuthorizationState::Exchanging) => {}
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            _ = crate::watch::stopped() => return Err(Failure::new(status::KEY, "Not authorized: stopped.")),
        }
    }
}
