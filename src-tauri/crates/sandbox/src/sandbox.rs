//! The handle of a running sandbox: it owns the listener's task and ends it.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use crate::clock::{Clock, SystemClock};
use crate::control::Control;
use crate::credentials::Credentials;
use crate::error::SandboxError;
use crate::fault::Fault;
use crate::options::Options;
use crate::server;
use crate::shared::Shared;

/// A running sandbox. Dropping it ends its tasks without waiting; [`Sandbox::stop`] also waits for them.
pub struct Sandbox {
    url: String,
    port: u16,
    credentials: Credentials,
    shared: Arc<Shared>,
    tls: Option<TlsAcceptor>,
    control: Control,
    /// `None` while off line.
    listening: Mutex<Option<Listening>>,
}

struct Listening {
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Starts a sandbox on the computer's clock. It listens when this returns.
    pub async fn start(options: Options) -> Result<Self, SandboxError> {
        Self::start_at(options, Arc::new(SystemClock)).await
    }

    /// Starts a sandbox on `clock`.
    pub async fn start_at(options: Options, clock: Arc<dyn Clock>) -> Result<Self, SandboxError> {
        options.check()?;
        let listener = bind(options.port).await?;
        let port = listener.local_addr().map_err(|source| SandboxError::Bind { port: options.port, source })?.port();
        let credentials = Credentials::from_seed(options.seed, options.key.as_deref());
        let tls = options.faults.contains(&Fault::Tls).then(server::untrusted).transpose()?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let shared = Arc::new(Shared::new(options, clock, &credentials, port)?);
        Ok(Self {
            url: format!("{scheme}://{}", shared.authority),
            port,
            credentials,
            control: Control::new(Arc::clone(&shared)),
            listening: Mutex::new(Some(listen(listener, tls.clone(), Arc::clone(&shared)))),
            shared,
            tls,
        })
    }

    /// The base address, `http://127.0.0.1:PORT`; with `https` under [`Fault::Tls`].
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The key made at the start; valid until the control side says otherwise.
    pub fn key(&self) -> &str {
        &self.credentials.key
    }

    /// The client id that is registered with the marketplace's side.
    pub fn client_id(&self) -> &str {
        &self.credentials.client_id
    }

    /// The client secret that belongs to [`Sandbox::client_id`].
    pub fn client_secret(&self) -> &str {
        &self.credentials.client_secret
    }

    /// What steers it while it runs.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Stops listening and cuts every connection, as a server that dies: callers are refused until
    /// [`Sandbox::come_back`]. Does nothing when off line already.
    pub async fn go_offline(&self) {
        let listening = self.listening.lock().await.take();
        if let Some(listening) = listening {
            listening.end().await;
        }
    }

    /// Listens again on the same port, with the same market, keys, counts and faults. Does nothing when listening already.
    pub async fn come_back(&self) -> Result<(), SandboxError> {
        let mut listening = self.listening.lock().await;
        if listening.is_none() {
            *listening = Some(listen(bind(self.port).await?, self.tls.clone(), Arc::clone(&self.shared)));
        }
        Ok(())
    }

    /// Stops for good: cuts every connection and waits until every task has ended.
    pub async fn stop(self) {
        self.go_offline().await;
    }
}

impl Listening {
    async fn end(mut self) {
        self.stop.cancel();
        if let Err(error) = (&mut self.task).await {
            tracing::error!(%error, "the sandbox's listener ended badly");
        }
    }
}

async fn bind(port: u16) -> Result<TcpListener, SandboxError> {
    TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .await
        .map_err(|source| SandboxError::Bind { port, source })
}

fn listen(listener: TcpListener, tls: Option<TlsAcceptor>, shared: Arc<Shared>) -> Listening {
    let stop = CancellationToken::new();
    let task = tokio::spawn(server::run(listener, tls, server::routes(shared), stop.clone()));
    Listening { stop, task }
}
