//! The outbound ledger: every server Lapwing contacts, noted in the store before anything is sent there.

use std::net::IpAddr;
use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use lapwing_sources::{Arrival, Cause, Destination, Outbound};
use lapwing_store::{ClockReading, Contact, ContactRecord, Errand, Purpose, Service, Store};

use crate::Engine;
use crate::ports::{Clock, Result};

tokio::task_local! {
    /// What the requests of this task are for. Clients are shared, so they cannot be told.
    static ERRAND: Errand;
}

/// Runs `work`, whose requests are noted as being for this.
pub(crate) async fn on_errand<T>(errand: Errand, work: impl Future<Output = T>) -> T {
    ERRAND.scope(errand, work).await
}

/// What a call of the quota's ledger is for, in the words of this one.
pub(crate) fn errand_of(purpose: Purpose) -> Errand {
    match purpose {
        Purpose::Poll => Errand::Poll,
        Purpose::CheckNow => Errand::CheckNow,
        Purpose::Test => Errand::Test,
        Purpose::Probe => Errand::Probe,
        Purpose::GapClosing => Errand::GapClosing,
    }
}

/// A server that was contacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactedHost {
    /// `http` or `https`.
    pub scheme: String,
    /// Name or address.
    pub host: String,
    /// Port; `None` for the sandbox inside the program, whose port differs at each start.
    pub port: Option<u16>,
    /// Host and port of the proxy between, if there was one.
    pub proxy: Option<String>,
    /// Whether it is this computer.
    pub loopback: bool,
    /// What for.
    pub errand: Errand,
    /// How often, whatever came of it.
    pub requests: u64,
    /// Bytes received, decompressed.
    pub bytes: u64,
    /// The first time.
    pub first_at: Timestamp,
    /// The last time.
    pub last_at: Timestamp,
}

impl Engine {
    /// Every server ever contacted from this data directory, by name, with what for.
    pub async fn contacted_hosts(&self) -> Result<Vec<ContactedHost>> {
        Ok(self.store().contacts().await?.into_iter().map(contacted).collect())
    }

    /// Keeps the account for one source's client.
    pub(crate) fn outbound(&self, service: Service) -> Arc<dyn Outbound> {
        self.outbound_on(service, Errand::Other)
    }

    /// The same, where `usual` is what requests are for that are made on no errand.
    pub(crate) fn outbound_on(&self, service: Service, usual: Errand) -> Arc<dyn Outbound> {
        let (store, clock) = (self.store().clone(), Arc::clone(&self.ports().clock));
        Arc::new(Account { store, clock, sandbox: service == Service::Sandbox, usual })
    }
}

struct Account {
    store: Store,
    clock: Arc<dyn Clock>,
    /// The sandbox inside the program, which listens at another port at each start.
    sandbox: bool,
    /// What requests are for that are made on no errand.
    usual: Errand,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("sandbox", &self.sandbox).finish_non_exhaustive()
    }
}

impl Account {
    fn contact(&self, destination: &Destination) -> Contact {
        let Destination { origin, proxy } = destination;
        Contact {
            scheme: origin.scheme().to_owned(),
            host: origin.host(),
            port: if self.sandbox { 0 } else { origin.port() },
            proxy: proxy.clone().unwrap_or_default(),
            errand: ERRAND.try_with(|errand| *errand).unwrap_or(self.usual),
        }
    }
}

#[async_trait]
impl Outbound for Account {
    async fn leaving(&self, to: &Destination) -> Result<(), Cause> {
        Ok(self.store.note_contact(self.contact(to), self.clock.now()).await?)
    }

    async fn answered(&self, from: &Destination, arrival: Arrival) {
        let clock = arrival.date.map(|said| ClockReading { said, heard: self.clock.now() });
        // The sandbox inside the program may live in another time, and proves nothing about ours.
        let clock = clock.filter(|_| !self.sandbox);
        if let Err(problem) = self.store.note_answer(self.contact(from), arrival.bytes, clock).await {
            tracing::warn!(%problem, "an answer was not noted in the outbound ledger");
        }
    }
}

fn contacted(record: ContactRecord) -> ContactedHost {
    let ContactRecord { contact, requests, bytes, first_at, last_at } = record;
    ContactedHost {
        loopback: contact.proxy.is_empty() && is_loopback(&contact.host),
        scheme: contact.scheme,
        host: contact.host,
        port: Some(contact.port).filter(|port| *port != 0),
        proxy: Some(contact.proxy).filter(|proxy| !proxy.is_empty()),
        errand: contact.errand,
        requests,
        bytes,
        first_at,
        last_at,
    }
}

/// Whether a host, as its origin shows it, is this computer. What is not is never spoken to as if it were.
fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_computer_is_recognised_by_name_and_address_and_nothing_else_is() {
        for host in ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["localhost.example.com", "10.0.0.1", "[::2]", "127.0.0.1.example.com", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[tokio::test]
    async fn an_errand_is_known_to_everything_done_on_it() {
        let here = || async { ERRAND.try_with(|errand| *errand).ok() };
        assert_eq!(on_errand(Errand::Test, async { here().await }).await, Some(Errand::Test));
        assert_eq!(here().await, None);
    }
}
