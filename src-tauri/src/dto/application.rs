//! The application as a whole: what the window is told first, and what it keeps between times.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::marketplace::MarketplaceProgress;
use super::sources::{Plan, Service};

/// What the window needs to know before it can show anything.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    /// The program's version.
    pub version: String,
    /// False: show the wizard.
    pub setup_done: bool,
    /// Where the wizard was left.
    pub wizard: Option<WizardProgress>,
    /// Theme and density.
    pub preferences: Preferences,
    /// What the window showed when it was closed.
    pub place: Option<Place>,
    /// A sentence when the database could not be opened; nothing else works then.
    pub storage: Option<String>,
}

/// A step of the wizard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum WizardStep {
    /// Choosing a service.
    Service,
    /// How to get a key.
    GetKey,
    /// Putting it in and testing it.
    Key,
    /// Whether a key of the marketplace's API is likely to be granted.
    Likelihood,
    /// What an account and a project need.
    Checklist,
    /// The description of the project.
    Description,
    /// Waiting for the answer.
    Review,
    /// Client id, client secret and callback address.
    Credentials,
    /// Allowing access in the browser.
    Authorize,
    /// The first search.
    Search,
    /// The test notification.
    Notifications,
}

/// Where the wizard was left. Never a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WizardProgress {
    /// The step shown.
    pub step: WizardStep,
    /// The service chosen.
    pub service: Option<Service>,
    /// The source that was added.
    pub source_id: Option<String>,
    /// The search that was added.
    pub search_id: Option<String>,
    /// The query as it stands in the field.
    pub query: String,
    /// The plan chosen.
    pub plan: Option<Plan>,
    /// Calls already spent this month.
    pub calls_used: u32,
    /// The service's base address.
    pub base_url: String,
    /// The way to a key of the marketplace's API.
    pub marketplace: Option<MarketplaceProgress>,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How close the rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// Close.
    #[default]
    Compact,
    /// With air.
    Comfortable,
}

/// Keys of one action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShortcutKeys {
    /// The action, by its name in the table of keys.
    pub action: String,
    /// Its keys; none: it has no key.
    pub keys: Vec<String>,
}

/// How the window looks and listens.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// How close the rows stand.
    pub density: Density,
    /// How wide the list is, in pixels; null: as wide as it is by itself.
    pub list_width: Option<u32>,
    /// Keys that differ from those Lapwing comes with.
    pub shortcuts: Vec<ShortcutKeys>,
}

/// What comes first in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// The newest.
    #[default]
    Newest,
    /// The oldest.
    Oldest,
    /// The highest hourly rate.
    Rate,
    /// The highest fixed amount.
    Budget,
    /// The client who spent most.
    Spent,
    /// The fewest proposals.
    Proposals,
}

/// A filter that is one click.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum QuickFilter {
    /// Not looked at.
    Unread,
    /// Marked with a star.
    Starred,
    /// Paid by the hour.
    Hourly,
    /// One amount for the whole.
    Fixed,
    /// The client's payment method is verified.
    Verified,
    /// Few proposals so far.
    Early,
    /// What it requires, the user has.
    FitsMe,
}

/// A list of jobs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum View {
    /// Everything that fits a search and was not put away.
    #[default]
    Inbox,
    /// Kept for later.
    Saved,
    /// Applied for, in conversation or won.
    Applied,
    /// Put away.
    Dismissed,
    /// Everything stored.
    All,
    /// What fits one search.
    Search {
        /// Which.
        search_id: String,
    },
}

/// What the window shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The list.
    pub view: View,
    /// The job beside it.
    pub job_id: Option<String>,
    /// How far the list is scrolled, in pixels.
    // A fraction of a pixel is common; the override only keeps `null` out of the type, which JSON has no other use for.
    #[specta(type = u32)]
    pub scroll: f64,
    /// The filter above the list.
    pub text: String,
    /// What comes first in the list.
    pub sort: Sort,
    /// The quick filters that are on.
    pub quick: Vec<QuickFilter>,
}

impl Place {
    /// One job, beside the inbox.
    pub fn job(id: String) -> Self {
        Self { job_id: Some(id), ..Self::default() }
    }
}

/// The addresses the page may ask to be opened besides those of jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FixedAddress {
    /// A mail that asks for a key.
    KeyMail,
    /// The service's status page.
    StatusPage,
    /// A mail to the service's support.
    SupportMail,
    /// The page on which a key of the marketplace's API is applied for.
    KeyApplication,
}
