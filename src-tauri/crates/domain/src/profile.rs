//! The user's own profile, "me", which `fits:me` compares with what a posting requires.

use crate::job::English;

/// What the user says of themselves. What is `None` refuses no posting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Where they are, ISO 3166-1 alpha-2 in upper case.
    pub country: Option<[u8; 2]>,
    /// Languages they work in, ISO 639-1 in lower case. For their own record: postings do not require languages.
    pub languages: Vec<String>,
    /// Their English.
    pub english: Option<English>,
    /// Job success score, percent.
    pub job_success: Option<f64>,
    /// Hours worked on the marketplace.
    pub hours: Option<f64>,
    /// Least they work for, per hour, in the posting's currency.
    pub rate_floor: Option<f64>,
}
