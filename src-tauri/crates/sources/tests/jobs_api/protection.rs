//! What a key is protected from.

use std::sync::{Arc, Mutex};

use lapwing_sources::jobs_api::JobsApi;
use lapwing_sources::{
    Arrival, Cause, Destination, FailureKind, FetchError, HttpOptions, JobSource, Outbound, PageRequest, ProxyRule,
    Trust,
};
use lapwing_vault::Secret;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;

use crate::server::{KEY, Server, api, api_with, options};

#[tokio::test]
async fn the_request_carries_key_and_program_name_and_asks_newest_first() {
    let server = Server::answering(200, &[], r#"{"data":[]}"#).await;
    let after = "2026-01-05T08:12:43.75Z".parse().unwrap();
    let request = PageRequest::newest().with_page(2).with_posted_after(after);
    server.api().fetch(&request).await.unwrap();
    let sent = server.requests().remove(0);
    let line = sent.lines().next().unwrap();
    assert_eq!(line, format!("GET {} HTTP/1.1", request.path()));
    assert_eq!(request.path(), "/jobs?limit=50&offset=100&sort=posted_on_desc&posted_after=2026-01-05T08%3A12%3A43Z");
    let has = |header: &str| sent.lines().any(|line| line.eq_ignore_ascii_case(header));
    assert!(has(&format!("x-api-key: {KEY}")), "{sent}");
    assert!(has(&format!("user-agent: Lapwing/{}", env!("CARGO_PKG_VERSION"))), "{sent}");
}

#[tokio::test]
async fn a_redirect_is_reported_and_the_key_never_goes_there() {
    let trap = Server::answering(200, &[], r#"{"data":[]}"#).await;
    let port = trap.port();
    for (location, to_host) in [
        (format!("http://127.0.0.1:{port}/jobs"), Some("127.0.0.1")),
        (format!("http://localhost:{port}/jobs"), Some("localhost")),
        ("https://evil.example.com/jobs".to_owned(), Some("evil.example.com")),
        ("//evil.example.com".to_owned(), Some("evil.example.com")),
        ("/elsewhere".to_owned(), Some("127.0.0.1")),
        ("https://:".to_owned(), None),
    ] {
        for status in [301, 302, 303, 307, 308] {
            let server = Server::answering(status, &[("Location", &location)], "").await;
            let error = server.api().fetch(&PageRequest::newest()).await.unwrap_err();
            let FetchError::Redirected { to_host: host, .. } = &error else { panic!("{location}: {error:?}") };
            assert_eq!(host.as_deref(), to_host, "{location}");
            assert_eq!((error.kind(), error.is_transient()), (FailureKind::Service, false));
            assert_eq!(server.requests().len(), 1, "not followed on the same host either");
        }
    }
    assert!(trap.requests().is_empty());
}

#[tokio::test]
async fn this_computer_is_never_reached_through_a_proxy() {
    let proxy = Server::answering(502, &[], "").await;
    let server = Server::answering(200, &[], r#"{"data":[]}"#).await;
    let through = HttpOptions { proxy: ProxyRule::Fixed(proxy.url().parse().unwrap()), ..options() };
    for host in ["127.0.0.1", "localhost"] {
        let base = format!("http://{host}:{}", server.port());
        api_with(&base, through.clone()).fetch(&PageRequest::newest()).await.unwrap();
    }
    assert!(proxy.requests().is_empty());
}

#[tokio::test]
async fn other_hosts_are_reached_through_the_proxy_which_never_sees_the_key() {
    let proxy = Server::answering(407, &[("Proxy-Authenticate", "Basic")], "").await;
    let through = HttpOptions {
        proxy: ProxyRule::Fixed(format!("http://user:pa55@127.0.0.1:{}", proxy.port()).parse().unwrap()),
        ..options()
    };
    let error = api_with("https://jobs.example.com", through).fetch(&PageRequest::newest()).await.unwrap_err();
    let FetchError::Proxy { proxy: named, .. } = &error else { panic!("{error:?}") };
    assert_eq!(named, &format!("127.0.0.1:{}", proxy.port()));
    assert!(!error.counts());
    assert!(!format!("{error} {error:?}").contains("pa55"));
    let asked = proxy.requests();
    assert!(asked[0].starts_with("CONNECT jobs.example.com:443 "), "{asked:?}");
    assert!(!asked.concat().contains(KEY));
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = listener.local_addr().unwrap();
    drop(listener);
    let through = HttpOptions { proxy: ProxyRule::Fixed(format!("http://{nobody}").parse().unwrap()), ..options() };
    let error = api_with("https://jobs.example.com", through).fetch(&PageRequest::newest()).await.unwrap_err();
    assert!(matches!(&error, FetchError::Proxy { proxy, .. } if *proxy == nobody.to_string()), "{error:?}");
}

/// A TLS server on `localhost`: its port, its certificate, and what it will have heard, if anybody trusts it.
async fn tls_server() -> (u16, Vec<u8>, tokio::task::JoinHandle<Option<String>>) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().to_vec();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.into()], made.signing_key.serialize_der().try_into().unwrap())
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = tokio::spawn(async move {
        let (connection, _) = listener.accept().await.unwrap();
        let mut connection = TlsAcceptor::from(Arc::new(config)).accept(connection).await.ok()?;
        let mut heard = vec![0; 4096];
        let length = connection.read(&mut heard).await.unwrap();
        connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"data\":[]}").await.unwrap();
        connection.shutdown().await.unwrap();
        Some(String::from_utf8_lossy(&heard[..length]).into_owned())
    });
    (port, certificate, heard)
}

