//! `usage --hosts`: the outbound ledger.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use lapwing_engine::domain::when;
use lapwing_engine::{ContactedHost, Errand};
use serde::Serialize;

use crate::output::{Output, plain};
use crate::ports::{self, Deaf};
use crate::status::Failure;

#[derive(Serialize)]
struct HostsJson<'a> {
    hosts: Vec<HostJson<'a>>,
}

#[derive(Serialize)]
struct HostJson<'a> {
    scheme: &'a str,
    host: &'a str,
    /// Null for the sandbox inside the program, whose port differs at each start.
    port: Option<u16>,
    proxy: Option<&'a str>,
    /// Whether it is this computer.
    loopback: bool,
    purpose: &'static str,
    requests: u64,
    bytes: u64,
    first_at: Timestamp,
    last_at: Timestamp,
}

pub async fn run(data_dir: Option<PathBuf>, output: Output) -> Result<(), Failure> {
    let engine = ports::open(data_dir, Arc::new(Deaf)).await?;
    let hosts = engine.contacted_hosts().await;
    engine.close().await;
    let hosts = hosts?;
    if hosts.is_empty() && !output.is_json() {
        output.say("Nobody was contacted yet.");
    } else {
        let json = HostsJson { hosts: hosts.iter().map(json).collect() };
        output.result(&json, || hosts.iter().map(line).collect::<Vec<_>>().join("\n"));
    }
    Ok(())
}

fn json(host: &ContactedHost) -> HostJson<'_> {
    HostJson {
        scheme: &host.scheme,
        host: &host.host,
        port: host.port,
        proxy: host.proxy.as_deref(),
        loopback: host.loopback,
        purpose: host.errand.word(),
        requests: host.requests,
        bytes: host.bytes,
        first_at: host.first_at,
        last_at: host.last_at,
    }
}

fn line(host: &ContactedHost) -> String {
    let port = host.port.map(|port| format!(":{port}")).unwrap_or_default();
    let proxy = host.proxy.as_ref().map(|proxy| format!(" through {}", plain(proxy))).unwrap_or_default();
    let here = if host.loopback { " (this computer)" } else { "" };
    let times = if host.requests == 1 { "once".to_owned() } else { format!("{} times", host.requests) };
    format!(
        "{}://{}{port}{proxy}{here}: {}, {times}, {} bytes received, last on {}",
        host.scheme,
        plain(&host.host),
        what_for(host.errand),
        host.bytes,
        when::moment(host.last_at)
    )
}

fn what_for(errand: Errand) -> &'static str {
    match errand {
        Errand::Poll => "asked for new jobs on schedule",
        Errand::CheckNow => "asked for new jobs by hand",
        Errand::Test => "tested a key",
        Errand::Probe => "looked whether a used-up month is over",
        Errand::GapClosing => "read what a gap left out",
        Errand::Reach => "looked whether it takes connections",
        Errand::Other => "something else",
    }
}
