//! What the user keeps beside jobs: stars, notes, labels, follow-ups, reasons and applications, each a step that can be
//! taken back.

use jiff::Timestamp;
use lapwing_domain::Content;
use lapwing_domain::marks::{Application, LONGEST_NOTE, label};
use lapwing_domain::money::{Currency, Money};
use lapwing_domain::triage::State;
use lapwing_domain::{DismissReason, JobKey};
use lapwing_store::{StoreError, Taken};

use crate::ports::{Changed, Result};
use crate::undo::{Undo, UndoToken};
use crate::{Engine, EngineError};

/// What was offered for a job, as it is written down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offer {
    /// When.
    pub applied_on: Timestamp,
    /// How much was asked for, in units of the currency that the job pays in.
    pub bid: Option<f64>,
    /// What it cost to apply.
    pub connects: Option<u32>,
}

impl Engine {
    /// Gives jobs a state as one step; `reason` is why, where they are dismissed. A job that becomes applied gets an
    /// application of now, unless it has one.
    pub async fn set_state(&self, keys: Vec<JobKey>, state: State, reason: Option<DismissReason>) -> Result<Undo> {
        let taken = self.store().set_state(keys, state, reason, self.now()).await;
        self.step(taken)
    }

    /// Says why dismissed jobs were dismissed. Jobs in another state are left alone.
    pub async fn set_reason(&self, keys: Vec<JobKey>, reason: Option<DismissReason>) -> Result<Undo> {
        let taken = self.store().set_reason(keys, reason, self.now()).await;
        self.step(taken)
    }

    /// Marks jobs with the star, or takes it away.
    pub async fn set_star(&self, keys: Vec<JobKey>, on: bool) -> Result<Undo> {
        let taken = self.store().set_star(keys, on, self.now()).await;
        self.step(taken)
    }

    /// Writes the note of a job; a blank one removes it.
    pub async fn set_note(&self, key: JobKey, text: &str) -> Result<Undo> {
        let taken = self.store().set_note(key, checked_note(text)?, self.now()).await;
        self.step(taken)
    }

    /// Takes labels off jobs and adds others. Upper and lower case make no difference; what was there keeps its own.
    pub async fn set_labels(&self, keys: Vec<JobKey>, add: &[String], remove: &[String]) -> Result<Undo> {
        let checked = |text: &String| label(text).map_err(|problem| EngineError::Invalid(problem.to_string()));
        let add = add.iter().map(checked).collect::<Result<_>>()?;
        // What cannot be a label is on no job.
        let remove = remove.iter().filter_map(|text| label(text).ok()).collect();
        let taken = self.store().set_labels(keys, add, remove, self.now()).await;
        self.step(taken)
    }

    /// All labels in use, in the order of the alphabet.
    pub async fn labels(&self) -> Result<Vec<String>> {
        Ok(self.store().labels().await?)
    }

    /// Sets when to be reminded of jobs; `None` forgets it.
    pub async fn set_follow_up(&self, keys: Vec<JobKey>, at: Option<Timestamp>) -> Result<Undo> {
        let taken = self.store().set_follow_up(keys, at, self.now()).await;
        self.delivery_changed();
        self.step(taken)
    }

    /// Notes what was offered for a job; `None` forgets it.
    pub async fn set_application(&self, key: JobKey, offer: Option<Offer>) -> Result<Undo> {
        let application = match offer {
            Some(offer) => Some(self.application_of(key, offer).await?),
            None => None,
        };
        let taken = self.store().set_application(key, application, self.now()).await;
        self.step(taken)
    }

    /// Writes the note about the client of a job; a blank one removes it.
    pub async fn set_client_note(&self, key: JobKey, text: &str) -> Result<Undo> {
        let taken = self.store().set_client_note(key, checked_note(text)?, self.now()).await;
        if let Err(StoreError::NotFound { what: "client", .. }) = taken {
            let unknown = "What this posting says of its client is too little to know it again, or may not be kept. Write the \
                           note beside the job instead.";
            return Err(EngineError::Invalid(unknown.to_owned()));
        }
        self.step(taken)
    }

    async fn application_of(&self, key: JobKey, offer: Offer) -> Result<Application> {
        let not_found = || EngineError::NotFound { kind: "job", name: key.to_string() };
        let full = self.store().job(key).await?.ok_or_else(not_found)?;
        // A bid is kept, and what a posting that is only lent says is not: not even its currency.
        let currency = match &full.job {
            Content::Kept(job) => job.currency(),
            Content::Ephemeral(_) => Currency::USD,
        };
        let money = |units: f64| {
            let money = Money::from_units(units, currency).filter(|money| money.cents >= 0);
            money.ok_or_else(|| EngineError::Invalid("The bid is no amount. Write a number such as 1200.".to_owned()))
        };
        let bid = offer.bid.map(money).transpose()?;
        Ok(Application { applied_on: offer.applied_on, bid, connects: offer.connects })
    }

    /// A step of jobs, as whoever asked for it hears of it.
    fn step(&self, taken: std::result::Result<Taken, StoreError>) -> Result<Undo> {
        let taken = taken.map_err(|failure| match failure {
            StoreError::TooManyLabels => EngineError::Invalid(format!("{}.", capital(&failure.to_string()))),
            other => other.into(),
        })?;
        self.ports().events.changed(Changed::JOBS);
        Ok(Undo { token: UndoToken::Step(taken.id), changed: taken.changed })
    }
}

/// A note as it is kept: as written, and none where it is blank.
fn checked_note(text: &str) -> Result<&str> {
    if text.chars().count() > LONGEST_NOTE {
        let too_long = format!("A note has at most {LONGEST_NOTE} characters. Shorten it.");
        return Err(EngineError::Invalid(too_long));
    }
    Ok(if text.trim().is_empty() { "" } else { text })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
