//! What holds for all notifications.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Instant;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// Hours of the day, past midnight where they end before they begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// The days they begin on.
    pub days: Vec<Weekday>,
    /// When they begin, as `22:00`.
    pub from: String,
    /// When they end.
    pub to: String,
}

/// How much a notification shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Detail {
    /// That there is something.
    Nothing,
    /// The names of the searches.
    Name,
    /// Everything.
    Everything,
}

/// What holds for all notifications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryRules {
    /// Hours in which nothing is shown; null is never.
    pub quiet: Option<QuietHours>,
    /// Most notifications an hour; null is as many as there are.
    pub budget: Option<u32>,
    /// How much a notification shows.
    pub detail: Detail,
    /// So many proposals of a followed job are news.
    pub proposals_past: u32,
}

/// Something nobody wants to hear of for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Mute {
    /// Its id.
    pub id: String,
    /// A client, muted by the job of this title. Otherwise a word.
    pub client: bool,
    /// The word, or the title of the job.
    pub label: String,
    /// When it is told again.
    pub until: Instant,
}

/// How notifications stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryState {
    /// What holds for all of them.
    pub rules: DeliveryRules,
    /// None is shown before this; null when they are not snoozed.
    pub snoozed_until: Option<Instant>,
    /// What is muted, the one that ends first before the others.
    pub mutes: Vec<Mute>,
}