#[tokio::test]
async fn a_server_that_is_vouched_for_gets_the_key() {
    let (port, certificate, heard) = tls_server().await;
    let trusting = HttpOptions { trust: Trust::Only(vec![certificate]), ..options() };
    let page = api_with(&format!("https://localhost:{port}"), trusting).fetch(&PageRequest::newest()).await;
    assert_eq!(page.unwrap().status, 200);
    assert!(heard.await.unwrap().unwrap().contains(KEY));
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_refused_before_the_key_is_sent() {
    let (port, _, heard) = tls_server().await;
    let error = api(&format!("https://localhost:{port}")).fetch(&PageRequest::newest()).await.unwrap_err();
    assert!(matches!(&error, FetchError::Tls { host, .. } if host == "localhost"), "{error:?}");
    assert_eq!((error.kind(), error.counts()), (FailureKind::Network, false));
    assert_eq!(heard.await.unwrap(), None, "the handshake must not succeed");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let (port, certificate, heard) = tls_server().await;
    let trusting = HttpOptions { trust: Trust::Only(vec![certificate]), ..options() };
    let error =
        api_with(&format!("https://127.0.0.1:{port}"), trusting).fetch(&PageRequest::newest()).await.unwrap_err();
    assert!(matches!(error, FetchError::Tls { .. }), "{error:?}");
    assert_eq!(heard.await.unwrap(), None);
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        connection.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let mut heard = Vec::new();
        let _ = connection.read_to_end(&mut heard).await;
        heard
    });
    let error = api(&base).fetch(&PageRequest::newest()).await.unwrap_err();
    assert!(matches!(error, FetchError::Tls { .. }), "{error:?}");
    assert!(!String::from_utf8_lossy(&heard.await.unwrap()).contains(KEY));
}

#[test]
fn neither_client_nor_path_shows_the_key() {
    let api = api("https://jobs.example.com");
    assert!(!format!("{api:?}").contains(KEY));
    assert!(!PageRequest::newest().path().contains(KEY));
}

#[tokio::test]
async fn a_key_that_cannot_be_a_header_is_refused_without_a_call() {
    let server = Server::answering(200, &[], r#"{"data":[]}"#).await;
    let base = lapwing_sources::BaseUrl::parse(&server.url()).unwrap();
    let api = JobsApi::with_options(base, Secret::new("line\nbreak".to_owned()), options());
    let error = api.fetch(&PageRequest::newest()).await.unwrap_err();
    assert_eq!((error.kind(), error.counts()), (FailureKind::KeyMissing, false));
    assert!(server.requests().is_empty());
}

#[test]
fn a_request_never_asks_for_more_than_a_page_or_for_half_pages() {
    let request = PageRequest::newest().with_limit(500).with_page(3);
    assert_eq!((request.limit(), request.offset()), (50, 150));
    assert_eq!(PageRequest::newest().with_limit(0).path(), "/jobs?limit=1&sort=posted_on_desc");
    let last = PageRequest::newest().with_page(u32::MAX);
    assert_eq!(last.offset() % last.limit(), 0);
}

#[test]
fn the_policy_allows_one_request_for_all_searches_and_names_the_host() {
    let policy = api("https://jobs.example.com").policy();
    assert_eq!(
        (policy.unions_allowed, policy.paging.background_jobs, policy.attribution.as_str()),
        (true, 50, "jobs.example.com")
    );
}

/// Keeps the account of one client, or fails to.
#[derive(Debug, Default)]
struct Account {
    full: bool,
    kept: Mutex<Vec<String>>,
}

#[async_trait::async_trait]
impl Outbound for Account {
    async fn leaving(&self, to: &Destination) -> Result<(), Cause> {
        if self.full {
            return Err("no space".into());
        }
        self.kept.lock().unwrap().push(format!("to {} through {:?}", to.origin, to.proxy));
        Ok(())
    }

    async fn answered(&self, from: &Destination, arrival: Arrival) {
        let Arrival { bytes, date } = arrival;
        self.kept.lock().unwrap().push(format!("{bytes} from {} at {date:?}", from.origin));
    }
}

#[tokio::test]
async fn every_server_is_noted_before_it_is_contacted() {
    let server = Server::answering(200, &[("Date", "Mon, 05 Jan 2026 08:14:03 GMT")], r#"{"data":[]}"#).await;
    let account = Arc::new(Account::default());
    let noting = HttpOptions { outbound: Some(Arc::clone(&account) as _), ..options() };
    api_with(&server.url(), noting).fetch(&PageRequest::newest()).await.unwrap();
    let url = server.url();
    let noted = account.kept.lock().unwrap().clone();
    assert_eq!(noted, [format!("to {url} through None"), format!("11 from {url} at Some(2026-01-05T08:14:03Z)")]);
}

#[tokio::test]
async fn a_server_that_cannot_be_noted_is_not_contacted() {
    let server = Server::answering(200, &[], r#"{"data":[]}"#).await;
    let full = Arc::new(Account { full: true, ..Account::default() });
    let noting = HttpOptions { outbound: Some(full), ..options() };
    let error = api_with(&server.url(), noting).fetch(&PageRequest::newest()).await.unwrap_err();
    assert!(matches!(error, FetchError::NotNoted(_)), "{error:?}");
    assert_eq!((error.kind(), error.counts(), error.is_transient()), (FailureKind::Network, false, true));
    assert_eq!(server.requests(), Vec::<String>::new());
}
