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
        Errand::Authorization => "asked for access, renewed or ended it",
        Errand::Reach => "looked whether it takes connections",
        Errand::Other => "something else",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(scheme: &str, name: &str, errand: Errand, requests: u64) -> ContactedHost {
        ContactedHost {
            scheme: scheme.to_owned(),
            host: name.to_owned(),
            port: Some(443),
            proxy: None,
            loopback: false,
            errand,
            requests,
            bytes: requests * 48_000,
            first_at: "2026-11-16T09:00:00Z".parse().unwrap(),
            last_at: "2026-11-23T10:00:00Z".parse().unwrap(),
        }
    }

    /// The service, on schedule and by hand, a host with a name made to mislead, through a proxy, and the sandbox inside.
    fn all_kinds() -> Vec<ContactedHost> {
        let through_proxy = ContactedHost {
            proxy: Some("proxy.example:3128".to_owned()),
            ..host("https", "evil\u{1b}[2J.example", Errand::Test, 2)
        };
        let sandbox =
            ContactedHost { port: None, loopback: true, ..host("http", "127.0.0.1", Errand::GapClosing, 5_760) };
        vec![
            host("https", "api.upworkjobsapi.com", Errand::Poll, 512),
            host("https", "api.upworkjobsapi.com", Errand::CheckNow, 1),
            through_proxy,
            sandbox,
        ]
    }

    #[test]
    fn each_server_is_a_line_with_what_for_and_how_often() {
        insta::assert_snapshot!(all_kinds().iter().map(line).collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn a_document_has_every_server_with_its_counts() {
        insta::assert_json_snapshot!(HostsJson { hosts: all_kinds().iter().map(json).collect() });
    }
}
