//! One request over HTTP, with the rules that protect a key: no redirect is followed, `https` is verified by the system's own
//! trust, this computer is never reached through a proxy, and a body has a limit.
//!
//! It must not know what a key is called or what the body means.

mod body;
mod failure;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use http::header::{DATE, HeaderMap, HeaderName, HeaderValue};
use hyper_util::client::proxy::matcher::Matcher;
use jiff::Timestamp;
use tokio::sync::OnceCell;
use url::Url;

pub(crate) use body::{BODY_LIMIT, Flaw};

use crate::base_url::BaseUrl;
use crate::error::FetchError;
use crate::outbound::{Arrival, Destination, Outbound};

/// How requests are made. The defaults are meant for everyone; tests shorten the times and leave the machine's own
/// proxy and certificates out.
#[derive(Debug, Clone)]
pub struct HttpOptions {
    /// Longest time to wait for a connection.
    pub connect_timeout: Duration,
    /// Longest time from asking to the end of the answer.
    pub total_timeout: Duration,
    /// Which proxy stands between.
    pub proxy: ProxyRule,
    /// Who may vouch for a server.
    pub trust: Trust,
    /// Who keeps the account of what is contacted.
    pub outbound: Option<Arc<dyn Outbound>>,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(45),
            proxy: ProxyRule::System,
            trust: Trust::System,
            outbound: None,
        }
    }
}

/// Which proxy stands between. This computer is never reached through one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProxyRule {
    /// The one that the environment or the system names, if any.
    System,
    /// This one.
    Fixed(Url),
    /// None.
    None,
}

/// Who may vouch for a server. There is no way to trust everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// Those the system trusts.
    System,
    /// The certificates with these DER bytes, and nobody else.
    Only(Vec<Vec<u8>>),
}

/// What came back, before anyone has judged it.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// Set when the body is not whole.
    pub(crate) flaw: Option<Flaw>,
}

/// A client for one server. It is built at the first request, because reading the system's certificates takes a while,
/// and built again at the next one when that failed.
#[derive(Debug)]
pub(crate) struct Http {
    base: BaseUrl,
    options: HttpOptions,
    ready: OnceCell<Ready>,
}

#[derive(Debug)]
struct Ready {
    client: reqwest::Client,
    /// Host and port of the proxy the requests go through.
    proxy: Option<String>,
}

impl Http {
    pub(crate) fn new(base: BaseUrl, options: HttpOptions) -> Self {
        Self { base, options, ready: OnceCell::new() }
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// Asks for `path` with one credential header.
    pub(crate) async fn get(&self, path: &str, credential: (HeaderName, HeaderValue)) -> Result<Reply, FetchError> {
        self.send(Method::GET, path, HeaderMap::from_iter([credential]), Vec::new()).await
    }

    /// Sends `body` to `path`; its type and the credential, if it takes one, are among the headers.
    pub(crate) async fn post(&self, path: &str, headers: HeaderMap, body: Vec<u8>) -> Result<Reply, FetchError> {
        self.send(Method::POST, path, headers, body).await
    }

    async fn send(&self, method: Method, path: &str, headers: HeaderMap, body: Vec<u8>) -> Result<Reply, FetchError> {
        let ready = self.ready.get_or_try_init(|| async { self.build() }).await?;
        let to = Destination { origin: self.base.origin().clone(), proxy: ready.proxy.clone() };
        if let Some(outbound) = &self.options.outbound {
            outbound.leaving(&to).await.map_err(FetchError::NotNoted)?;
        }
        let request = ready.client.request(method, self.base.join(path)).headers(headers).body(body);
        let sent = request.send().await;
        let response = sent.map_err(|error| failure::of_sending(error, &self.base, ready.proxy.as_deref()))?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let (body, flaw) = body::read(response).await;
        if let Some(outbound) = &self.options.outbound {
            let arrival = Arrival { bytes: body.len() as u64, date: date(&headers) };
            outbound.answered(&to, arrival).await;
        }
        tracing::debug!(host = %self.base.host(), path, status, bytes = body.len(), "answered");
        Ok(Reply { status, headers, body, flaw })
    }

    fn build(&self) -> Result<Ready, FetchError> {
        // Fails only when the program has chosen its cryptography before, which is just as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("Lapwing/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(self.options.connect_timeout)
            .timeout(self.options.total_timeout);
        if self.base.is_loopback() {
            // Whatever a resolver says, this name is this computer; plain http is allowed on the strength of that.
            let this_computer: [SocketAddr; 2] = [(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()];
            builder = builder.resolve_to_addrs("localhost", &this_computer);
        }
        builder = match &self.options.trust {
            // Nobody has to vouch for this computer; one without certificates can still look around in the sandbox.
            _ if self.base.is_plain() => builder.tls_certs_only([]),
            Trust::System => builder,
            Trust::Only(certificates) => {
                let read: Result<Vec<_>, _> =
                    certificates.iter().map(|der| reqwest::Certificate::from_der(der)).collect();
                builder.tls_certs_only(read.map_err(failure::of_building)?)
            }
        };
        let proxy = if self.base.is_loopback() { None } else { self.options.proxy.for_base(&self.base) };
        builder = match (&proxy, &self.options.proxy) {
            (None, _) | (_, ProxyRule::None) => builder.no_proxy(),
            (Some(_), ProxyRule::System) => builder,
            (Some(_), ProxyRule::Fixed(url)) => {
                builder.proxy(reqwest::Proxy::all(url.clone()).map_err(failure::of_building)?)
            }
        };
        let client = builder.build().map_err(failure::of_building)?;
        Ok(Ready { client, proxy })
    }
}

/// The server's clock.
fn date(headers: &HeaderMap) -> Option<Timestamp> {
    let written = headers.get(DATE)?.to_str().ok()?;
    Timestamp::try_from(httpdate::parse_http_date(written).ok()?).ok()
}

impl ProxyRule {
    /// Host and port of the proxy between here and `base`.
    pub(crate) fn for_base(&self, base: &BaseUrl) -> Option<String> {
        match self {
            Self::None => None,
            Self::Fixed(url) => Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?)),
            Self::System => {
                let intercept = Matcher::from_system().intercept(&base.as_str().parse().ok()?)?;
                Some(intercept.uri().authority().map(|authority| match authority.port() {
                    Some(port) => format!("{}:{port}", authority.host()),
                    None => authority.host().to_owned(),
                })?)
            }
        }
    }
}
