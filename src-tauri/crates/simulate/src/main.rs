//! Thirty days of watching in minutes: the real engine and its database under a clock that jumps from one due time to
//! the next, beside an oracle that knows all arrivals and beside naive polling. Prints a table, and ends with an error
//! when a law is broken.
//!
//! `SIMULATE=name` runs one scenario alone.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod clock;
mod market;
mod measure;
mod run;
mod scenario;
mod searches;
mod service;
mod table;
mod words;

#[cfg(test)]
mod tests;

use std::error::Error;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use market::Market;
use measure::Row;
use scenario::Scenario;
use searches::Searches;

/// Postings are there from so many seconds before watching begins: pages are full from the first.
const BEFORE: i64 = 3 * 86_400;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let wanted = std::env::var("SIMULATE").unwrap_or_default();
    let scenarios: Vec<Scenario> = Scenario::all()
        .into_iter()
        .filter(|one| (wanted.is_empty() && !one.words_alone) || wanted.split(',').any(|name| name == one.name))
        .collect();
    if scenarios.is_empty() {
        let names: Vec<&str> = Scenario::all().iter().map(|one| one.name).collect();
        return Err(format!("SIMULATE names none of: {}", names.join(", ")).into());
    }
    let mut rows = Vec::new();
    for scenario in scenarios {
        rows.push(simulate(&scenario).await?);
    }
    writeln!(std::io::stdout(), "{}", table::table(&rows))?;
    let broken: Vec<String> = rows.iter().flat_map(Row::broken).collect();
    for law in &broken {
        writeln!(std::io::stderr(), "{law}")?;
    }
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn simulate(scenario: &Scenario) -> Result<Row, Box<dyn Error>> {
    let began = Instant::now();
    let searches = Searches::new(scenario.seed, scenario.searches, scenario.words_alone);
    let market = Arc::new(Market::new(scenario.seed, scenario.an_hour, scenario.start - BEFORE, scenario.end()));
    let (outcome, service) = run::run(scenario, &market, &searches).await?;
    let row = Row::of(scenario, &market, &searches, outcome, &service);
    writeln!(std::io::stderr(), "{}: {:.1?}", scenario.what, began.elapsed())?;
    Ok(row)
}
