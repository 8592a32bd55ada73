//! The user's own profile, which `fits:me` compares.

use crate::facts::English;

/// What the user is and asks for. Whatever is lacking fits every posting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// The user's country: a code, a name or an alias.
    pub country: Option<String>,
    /// The job success score, in percent.
    pub job_success_score: Option<f64>,
    /// How well the user knows English.
    pub english: Option<English>,
    /// The least hourly rate for which the user works.
    pub hourly_rate: Option<f64>,
}
