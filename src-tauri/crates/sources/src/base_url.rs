//! The address of a service, checked before a key may go there.

use std::fmt;
use std::net::IpAddr;

use lapwing_vault::Origin;
use url::{Host, Url};

/// A service's base address: `https`, or `http` on this computer only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// Without a trailing slash in its path, query or fragment.
    url: Url,
    origin: Origin,
}

/// Why an address cannot be a base address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadBaseUrl {
    /// No address at all. What was entered is not repeated: it may hold a password.
    #[error("That is not the address of a server. Write it like https://api.example.com.")]
    NotAnAddress,
    /// Plain `http` to another computer, where anyone between could read the key.
    #[error(
        "{0} would send the key unprotected. Use https; plain http is only for this computer (127.0.0.1, ::1, localhost)."
    )]
    Unprotected(String),
    /// A scheme that is neither.
    #[error("{0}: addresses cannot be used. Use an https:// address.")]
    Scheme(String),
    /// A user name or password in the address.
    #[error("The address holds a user name or password. Leave it out: the key travels in a header.")]
    Credentials,
    /// A query or fragment.
    #[error("The address has a ? or # part. Leave it out.")]
    Extra,
}

impl BaseUrl {
    /// Reads and checks an address. Spaces around it and slashes at its end do not matter.
    ///
    /// # Errors
    /// When a key must not or cannot be sent there.
    pub fn parse(text: &str) -> Result<Self, BadBaseUrl> {
        let mut url = Url::parse(text.trim()).map_err(|_| BadBaseUrl::NotAnAddress)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadBaseUrl::Credentials);
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(BadBaseUrl::Unprotected(url.to_string())),
            // `example.com:8080` parses as a scheme `example.com`; a bare host is the likelier meaning.
            scheme if scheme.contains('.') || scheme == "localhost" => return Err(BadBaseUrl::NotAnAddress),
            scheme => return Err(BadBaseUrl::Scheme(scheme.to_owned())),
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BadBaseUrl::Extra);
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        let origin = Origin::of(&url).map_err(|_| BadBaseUrl::NotAnAddress)?;
        Ok(Self { url, origin })
    }

    /// The server a key for this address belongs to.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Host alone, as shown and as attribution.
    pub fn host(&self) -> String {
        self.origin.host()
    }

    /// Whether it is this computer.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.url)
    }

    /// Whether it is spoken to without encryption, which is allowed on this computer only.
    pub(crate) fn is_plain(&self) -> bool {
        self.url.scheme() == "http"
    }

    /// The address as text, without a trailing slash.
    pub fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    /// The address of `path`, which begins with a slash and carries no query.
    pub(crate) fn at(&self, path: &str) -> Url {
        let mut url = self.url.clone();
        url.set_path(&format!("{}{path}", self.url.path().trim_end_matches('/')));
        url
    }

    /// The full address of `path`, which begins with a slash and may carry a query.
    pub(crate) fn join(&self, path: &str) -> String {
        format!("{}{path}", self.as_str())
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_on_this_computer_are_accepted() {
        for (text, shown) in [
            ("https://api.example.com", "https://api.example.com"),
            (" https://api.example.com/ \n", "https://api.example.com"),
            ("HTTPS://API.Example.com:443//", "https://api.example.com"),
            ("https://api.example.com:8443/v1/", "https://api.example.com:8443/v1"),
            ("http://127.0.0.1:4000/", "http://127.0.0.1:4000"),
            ("http://127.8.9.1", "http://127.8.9.1"),
            ("http://[::1]:4000", "http://[::1]:4000"),
            ("http://localhost:4000/", "http://localhost:4000"),
        ] {
            assert_eq!(BaseUrl::parse(text).unwrap().to_string(), shown, "{text}");
        }
    }

    #[test]
    fn plain_http_to_another_computer_is_refused_however_it_is_written() {
        for text in [
            "http://api.example.com",
            "http://192.168.0.4",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://0.0.0.0",
            "http://[::ffff:10.0.0.1]",
        ] {
            assert!(matches!(BaseUrl::parse(text), Err(BadBaseUrl::Unprotected(_))), "{text}");
        }
    }

    #[test]
    fn what_is_no_plain_server_address_is_refused_with_a_reason() {
        let parse = |text| BaseUrl::parse(text).unwrap_err();
        assert_eq!(parse("https://user:secret@api.example.com"), BadBaseUrl::Credentials);
        assert_eq!(parse("https://api.example.com/?key=1"), BadBaseUrl::Extra);
        assert_eq!(parse("https://api.example.com/#a"), BadBaseUrl::Extra);
        assert_eq!(parse("ftp://api.example.com"), BadBaseUrl::Scheme("ftp".into()));
        for text in ["", "api.example.com", "api.example.com:443", "localhost:4000", "https://"] {
            assert_eq!(parse(text), BadBaseUrl::NotAnAddress, "{text}");
        }
    }

    #[test]
    fn a_refused_address_never_shows_the_password_in_it() {
        let refused = BaseUrl::parse("http://user:hunter2@api.example.com").unwrap_err();
        assert!(!refused.to_string().contains("hunter2"));
        let unparsable = BaseUrl::parse("https://user:hunter2@:bad").unwrap_err();
        assert!(!unparsable.to_string().contains("hunter2"), "{unparsable}");
    }

    #[test]
    fn paths_go_behind_the_base_path() {
        let base = BaseUrl::parse("http://127.0.0.1:4000/v1/").unwrap();
        assert_eq!(base.join("/jobs?limit=1"), "http://127.0.0.1:4000/v1/jobs?limit=1");
    }
}
