//! The server a key belongs to.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// Scheme, host and port of the server a key may be sent to. Two addresses with the same origin are the same server.
///
/// Its text form always names the port, for example `https://api.upworkjobsapi.com:443`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    scheme: String,
    host: Host<String>,
    port: u16,
}

/// An address that has no origin a key could be bound to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the address of a server. Write it like https://api.example.com.")]
pub struct BadOrigin(String);

impl Origin {
    /// The origin of an `http` or `https` address.
    ///
    /// # Errors
    /// When the address has another scheme or no host.
    pub fn of(url: &Url) -> Result<Self, BadOrigin> {
        let bad = || BadOrigin(url.as_str().to_owned());
        if !matches!(url.scheme(), "http" | "https") {
            return Err(bad());
        }
        let host = url.host().ok_or_else(bad)?.to_owned();
        let port = url.port_or_known_default().ok_or_else(bad)?;
        Ok(Self { scheme: url.scheme().to_owned(), host, port })
    }

    /// `http` or `https`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The host's name or address, as shown to the user.
    pub fn host(&self) -> String {
        self.host.to_string()
    }

    /// The port, also where it is the scheme's usual one.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}:{}", self.scheme, self.host, self.port)
    }
}

impl FromStr for Origin {
    type Err = BadOrigin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| BadOrigin(text.to_owned()))?;
        Self::of(&url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Origin {
        text.parse().unwrap()
    }

    #[test]
    fn the_usual_port_is_the_same_server_as_no_port_and_paths_do_not_matter() {
        assert_eq!(origin("https://api.example.com"), origin("HTTPS://API.example.com:443/v1/jobs?limit=1"));
        assert_eq!(origin("http://[::1]/").to_string(), "http://[::1]:80");
    }

    #[test]
    fn another_scheme_host_or_port_is_another_server() {
        let known = origin("https://api.example.com");
        for other in ["http://api.example.com:443", "https://api.example.com:8443", "https://example.com"] {
            assert_ne!(known, origin(other), "{other}");
        }
    }

    #[test]
    fn the_text_form_reads_back() {
        for text in ["https://api.example.com", "http://127.0.0.1:4000", "http://[::1]:8080"] {
            assert_eq!(origin(&origin(text).to_string()), origin(text));
        }
    }

    #[test]
    fn what_is_no_server_is_refused() {
        for text in ["file:///etc/passwd", "api.example.com", "", "mailto:a@example.com", "unix:/run/socket"] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}
