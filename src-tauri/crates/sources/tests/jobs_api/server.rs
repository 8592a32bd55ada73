//! A server that answers each connection with the bytes a test gives it, and remembers what it was asked.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lapwing_sources::jobs_api::JobsApi;
use lapwing_sources::{BaseUrl, HttpOptions, ProxyRule, Trust};
use lapwing_vault::Secret;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A key that is easy to find where it must not be.
pub const KEY: &str = "k3y-that-must-not-leak";

/// A host that leads nowhere: no name has a label of more than 63 letters, so no resolver is even asked.
pub fn nowhere() -> String {
    format!("{}.invalid", "x".repeat(64))
}

/// What the server does with one connection.
#[derive(Clone)]
pub enum Act {
    /// Sends these bytes and closes.
    Send(Vec<u8>),
    /// Sends these bytes and then nothing more, without closing.
    Stall(Vec<u8>),
}

pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Acts through the list, one connection each, and repeats the last act.
    pub async fn acting(acts: Vec<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            let mut held = Vec::new();
            for number in 0.. {
                let (mut connection, _) = listener.accept().await.unwrap();
                let request = read_head(&mut connection).await;
                heard.lock().unwrap().push(request);
                match acts[number.min(acts.len() - 1)].clone() {
                    Act::Send(bytes) => {
                        // The client may have hung up on a body it does not want.
                        let _ = connection.write_all(&bytes).await;
                        let _ = connection.shutdown().await;
                    }
                    Act::Stall(bytes) => {
                        connection.write_all(&bytes).await.unwrap();
                        held.push(connection);
                    }
                }
            }
        });
        Self { address, requests, task }
    }

    pub async fn answering(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        Self::acting(vec![answer(status, headers, body)]).await
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The heads of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// The first lines of the requests so far, without the protocol.
    pub fn asked(&self) -> Vec<String> {
        let first = |head: &String| head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
        self.requests().iter().map(first).collect()
    }

    pub fn api(&self) -> JobsApi {
        api(&self.url())
    }
}

/// A client with times short enough to wait for.
pub fn api(base: &str) -> JobsApi {
    api_with(base, options())
}

pub fn api_with(base: &str, options: HttpOptions) -> JobsApi {
    JobsApi::with_options(BaseUrl::parse(base).unwrap(), Secret::new(KEY.to_owned()), options)
}

/// Independent of the proxy and the certificates of the machine the test runs on.
pub fn options() -> HttpOptions {
    HttpOptions {
        connect_timeout: Duration::from_secs(5),
        total_timeout: Duration::from_secs(10),
        proxy: ProxyRule::None,
        trust: Trust::Only(Vec::new()),
        outbound: None,
    }
}

/// An answer with its length.
pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Act {
    let mut bytes = head(status, headers, body.len());
    bytes.extend_from_slice(body.as_bytes());
    Act::Send(bytes)
}

pub fn head(status: u16, headers: &[(&str, &str)], length: usize) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Whatever\r\nContent-Length: {length}\r\nConnection: close\r\n");
    head.extend(headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")));
    head.push_str("\r\n");
    head.into_bytes()
}

async fn read_head(connection: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut chunk = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match connection.read(&mut chunk).await {
            Ok(0) | Err(_) => break,
            Ok(length) => head.extend_from_slice(&chunk[..length]),
        }
    }
    String::from_utf8_lossy(&head).into_owned()
}
