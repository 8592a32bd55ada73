//! Where the browser brings the code back: one path on one port of this computer, for one authorization, for five
//! minutes at most.
//!
//! The address is exactly the one that is registered with the key, so that the port is fixed. Whatever else asks there
//! gets a plain refusal and changes nothing; the listener closes as soon as it is dropped.

mod page;
mod request;

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::pending::{CallbackError, Code, Pending};
use page::Page;

/// The callback address that is registered with the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Callback {
    /// Port on this computer.
    pub port: u16,
}

impl Default for Callback {
    fn default() -> Self {
        Self { port: Self::PORT }
    }
}

impl Callback {
    /// The port when nobody chooses another.
    pub const PORT: u16 = 8765;

    /// Its path.
    pub const PATH: &str = "/callback";

    /// The address as it is registered, to the letter.
    pub fn address(&self) -> String {
        format!("http://{}:{}{}", Ipv4Addr::LOCALHOST, self.port, Self::PATH)
    }
}

/// How long one browser may take to say what it wants and to take the answer.
const REQUEST_TIME: Duration = Duration::from_secs(10);

/// Connections that are attended to at once. A browser opens a few; more wait.
const MOST_CONNECTIONS: usize = 64;

/// Listens for the browser's return.
#[derive(Debug)]
pub struct Listener {
    four: TcpListener,
    /// Browsers that prefer it find the same port there, where the system has it.
    six: Option<TcpListener>,
}

impl Listener {
    /// The longest that anyone is waited for.
    pub const LONGEST: Duration = Duration::from_mins(5);

    /// Takes the port, on this computer's own addresses only.
    ///
    /// # Errors
    /// [`CallbackError::PortTaken`] or [`CallbackError::NoListener`].
    pub async fn bind(callback: &Callback) -> Result<Self, CallbackError> {
        let port = callback.port;
        let bound = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await;
        let four = bound.map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => CallbackError::PortTaken { port },
            _ => CallbackError::NoListener { port, source },
        })?;
        let six = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await.ok();
        Ok(Self { four, six })
    }

    /// Waits for the answer to `pending`, no longer than `longest` and never longer than [`Listener::LONGEST`]. Dropping
    /// the future ends it and frees the port.
    ///
    /// # Errors
    /// A refusal that carries the right state, or nothing in time. Answers without it are turned away and waited past:
    /// anyone on this computer could send them.
    pub async fn listen(self, pending: &Pending, longest: Duration) -> Result<Code, CallbackError> {
        let ended = timeout(longest.min(Self::LONGEST), self.ended(pending)).await;
        ended.unwrap_or(Err(CallbackError::TimedOut))
    }

    async fn ended(&self, pending: &Pending) -> Result<Code, CallbackError> {
        let mut attended = FuturesUnordered::new();
        loop {
            tokio::select! {
                ended = attended.next(), if !attended.is_empty() => {
                    if let Some(Some(end)) = ended {
                        return end;
                    }
                }
                connection = self.accept(), if attended.len() < MOST_CONNECTIONS => {
                    // A connection that broke before it was taken up is nobody's answer.
                    if let Ok((connection, _)) = connection {
                        attended.push(attend(connection, pending));
                    }
                }
            }
        }
    }

    async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        match &self.six {
            None => self.four.accept().await,
            Some(six) => tokio::select! {
                accepted = self.four.accept() => accepted,
                accepted = six.accept() => accepted,
            },
        }
    }
}

/// Answers one connection. The end of the authorization, if this was it.
async fn attend(mut connection: TcpStream, pending: &Pending) -> Option<Result<Code, CallbackError>> {
    let asked = timeout(REQUEST_TIME, request::read(&mut connection)).await.ok().flatten();
    let (page, end) = judged(asked, pending);
    let answer = async {
        connection.write_all(page.response().as_bytes()).await?;
        connection.shutdown().await
    };
    // Whoever hung up does not see the page; the code was read all the same.
    let _ = timeout(REQUEST_TIME, answer).await;
    end
}

fn judged(asked: Option<request::Asked>, pending: &Pending) -> (Page, Option<Result<Code, CallbackError>>) {
    let query = match asked {
        None => return (Page::BadRequest, None),
        Some(asked) if asked.path != Callback::PATH => return (Page::NotFound, None),
        Some(asked) => asked.query,
    };
    match pending.answer(query.expose()) {
        Ok(code) => (Page::Done, Some(Ok(code))),
        Err(end @ (CallbackError::Denied | CallbackError::Refused(_))) => (Page::Refused, Some(Err(end))),
        Err(CallbackError::NoCode) => (Page::NoCode, None),
        Err(_) => (Page::AnotherAuthorization, None),
    }
}
