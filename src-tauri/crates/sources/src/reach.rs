//! Whether a service's server can be reached at all: its name leads somewhere, and something there takes connections.
//! Nothing is sent, so no call is spent and no key leaves.

use std::io;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::base_url::BaseUrl;
use crate::error::FetchError;
use crate::http::ProxyRule;
use crate::outbound::{Destination, Outbound};

/// Where a connection led that was made to see whether one can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// To the server itself: its host and port.
    Server(String),
    /// To the proxy that requests for it go through: its host and port.
    Proxy(String),
}

/// Connects to the server of `base`, or to the proxy before it, and hangs up. `outbound` hears of it before.
///
/// # Errors
/// [`FetchError::Dns`], [`FetchError::Offline`], [`FetchError::Unreachable`], [`FetchError::Proxy`],
/// [`FetchError::TimedOut`] or [`FetchError::NotNoted`].
pub async fn reach(
    base: &BaseUrl,
    proxy: &ProxyRule,
    within: Duration,
    outbound: &dyn Outbound,
) -> Result<Reached, FetchError> {
    let proxy = if base.is_loopback() { None } else { proxy.for_base(base) };
    let to = Destination { origin: base.origin().clone(), proxy: proxy.clone() };
    outbound.leaving(&to).await.map_err(FetchError::NotNoted)?;
    let attempt = async {
        if let Some(proxy) = proxy {
            return match connect(&proxy).await {
                Ok(()) => Ok(Reached::Proxy(proxy)),
                Err((_, problem)) => Err(FetchError::Proxy { proxy, source: Some(problem.into()) }),
            };
        }
        let server = format!("{}:{}", base.host(), base.origin().port());
        match connect(&server).await {
            Ok(()) => Ok(Reached::Server(server)),
            Err((step, problem)) => Err(failure(step, problem, base, server)),
        }
    };
    timeout(within, attempt).await.unwrap_or_else(|late| Err(FetchError::TimedOut(Some(late.into()))))
}

/// How far a connection came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Name,
    Connection,
}

async fn connect(server: &str) -> Result<(), (Step, io::Error)> {
    let addresses: Vec<_> = lookup_host(server).await.map_err(|problem| (Step::Name, problem))?.collect();
    TcpStream::connect(&addresses[..]).await.map(drop).map_err(|problem| (Step::Connection, problem))
}

fn failure(step: Step, problem: io::Error, base: &BaseUrl, server: String) -> FetchError {
    use io::ErrorKind::{AddrNotAvailable, NetworkDown, NetworkUnreachable};

    match (step, problem.kind()) {
        (Step::Name, _) => FetchError::Dns { host: base.host(), source: problem.into() },
        (_, NetworkUnreachable | NetworkDown | AddrNotAvailable) => FetchError::Offline(problem.into()),
        _ => FetchError::Unreachable { host: server, source: problem.into() },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::net::TcpListener;

    use super::*;
    use crate::error::Cause;
    use crate::outbound::Arrival;

    const WITHIN: Duration = Duration::from_secs(5);

    async fn reached(address: &str, proxy: &ProxyRule) -> Result<Reached, FetchError> {
        reach(&BaseUrl::parse(address).unwrap(), proxy, WITHIN, &Account::default()).await
    }

    /// Notes everything, or nothing when it is full.
    #[derive(Debug, Default)]
    struct Account {
        full: bool,
        noted: Mutex<Vec<Destination>>,
    }

    #[async_trait::async_trait]
    impl Outbound for Account {
        async fn leaving(&self, to: &Destination) -> Result<(), Cause> {
            self.noted.lock().unwrap().push(to.clone());
            if self.full { Err("full".into()) } else { Ok(()) }
        }

        async fn answered(&self, _: &Destination, _: Arrival) {}
    }

    #[tokio::test]
    async fn what_cannot_be_noted_is_not_contacted() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = BaseUrl::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let account = Account { full: true, ..Account::default() };
        let problem = reach(&base, &ProxyRule::None, WITHIN, &account).await.unwrap_err();
        assert!(matches!(problem, FetchError::NotNoted(_)), "{problem}");
        let to = Destination { origin: base.origin().clone(), proxy: None };
        assert_eq!(*account.noted.lock().unwrap(), [to]);
        let waiting = timeout(Duration::from_millis(50), listener.accept()).await;
        assert!(waiting.is_err(), "nobody connected");
    }

    /// An address that leads nowhere: no name has a label of more than 63 letters, so no resolver is even asked.
    fn nowhere() -> String {
        format!("https://{}.invalid", "x".repeat(64))
    }

    /// A port of this computer where nobody listens.
    async fn unused_port() -> u16 {
        TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
    }

    #[tokio::test]
    async fn a_server_that_takes_connections_is_reached_and_is_sent_nothing() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = listener.local_addr().unwrap().to_string();
        let found = reached(&format!("http://{server}"), &ProxyRule::None).await.unwrap();
        assert_eq!(found, Reached::Server(server));
        let (mut connection, _) = listener.accept().await.unwrap();
        let sent = tokio::io::AsyncReadExt::read(&mut connection, &mut [0; 16]).await.unwrap();
        assert_eq!(sent, 0, "it hung up without a word");
    }

    #[tokio::test]
    async fn a_port_where_nobody_listens_is_named() {
        let server = format!("127.0.0.1:{}", unused_port().await);
        let problem = reached(&format!("http://{server}"), &ProxyRule::None).await.unwrap_err();
        assert!(matches!(&problem, FetchError::Unreachable { host, .. } if *host == server), "{problem}");
    }

    #[tokio::test]
    async fn a_name_that_leads_nowhere_is_named() {
        let problem = reached(&nowhere(), &ProxyRule::None).await.unwrap_err();
        assert!(matches!(&problem, FetchError::Dns { host, .. } if host.ends_with(".invalid")), "{problem}");
    }

    #[tokio::test]
    async fn with_a_proxy_between_the_proxy_is_what_must_be_reached() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = listener.local_addr().unwrap().to_string();
        let rule = ProxyRule::Fixed(format!("http://{proxy}").parse().unwrap());
        let far = &nowhere();
        assert_eq!(reached(far, &rule).await.unwrap(), Reached::Proxy(proxy.clone()), "no name is asked for");
        drop(listener);
        let problem = reached(far, &rule).await.unwrap_err();
        assert!(matches!(&problem, FetchError::Proxy { proxy: named, .. } if *named == proxy), "{problem}");
    }

    #[tokio::test]
    async fn this_computer_is_reached_without_the_proxy() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = listener.local_addr().unwrap().to_string();
        let rule = ProxyRule::Fixed("http://proxy.example.invalid:3128".parse().unwrap());
        assert_eq!(reached(&format!("http://{server}"), &rule).await.unwrap(), Reached::Server(server));
    }
}
