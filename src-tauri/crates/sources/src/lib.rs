//! The job services: HTTP and wire formats in, [`lapwing_domain::Job`] out.
//!
//! A service is a [`JobSource`]; what it allows is its [`SourcePolicy`]. Only this crate knows a service's JSON, and
//! nothing here knows schedules, storage or windows. Time comes in as an argument.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod base_url;
mod error;
mod facts;
mod http;
mod key;
mod report;
mod source;

pub mod jobs_api;
pub mod marketplace;
pub mod reach;

pub use base_url::{BadBaseUrl, BaseUrl};
pub use error::{Answer, Cause, FailureKind, FetchError, Wait};
pub use http::{HttpOptions, ProxyRule, Trust};
pub use key::{BadKey, Cleaned, KeyFileError, KeyText, Stray, key_from_file, last_four};
pub use report::{Dialect, StepName, TestReport, TestStep};
pub use source::{JobSource, Page, PageRequest, Quota, SetAside, SourcePolicy};
