//! The official marketplace API: OAuth 2.0 for people, GraphQL for their searches.
//!
//! The schema promises more than the service keeps: fields marked as never null are null, amounts that do not apply are
//! zero, and a key's permissions may leave out whole branches. Only a posting's id is certain here; whatever else is
//! absent, null or of another shape is unknown, and the posting is kept.

mod addresses;
mod callback;
mod client;
mod data;
mod enums;
mod graphql;
mod judge;
mod node;
mod oauth;
mod pace;
mod pair;
mod pending;
mod probe;
mod request;
mod session;
mod transport;

pub use crate::facts::BadJob;
pub use addresses::{Addresses, BASE_URL};
pub use callback::{Callback, Listener};
pub use client::{Marketplace, NewerFilters, Organization};
pub use data::SearchPage;
pub use node::decode_node;
pub use oauth::OAuth;
pub use pair::{BadPair, PairStore, TokenPair};
pub use pending::{CallbackError, Code, Pending};
pub use request::{NothingPositive, SearchRequest};
pub use session::Session;
