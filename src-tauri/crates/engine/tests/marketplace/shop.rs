//! A sandbox whose marketplace side is a source, and a browser that answers as told.

use jiff::{SignedDuration, Timestamp};
use lapwing_engine::domain::notify::Digest;
use lapwing_engine::domain::search::{Notify, Priority, Scope};
use lapwing_engine::domain::{Content, SavedSearch, SourceId};
use lapwing_engine::{Engine, JobSummary, NewMarketplaceSource, NewSearch, Result, Sort, Source, View};
use lapwing_sandbox::Options;
use serde_json::json;

use crate::support::Bench;

/// Nobody listens there in these tests: codes are pasted.
pub const PORT: u16 = 8_765;

/// What its user answers in the browser.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    Allow,
    Deny,
}

/// A silent market with an authorized source.
pub async fn open() -> (Bench, SourceId) {
    let bench = Bench::with(Options { arrivals_per_hour: 0.0, ..Options::default() }).await;
    let id = add(&bench, "official").await.unwrap().record.id;
    authorize(&bench.engine, id).await;
    (bench, id)
}

pub async fn add(bench: &Bench, name: &str) -> Result<Source> {
    add_waiting_at(bench, name, PORT).await
}

/// The same with this port in its callback address.
pub async fn add_waiting_at(bench: &Bench, name: &str, callback_port: u16) -> Result<Source> {
    add_as(bench, name, bench.sandbox.url(), callback_port).await
}

/// The same under another spelling of the service's address.
pub async fn add_at(bench: &Bench, name: &str, base_url: &str) -> Result<Source> {
    add_as(bench, name, base_url, PORT).await
}

async fn add_as(bench: &Bench, name: &str, base_url: &str, callback_port: u16) -> Result<Source> {
    bench.engine.hold_key(bench.sandbox.client_secret()).unwrap();
    let new = NewMarketplaceSource {
        name: name.to_owned(),
        base_url: base_url.to_owned(),
        client_id: bench.sandbox.client_id().to_owned(),
        callback_port,
        pkce: false,
        session_only: false,
    };
    bench.engine.add_marketplace_source(new).await
}

/// The address the browser ends at.
pub async fn visit(address: &str, answer: Answer) -> String {
    let answer = match answer {
        Answer::Allow => "allow",
        Answer::Deny => "deny",
    };
    let address = format!("{address}&answer={answer}");
    let visited = tokio::task::spawn_blocking(move || {
        let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).build().into();
        let answer = agent.get(&address).call().unwrap();
        answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned())
    });
    visited.await.unwrap().expect("the page leads back")
}

pub async fn authorize(engine: &Engine, id: SourceId) {
    let step = engine.begin_authorization_by_hand(id).await.unwrap();
    let callback = visit(&step.address, Answer::Allow).await;
    engine.paste_authorization(id, &callback).await.unwrap();
}

/// A search that names the source.
pub async fn search(bench: &Bench, name: &str, query: &str, source: SourceId) -> SavedSearch {
    try_search(bench, name, query, Scope::Only(vec![source])).await.unwrap()
}

pub async fn try_search(bench: &Bench, name: &str, query: &str, scope: Scope) -> Result<SavedSearch> {
    let (name, query) = (name.to_owned(), query.to_owned());
    let (notify, digest, breaks_quiet, priority) = (Notify::Instant, Digest::default(), false, Priority::Normal);
    let background = false;
    bench.engine.add_search(NewSearch { name, query, scope, notify, digest, breaks_quiet, priority, background }).await
}

/// Searched for rust once, which found nothing, and some time later.
pub async fn searched_for_rust() -> (Bench, SourceId, SavedSearch) {
    let (bench, id) = open().await;
    let search = search(&bench, "Rust", "rust", id).await;
    bench.engine.check_now().await.unwrap();
    bench.desk.take();
    bench.clock.minutes(20);
    (bench, id, search)
}

/// Publishes an hourly job whose description names it, so that its text can be looked for.
pub fn publish(bench: &Bench, title: &str) -> String {
    bench.publish_job(json!({
        "title": title,
        "description": format!("Described as {title}, in as many words."),
        "job_type": 1,
        "hourly_budget": {"min": 40, "max": 60, "currency": "USD"},
    }))
}

/// What a list shows, newest first.
pub async fn shown(engine: &Engine, view: View) -> Vec<JobSummary> {
    engine.jobs(view, "", Sort::Newest, None, 100).await.unwrap().rows
}

pub async fn titles(engine: &Engine, view: View) -> Vec<String> {
    shown(engine, view).await.iter().map(|row| title(&row.job).to_owned()).collect()
}

/// The title of content of either kind.
#[expect(clippy::disallowed_methods, reason = "a test looks at what its user would see")]
pub fn title(content: &Content) -> &str {
    &content.show().title
}

pub fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// When the service was asked for searches.
pub fn asked_at(bench: &Bench) -> Vec<Timestamp> {
    let requests = bench.sandbox.control().graphql_requests();
    let searches = requests.iter().filter(|request| request.query.contains("marketplaceJobPostingsSearch"));
    searches.map(|request| request.at).collect()
}

/// How many searches the service was asked for.
pub fn searches_asked(bench: &Bench) -> usize {
    asked_at(bench).len()
}
