use lapwing_domain::marks::Application;
use lapwing_domain::snippet::Filled;
use lapwing_domain::triage::State;
use lapwing_domain::{DismissReason, Marks};
use lapwing_engine::{Offer, Snippet, Step, StepWhat};

use crate::dto::{WireError, count, marks as wire};
use crate::messages::{Message, fill, text};
use crate::note;

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

impl TryFrom<wire::ApplicationInput> for Offer {
    type Error = WireError;

    fn try_from(input: wire::ApplicationInput) -> Result<Self, WireError> {
        let wire::ApplicationInput { applied_on, bid, connects } = input;
        Ok(Self { applied_on: applied_on.read()?, bid, connects })
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

impl From<Filled> for wire::FilledSnippet {
    fn from(filled: Filled) -> Self {
        let missing = filled.missing.iter().map(|placeholder| placeholder.word().to_owned());
        Self { missing: missing.chain(filled.unknown).collect(), text: filled.text }
    }
}
