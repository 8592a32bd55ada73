//! The user's own profile, which `fits:me` asks for.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A part of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ProfileKey {
    /// Where they are.
    Country,
    /// What they speak.
    Languages,
    /// How well they speak English.
    English,
    /// Job success score.
    JobSuccess,
    /// Hours worked on the marketplace.
    Hours,
    /// Least they work for.
    RateFloor,
}

/// How well somebody speaks English. Written as the engine reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum English {
    /// Basic.
    Basic,
    /// Conversational.
    Conversational,
    /// Fluent.
    Fluent,
    /// Native or bilingual.
    Native,
}

/// A country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Its English name, which the engine reads as well as the code.
    pub name: String,
}

/// What the user says of themselves. What is not said is null, or empty.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Where they are.
    pub country: Option<Country>,
    /// What they speak, ISO 639-1.
    pub languages: Vec<String>,
    /// How well they speak English.
    pub english: Option<English>,
    /// Job success score, percent.
    pub job_success: Option<f64>,
    /// Hours worked on the marketplace.
    pub hours: Option<f64>,
    /// Least they work for, an hour, in the posting's currency.
    pub rate_floor: Option<f64>,
}
