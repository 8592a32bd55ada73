//! The official marketplace API (GraphQL): one node of `marketplaceJobPostingsSearch` as a domain job.
//!
//! The schema promises more than the service keeps: fields marked as never null are null, amounts that do not apply are
//! zero, and a key's permissions may leave out whole branches. Only a posting's id is certain here; whatever else is
//! absent, null or of another shape is unknown, and the posting is kept.

mod enums;
mod node;

pub use crate::facts::BadJob;
pub use node::decode_node;
