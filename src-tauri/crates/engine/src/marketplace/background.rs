//! Watching in the background, which is off until its user turns it on for a search, and the request for a key.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::key_request::{Answers, KeyRequest};
use lapwing_domain::{SavedSearch, SearchId};
use lapwing_sources::marketplace::BASE_URL;

use crate::keys::base_url_of;
use crate::ports::{Changed, Result};
use crate::{Engine, EngineError};

const WINDOW_OPENED: &str = "window_opened_at";

/// What the user says of the project for which a key is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRequestAnswers {
    /// What for.
    pub purpose: String,
    /// Whether others use it, too.
    pub third_parties: bool,
    /// Minutes between checks of a search; 0 for checks by hand alone.
    pub interval_minutes: u32,
}

impl Engine {
    /// Turns background watching of one search on or off. Its user was told before what is known of whether that is allowed.
    pub async fn set_background(&self, id: SearchId, on: bool) -> Result<SavedSearch> {
        let search = SavedSearch { background: on, ..self.search(id).await? };
        self.store().edit_search(search.clone()).await?;
        self.wake();
        self.ports().events.changed(Changed::SEARCHES);
        Ok(search)
    }

    /// Notes that the window was opened: without that, watching in the background ends after fourteen days.
    pub async fn note_window_opened(&self) -> Result<()> {
        let now = self.now().as_second().to_string();
        Ok(self.store().set_setting(WINDOW_OPENED, Some(&now)).await?)
    }

    /// When the window was last opened.
    pub(crate) async fn window_opened(&self) -> Result<Option<Timestamp>> {
        let noted = self.store().setting(WINDOW_OPENED).await?;
        Ok(noted.and_then(|text| text.parse().ok()).and_then(|second| Timestamp::from_second(second).ok()))
    }
}

/// Title and description for the form in which a key is requested.
///
/// # Errors
/// When the answers cannot stand in it, with what to change.
pub fn compose_key_request(answers: &KeyRequestAnswers) -> Result<KeyRequest> {
    let every = (answers.interval_minutes > 0).then(|| SignedDuration::from_mins(i64::from(answers.interval_minutes)));
    let answers = Answers { purpose: answers.purpose.clone(), third_parties: answers.third_parties, every };
    answers.compose(&brand()?).map_err(|bad| EngineError::Invalid(bad.to_string()))
}

/// The marketplace's name, which applications may not use: taken from its host, the one place where it has to stand.
fn brand() -> Result<String> {
    let host = base_url_of(BASE_URL)?.host();
    let labels: Vec<&str> = host.split('.').collect();
    Ok(labels.iter().rev().nth(1).copied().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_request_is_refused_with_the_marketplaces_name_and_made_without() {
        let answers = |purpose: &str| KeyRequestAnswers {
            purpose: purpose.to_owned(),
            third_parties: false,
            interval_minutes: 30,
        };
        let name = brand().unwrap();
        assert!(BASE_URL.contains(&format!(".{name}.")), "{name}");
        let refused = compose_key_request(&answers(&format!("Watch {name} for me"))).unwrap_err();
        assert!(refused.to_string().contains("Leave"), "{refused}");
        let made = compose_key_request(&answers("I look for work")).unwrap();
        assert!(!format!("{made:?}").contains(&name), "{made:?}");
        assert!(made.description.contains("every 30 minutes"), "{}", made.description);
    }
}
