//! Facts out of JSON that keeps no promises: what every service's decoder needs to read a row, a field or one of the
//! marketplace's labels.

pub(crate) mod labels;
mod read;
mod row;
mod words;

pub(crate) use read::Fields;
pub use row::BadJob;
pub(crate) use row::row;
