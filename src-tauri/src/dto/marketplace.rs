//! The marketplace API: authorization, the request for a key, and what stays of its content.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Instant;

/// Whether a source may ask on its user's behalf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AuthorizationState {
    /// It was never authorized.
    None,
    /// It may.
    Authorized,
    /// No more: it has to be authorized again.
    Gone,
}

/// A source's application and authorization. Never a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Authorization {
    /// The client id.
    pub client_id: String,
    /// The address that has to be registered with the key.
    pub callback: String,
    /// Whether it may ask.
    pub state: AuthorizationState,
    /// When that ends unless it is renewed, which Lapwing does by itself.
    pub renew_by: Option<Instant>,
    /// The organization in whose context it asks; null for the one its user is logged in with.
    pub organization: Option<String>,
}

/// Where an authorization stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AuthorizationProgress {
    /// The browser has not come back yet.
    Waiting,
    /// The code is exchanged for tokens.
    Exchanging,
    /// There are tokens.
    Done,
    /// It has to be begun again.
    Failed,
}

/// An authorization under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AuthorizationStep {
    /// What the browser opens.
    pub address: String,
    /// The address that has to be registered with the key.
    pub callback: String,
    /// How long it is waited for.
    pub until: Instant,
    /// Where it stands.
    pub state: AuthorizationProgress,
    /// What is wrong and what to do.
    pub problem: Option<String>,
}

/// An organization of the user's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// The marketplace's id of it.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A source to be added, with the held client secret.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewMarketplaceSource {
    /// Its name.
    pub name: String,
    /// The client id.
    pub client_id: String,
    /// Port of the registered callback address.
    pub callback_port: u16,
    /// Whether PKCE is used.
    pub pkce: bool,
    /// Base address; null for the service's own.
    pub base_url: Option<String>,
    /// Keep secret and tokens in memory only.
    pub session_only: bool,
}

/// What the user says of the project for which a key is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeyRequestAnswers {
    /// What for.
    pub purpose: String,
    /// Whether others use it, too.
    pub third_parties: bool,
    /// Minutes between checks of a search; 0 for checks by hand alone.
    pub interval_minutes: u32,
}

/// Where the wizard was left on the way to a key. Never a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MarketplaceProgress {
    /// Points of the checklist that are ticked.
    pub ticks: Vec<String>,
    /// The key was applied for.
    pub in_review: bool,
    /// What it is for, in its user's words.
    pub purpose: String,
    /// Others use it, too.
    pub third_parties: bool,
    /// Minutes between checks.
    pub interval_minutes: u32,
    /// The key's client id.
    pub client_id: String,
    /// The port of its callback address.
    pub callback_port: u16,
}

/// What goes into the form in which a key is requested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeyRequestText {
    /// The project's title; empty when there is a problem.
    pub title: String,
    /// Its description; empty when there is a problem.
    pub description: String,
    /// What to change in the answers.
    pub problem: Option<String>,
}

/// What the wizard begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MarketplaceDefaults {
    /// Port of the callback address.
    pub callback_port: u16,
    /// The callback address with that port.
    pub callback: String,
    /// Least minutes between checks in the background.
    pub least_interval_minutes: u32,
    /// Where a key is requested.
    pub apply_url: String,
}

/// What stays of jobs whose content is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContentRules {
    /// The id, mark, notes and times of jobs that the user marked.
    pub keep_marks: bool,
}

/// How long the content of a job is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Retention {
    /// As long as its user wants.
    Kept,
    /// A day.
    Ephemeral,
    /// It is gone.
    Erased,
}
