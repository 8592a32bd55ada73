//! Sources of the official marketplace API: authorized in a browser, asked one search at a time, and shown for a day.
//!
//! What its terms say is kept by types where that is possible: a stream is one search ([`lapwing_domain::plan::OwnStream`]),
//! a request can be made of one query only ([`lapwing_sources::marketplace::SearchRequest`]), and what comes back
//! ([`lapwing_domain::ephemeral::Ephemeral`]) fits into nothing that keeps or sends.

mod adding;
mod authorizing;
mod background;
mod calls;
mod ceilings;
mod clients;
mod content;
mod rounds;
mod schedule;
mod testing;
mod tokens;
mod view;

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard};

use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_vault::Secret;

pub use adding::NewMarketplaceSource;
pub use authorizing::{AuthorizationState, AuthorizationStep};
pub use background::{KeyRequestAnswers, compose_key_request};
pub use content::ContentRules;
pub use view::{Authorization, GrantState, callback_address};

pub(crate) use rounds::as_written;
pub(crate) use schedule::OwnScheduled;

use crate::{Engine, guard};

/// What is known of sources of the marketplace API while the program runs.
#[derive(Default)]
pub(crate) struct State {
    clients: Mutex<clients::Clients>,
    authorizing: Mutex<HashMap<SourceId, authorizing::Authorizing>>,
    /// Held from the count of calls to the next one.
    claiming: tokio::sync::Mutex<()>,
    /// Tokens of sources that keep them for this session only.
    tokens: Mutex<HashMap<SourceId, Secret<String>>>,
    /// Whether it is to be looked for what an earlier run left.
    leftovers: AtomicBool,
    /// When the day of some content is over; `None` when that is to be looked up.
    next_erasure: Mutex<Option<Timestamp>>,
    /// When it was last looked for tokens that would lapse unused.
    renewal_looked: Mutex<Option<Timestamp>>,
}

impl Engine {
    fn marketplaces(&self) -> MutexGuard<'_, clients::Clients> {
        guard(&self.inner.marketplace.clients)
    }

    fn authorizing(&self) -> MutexGuard<'_, HashMap<SourceId, authorizing::Authorizing>> {
        guard(&self.inner.marketplace.authorizing)
    }

    fn session_tokens(&self) -> MutexGuard<'_, HashMap<SourceId, Secret<String>>> {
        guard(&self.inner.marketplace.tokens)
    }

    fn next_erasure(&self) -> MutexGuard<'_, Option<Timestamp>> {
        guard(&self.inner.marketplace.next_erasure)
    }

    fn renewal_looked(&self) -> MutexGuard<'_, Option<Timestamp>> {
        guard(&self.inner.marketplace.renewal_looked)
    }
}
