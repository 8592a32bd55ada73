use lapwing_domain::marks::Application;
use lapwing_domain::money::Currency;
use lapwing_domain::triage::State;
use lapwing_domain::{DismissReason, Marks, Money};
use lapwing_engine::{Snippet, Step, StepWhat};

use crate::dto::{WireError, count, marks as wire};
use crate::messages::{Message, fill, text};
use crate::note;

/// More connects than any posting costs.
const MOST_CONNECTS: u32 = 100_000;

impl From<DismissReason> for wire::DismissReason {
    fn from(reason: DismissReason) -> Self {
        match reason {
            DismissReason::Pay => Self::Pay,
            DismissReason::Skills => Self::Skills,
            DismissReason::Client => Self::Client,
            DismissReason::Requirements => Self::Requirements,
            DismissReason::Competition => Self::Competition,
            DismissReason::Suspicious => Self::Suspicious,
            DismissReason::Other => Self::Other,
        }
    }
}

impl From<wire::DismissReason> for DismissReason {
    fn from(reason: wire::DismissReason) -> Self {
        match reason {
            wire::DismissReason::Pay => Self::Pay,
            wire::DismissReason::Skills => Self::Skills,
            wire::DismissReason::Client => Self::Client,
            wire::DismissReason::Requirements => Self::Requirements,
            wire::DismissReason::Competition => Self::Competition,
            wire::DismissReason::Suspicious => Self::Suspicious,
            wire::DismissReason::Other => Self::Other,
        }
    }
}

impl From<Application> for wire::Application {
    fn from(application: Application) -> Self {
        let Application { applied_on, bid, connects } = application;
        Self { applied_on: applied_on.into(), bid: bid.map(Into::into), connects }
    }
}

impl wire::ApplicationInput {
    /// The application, its bid in this currency.
    ///
    /// # Errors
    /// A time that is none, an amount that cannot be meant.
    pub fn read(&self, currency: Currency) -> Result<Application, WireError> {
        let invalid = |message: &str| WireError::Invalid { message: message.to_owned() };
        let applied_on = self.applied_on.read()?;
        let amount = |units: f64| Money::from_units(units, currency).filter(|amount| amount.cents >= 0);
        let bid = match self.bid {
            None => None,
            Some(units) => Some(amount(units).ok_or_else(|| invalid("That is no amount. Write a number, such as 45."))?),
        };
        if self.connects.is_some_and(|connects| connects > MOST_CONNECTS) {
            return Err(invalid("No job costs that many connects. Write the number it cost."));
        }
        Ok(Application { applied_on, bid, connects: self.connects })
    }
}

impl From<Marks> for wire::Marks {
    fn from(marks: Marks) -> Self {
        let Marks { starred, note, labels, follow_up, reason, application } = marks;
        Self {
            starred,
            note_html: note::rendered(&note),
            note,
            labels,
            follow_up: follow_up.map(Into::into),
            reason: reason.map(Into::into),
            application: application.map(Into::into),
        }
    }
}

impl From<Step> for wire::Step {
    fn from(step: Step) -> Self {
        let Step { undo, at, what, jobs, title } = step;
        Self { undo: undo.to_string(), at: at.into(), what: words(&what), title, jobs: count(jobs as usize) }
    }
}

fn words(what: &StepWhat) -> String {
    let message = match what {
        StepWhat::State(state) => return text(state_words(*state)).to_owned(),
        StepWhat::SearchRemoved(name) => return fill(Message::DidSearch, &[("name", name)]),
        StepWhat::SnippetRemoved(name) => return fill(Message::DidSnippet, &[("name", name)]),
        StepWhat::Star(true) => Message::DidStar,
        StepWhat::Star(false) => Message::DidUnstar,
        StepWhat::Note => Message::DidNote,
        StepWhat::Labels => Message::DidLabels,
        StepWhat::FollowUp => Message::DidFollowUp,
        StepWhat::Reason => Message::DidReason,
        StepWhat::Application => Message::DidApplication,
        StepWhat::ClientNote => Message::DidClientNote,
    };
    text(message).to_owned()
}

fn state_words(state: State) -> Message {
    match state {
        State::New => Message::DidNew,
        State::Seen => Message::DidSeen,
        State::Saved => Message::DidSaved,
        State::Applied => Message::DidApplied,
        State::Interviewing => Message::DidInterviewing,
        State::Hired => Message::DidHired,
        State::Dismissed => Message::DidDismissed,
    }
}

impl From<Snippet> for wire::Snippet {
    fn from(snippet: Snippet) -> Self {
        Self { id: snippet.id.to_string(), name: snippet.name, text: snippet.text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_takes_what_can_be_meant_and_says_what_is_wrong_with_the_rest() {
        let applied_on = jiff::Timestamp::UNIX_EPOCH;
        let read = |bid, connects| {
            wire::ApplicationInput { applied_on: applied_on.into(), bid, connects }.read(Currency::USD)
        };
        let read_back = read(Some(45.5), Some(12)).unwrap();
        assert_eq!((read_back.bid.map(|bid| bid.cents), read_back.connects), (Some(4_550), Some(12)));
        assert_eq!(read(None, None).unwrap(), Application { applied_on, bid: None, connects: None });
        for (bid, connects) in [(Some(-1.0), None), (Some(f64::INFINITY), None), (None, Some(1_000_000))] {
            assert!(matches!(read(bid, connects), Err(WireError::Invalid { .. })), "{bid:?} {connects:?}");
        }
    }
}
