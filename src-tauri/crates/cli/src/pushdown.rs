//! `query explain`: what of a query a source's service would filter, and what is checked here. Nothing is asked.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use lapwing_engine::PushedDown;
use serde::Serialize;

use crate::output::{Output, plain};
use crate::ports::{self, Deaf};
use crate::search::refused;
use crate::status::Failure;

#[derive(Serialize)]
struct PushedDownJson<'a> {
    server: BTreeMap<&'a str, &'a str>,
    local: &'a [String],
    exact: bool,
}

pub async fn run(query: &str, source: &str, data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let pushed = engine.explain_pushdown(query, source).await;
    engine.close().await;
    let pushed = pushed.map_err(|problem| refused(query, problem))?;
    output.result(&json(&pushed), || text(&pushed));
    Ok(())
}

fn json(pushed: &PushedDown) -> PushedDownJson<'_> {
    let server = pushed.server.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    PushedDownJson { server, local: &pushed.local, exact: pushed.is_exact() }
}

fn text(pushed: &PushedDown) -> String {
    let server = pushed.server.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let local = pushed.local.iter().map(|part| plain(part)).collect();
    let mut lines = listed("Filtered by the service:", server);
    lines.extend(listed("Checked here:", local));
    if let Some(dialect) = pushed.dialect {
        lines.push(format!("The service is asked in the {} dialect.", dialect.word()));
    }
    if let Some(looked) = pushed.looks_through {
        lines.push(format!(
            "It filters only the newest {looked} postings for a page, so that a filter may hide what lies behind them."
        ));
    }
    lines.join("\n")
}

/// A heading with its entries below it.
fn listed(heading: &str, entries: Vec<String>) -> Vec<String> {
    if entries.is_empty() {
        return vec![format!("{heading} nothing")];
    }
    std::iter::once(heading.to_owned()).chain(entries.into_iter().map(|entry| format!("  {entry}"))).collect()
}
