//! What a failed request means, read from the chain of its causes.

use std::error::Error;
use std::io;

use crate::base_url::BaseUrl;
use crate::error::FetchError;

/// A request that got no answer. `proxy` is host and port of the proxy it went through.
pub(super) fn of_sending(error: reqwest::Error, base: &BaseUrl, proxy: Option<&str>) -> FetchError {
    // The address is known to whoever asked, and messages stay short without it.
    let error = error.without_url();
    let host = base.host();
    if error.is_timeout() {
        return FetchError::TimedOut(Some(error.into()));
    }
    if is_tls(&error) {
        return FetchError::Tls { host, source: error.into() };
    }
    if !error.is_connect() {
        return FetchError::Connection(error.into());
    }
    if let Some(proxy) = proxy {
        return FetchError::Proxy { proxy: proxy.to_owned(), source: Some(error.into()) };
    }
    if error.is_dns() || causes(&error).any(<dyn Error>::is::<rustls::pki_types::InvalidDnsNameError>) {
        return FetchError::Dns { host, source: error.into() };
    }
    if causes(&error).filter_map(|cause| cause.downcast_ref::<io::Error>()).any(is_offline) {
        return FetchError::Offline(error.into());
    }
    FetchError::Unreachable { host: format!("{host}:{}", base.origin().port()), source: error.into() }
}

/// A client that could not be built; what can fail there is reading the system's certificates.
pub(super) fn of_building(error: reqwest::Error) -> FetchError {
    FetchError::NoCertificates(error.into())
}

/// The error and everything below it.
pub(super) fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&cause| {
        // An IO error passes over the error it wraps when asked for its source.
        let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|inner| inner as &(dyn Error + 'static)).or_else(|| cause.source())
    })
}

fn is_tls(error: &reqwest::Error) -> bool {
    causes(error).any(<dyn Error>::is::<rustls::Error>)
}

fn is_offline(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown | io::ErrorKind::AddrNotAvailable
    )
}
