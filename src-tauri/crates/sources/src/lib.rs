//! The job services: HTTP and wire formats in, [`lapwing_domain::Job`] out.
//!
//! A service is a [`JobSource`]; what it allows is its [`SourcePolicy`]. Only this crate knows a service's JSON, and
//! nothing here knows schedules, storage or windows. Time comes in as an argument.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod answer;
mod base_url;
mod dialect;
mod error;
mod facts;
mod http;
mod key;
mod outbound;
mod policy;
mod report;
mod request;
mod source;
mod wording;

pub mod jobs_api;
pub mod marketplace;
pub mod reach;

pub use base_url::{BadBaseUrl, BaseUrl};
pub use dialect::{Dialect, Settled, settle};
pub use error::{Answer, Cause, FailureKind, FetchError, Unaccepted, Wait};
pub use http::{HttpOptions, ProxyRule, Trust};
pub use key::{BadKey, Cleaned, KeyFileError, KeyText, Stray, key_from_file, last_four};
pub use outbound::{Arrival, Destination, Outbound};
pub use policy::{Background, Ceilings, Keys, Paging, SourcePolicy};
pub use report::{StepName, TestCall, TestReport, TestStep};
pub use request::PageRequest;
pub use source::{JobSource, Page, Quota, SetAside};
