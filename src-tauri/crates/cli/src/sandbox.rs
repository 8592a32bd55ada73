//! `sandbox`: the local server, until stopped.

use lapwing_sandbox::{Options, Sandbox};
use serde::Serialize;

use crate::arguments::SandboxOptions;
use crate::output::Output;
use crate::status::Failure;
use crate::watch::stopped;

#[derive(Serialize)]
struct EndpointJson<'a> {
    url: &'a str,
    key: &'a str,
    client_id: &'a str,
    client_secret: &'a str,
}

pub async fn run(options: SandboxOptions, output: Output) -> Result<(), Failure> {
    let options = Options {
        port: options.port,
        dataset: options.dataset,
        speed: options.speed,
        seed: options.seed,
        plan: options.plan,
        dialect: options.dialect,
        faults: options.faults,
        ..Options::default()
    };
    let dataset = options.dataset.clone();
    let sandbox = Sandbox::start(options).await.map_err(Failure::usage)?;
    if let (Some(file), skipped @ 1..) = (dataset, sandbox.control().skipped_lines()) {
        let lines = if skipped == 1 {
            "1 line is no job object and was".to_owned()
        } else {
            format!("{skipped} lines are no job objects and were")
        };
        Output::complain(&format!(
            "{}: {lines} skipped. One JSON object with an id is wanted on each line.",
            file.display()
        ));
    }
    let endpoint = EndpointJson {
        url: sandbox.url(),
        key: sandbox.key(),
        client_id: sandbox.client_id(),
        client_secret: sandbox.client_secret(),
    };
    output.result(&endpoint, || {
        format!(
            "url {}\nkey {}\nclient_id {}\nclient_secret {}",
            endpoint.url, endpoint.key, endpoint.client_id, endpoint.client_secret
        )
    });
    output.say("The sandbox is running. Stop it with Ctrl+C.");
    let heard = stopped().await;
    sandbox.stop().await;
    heard.map_err(|problem| Failure::unexpected(format!("Signals cannot be heard: {problem}.")))
}
