//! What happened to a job, in words.

use std::time::Duration;

use lapwing_domain::DismissReason;
use lapwing_domain::marks::Application;
use lapwing_engine::{JobChange, TimelineEntry, TimelineEvent};

use super::diff;
use crate::dto::{Instant, detail as wire};
use crate::figures;
use crate::messages::{Message, fill, text};
use lapwing_domain::text::neutral;

/// Longest old or new value of a change that is told in the sentence, in characters. Longer ones are shown as a diff.
const VALUE: usize = 60;

/// All texts of one job are compared within this time.
const WITHIN: Duration = Duration::from_millis(50);

/// What happened to a job, the latest last.
pub fn timeline(entries: Vec<TimelineEntry>) -> Vec<wire::TimelineEntry> {
    let until = std::time::Instant::now() + WITHIN;
    entries.into_iter().map(|entry| wire::TimelineEntry::of(entry, until)).collect()
}

impl wire::TimelineEntry {
    fn of(entry: TimelineEntry, until: std::time::Instant) -> Self {
        let plain = |message| (text(message).to_owned(), Vec::new());
        let (what, diff) = match entry.event {
            TimelineEvent::Posted => plain(Message::TimelinePosted),
            TimelineEvent::FirstSeen { source } => (fill(Message::TimelineSeen, &[("source", &source)]), Vec::new()),
            TimelineEvent::Matched { name, .. } => (fill(Message::TimelineMatched, &[("search", &name)]), Vec::new()),
            TimelineEvent::Changed(change) => changed(change, until),
            TimelineEvent::State { to, .. } => (fill(Message::TimelineState, &[("state", to.word())]), Vec::new()),
            TimelineEvent::Notified => plain(Message::TimelineNotified),
            TimelineEvent::Starred(true) => plain(Message::DidStar),
            TimelineEvent::Starred(false) => plain(Message::DidUnstar),
            TimelineEvent::NoteWritten => plain(Message::DidNote),
            TimelineEvent::Labelled { added, removed } => (labelled(&added, &removed), Vec::new()),
            TimelineEvent::FollowUpSet(None) => plain(Message::TimelineFollowUpOff),
            TimelineEvent::FollowUpSet(Some(at)) => {
                (fill(Message::TimelineFollowUp, &[("date", &figures::day(at))]), Vec::new())
            }
            TimelineEvent::Applied(application) => (applied(application), Vec::new()),
            TimelineEvent::Reason(reason) => {
                (fill(Message::TimelineReason, &[("reason", text(reason_words(reason)))]), Vec::new())
            }
        };
        Self { at: Instant::from(entry.at), what, diff }
    }
}

/// A change at the source: short values in the sentence, long ones as what became of each word.
fn changed(change: JobChange, until: std::time::Instant) -> (String, Vec<wire::DiffPart>) {
    let JobChange { field, old, new, .. } = change;
    let is_long = |value: &Option<String>| value.as_ref().is_some_and(|value| value.chars().nth(VALUE).is_some());
    if is_long(&old) || is_long(&new) {
        let parts = diff::parts(old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default(), until);
        return (fill(Message::TimelineTextChanged, &[("fact", &field)]), parts);
    }
    let value = |value: Option<String>| {
        value.map_or_else(|| text(Message::TimelineUnknown).to_owned(), |value| neutral(&value, VALUE))
    };
    let (old, new) = (value(old), value(new));
    (fill(Message::TimelineChanged, &[("fact", &field), ("old", &old), ("new", &new)]), Vec::new())
}

fn labelled(added: &[String], removed: &[String]) -> String {
    let list = |labels: &[String]| labels.iter().map(|label| neutral(label, VALUE)).collect::<Vec<_>>().join(", ");
    let said = [(Message::TimelineLabelled, added), (Message::TimelineUnlabelled, removed)];
    let said = said.into_iter().filter(|(_, labels)| !labels.is_empty());
    said.map(|(message, labels)| fill(message, &[("labels", &list(labels))])).collect::<Vec<_>>().join("; ")
}

fn reason_words(reason: DismissReason) -> Message {
    match reason {
        DismissReason::Pay => Message::ReasonPay,
        DismissReason::Skills => Message::ReasonSkills,
        DismissReason::Client => Message::ReasonClient,
        DismissReason::Requirements => Message::ReasonRequirements,
        DismissReason::Competition => Message::ReasonCompetition,
        DismissReason::Suspicious => Message::ReasonSuspicious,
        DismissReason::Other => Message::ReasonOther,
    }
}

fn applied(application: Application) -> String {
    let bid = application.bid.map(|bid| fill(Message::TimelineBid, &[("bid", &figures::amount(bid))]));
    let connects =
        application.connects.map(|connects| fill(Message::TimelineConnects, &[("connects", &connects.to_string())]));
    let said = [Some(text(Message::TimelineApplication).to_owned()), bid, connects];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use lapwing_domain::money::{Currency, Money};
    use lapwing_engine::ChangeKind;

    use super::*;

    fn told(event: TimelineEvent) -> wire::TimelineEntry {
        timeline(vec![TimelineEntry { at: Timestamp::UNIX_EPOCH, event }]).remove(0)
    }

    fn change(old: Option<&str>, new: Option<&str>) -> TimelineEvent {
        let (old, new) = (old.map(str::to_owned), new.map(str::to_owned));
        TimelineEvent::Changed(JobChange { kind: ChangeKind::Facts, field: "title".into(), old, new })
    }

    #[test]
    fn a_short_change_is_told_in_a_sentence_and_a_long_one_as_a_diff() {
        let short = told(change(None, Some("Build a\u{202e} clock")));
        assert_eq!((short.what.as_str(), short.diff.len()), ("Changed: title from unknown to Build a clock", 0));
        let long = told(change(Some(&"word ".repeat(20)), Some(&"word ".repeat(21))));
        assert!(long.diff.iter().any(|part| part.kind == wire::DiffKind::Added), "{long:?}");
        assert!(!long.what.contains("word"), "{long:?}");
    }

    #[test]
    fn what_the_user_did_is_told() {
        let labels = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>();
        let (added, removed) = (labels(&["urgent", "rust"]), labels(&["later"]));
        assert_eq!(
            told(TimelineEvent::Labelled { added, removed }).what,
            "Labelled urgent, rust; no longer labelled later"
        );
        let bid = Money::from_units(1_200.0, Currency::USD);
        let offer = Application { applied_on: Timestamp::UNIX_EPOCH, bid, connects: Some(12) };
        assert_eq!(told(TimelineEvent::Applied(offer)).what, "Application noted, bid $1,200, 12 connects");
        assert_eq!(told(TimelineEvent::Reason(DismissReason::Pay)).what, "Reason: pay");
        assert_eq!(told(TimelineEvent::FollowUpSet(None)).what, "Follow-up taken away");
    }
}
