//! Putting another key in a key's place: why, how far it is, and the mail that asks the service to deactivate the old one.

use std::fmt;

use jiff::Timestamp;

use crate::when;

/// Who deactivates keys of the jobs API.
pub const SUPPORT: &str = "support@upworkjobsapi.com";

/// Why a key is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Its time is over.
    Quarter,
    /// Somebody who knew it is gone.
    PersonLeft,
    /// Others may have it.
    Leak,
}

impl Reason {
    /// All reasons, the usual one first.
    pub const ALL: [Self; 3] = [Self::Quarter, Self::PersonLeft, Self::Leak];

    /// The word used on the command line and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::PersonLeft => "person-left",
            Self::Leak => "leak",
        }
    }

    /// Reads [`Reason::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// Whether the old key should stop working at once, rather than when the new one is known to do.
    pub fn is_urgent(self) -> bool {
        self == Self::Leak
    }
}

/// What a rotation waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The new key is used and has brought no jobs yet.
    Traffic,
    /// The new key works. The old one is still kept.
    Confirm,
    /// The old key is deleted here.
    Closed,
}

impl Step {
    /// How far a rotation is.
    pub fn of(confirmed_at: Option<Timestamp>, closed_at: Option<Timestamp>) -> Self {
        match (confirmed_at, closed_at) {
            (_, Some(_)) => Self::Closed,
            (Some(_), None) => Self::Confirm,
            (None, None) => Self::Traffic,
        }
    }

    /// The word used on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Traffic => "traffic",
            Self::Confirm => "confirm",
            Self::Closed => "closed",
        }
    }
}

/// A mail to be sent by its user. It names keys by their last four characters and in no other way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: &'static str,
    /// About what.
    pub subject: String,
    /// The text.
    pub body: String,
}

impl fmt::Display for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "To: {}\nSubject: {}\n\n{}", self.to, self.subject, self.body)
    }
}

/// The mail that asks to deactivate the old key, replaced at `replaced_at`. Short keys have no last four characters to tell;
/// the time says which one is meant.
pub fn closing_mail(
    reason: Reason,
    old_last_four: Option<&str>,
    new_last_four: Option<&str>,
    replaced_at: Timestamp,
) -> Mail {
    let at = when::moment(replaced_at);
    let old = match old_last_four {
        Some(four) => format!("my API key ending in {four}"),
        None => format!("the API key that I used until {at}"),
    };
    // Were both to end alike, naming the new one would only invite the wrong one to be deactivated.
    let new = new_last_four.filter(|four| old_last_four != Some(four));
    let keep = new.map_or_else(|| ".".to_owned(), |four| format!(", which ends in {four} and has to keep working."));
    let (subject, request) = match reason {
        Reason::Quarter => (
            format!("Please deactivate {old}"),
            format!(
                "I replace my API keys each quarter. Please deactivate {old}. It was replaced on {at} by a new key{keep}"
            ),
        ),
        Reason::PersonLeft => (
            format!("Please deactivate {old}"),
            format!(
                "Somebody who knew {old} has left. I replaced it on {at} by a new key{keep} Please deactivate the old one."
            ),
        ),
        Reason::Leak => (
            format!("Urgent: please deactivate {old} at once"),
            format!(
                "I suspect that others have {old}. This is urgent: please deactivate it at once. I replaced it on {at} by a \
                 new key{keep} Please also tell me what you know of calls made with the old key that may not be mine."
            ),
        ),
    };
    let body = format!("Hello,\n\n{request}\n\nPlease confirm once it no longer works.\n\nThank you");
    Mail { to: SUPPORT, subject, body }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: &str = "2026-11-23T10:00:00Z";

    fn mail(reason: Reason) -> String {
        closing_mail(reason, Some("wxyz"), Some("abcd"), AT.parse().unwrap()).to_string()
    }

    #[test]
    fn a_rotation_waits_for_traffic_then_to_be_confirmed_and_is_closed() {
        let at = Some(AT.parse().unwrap());
        assert_eq!(
            [Step::of(None, None), Step::of(at, None), Step::of(at, at)].map(Step::word),
            ["traffic", "confirm", "closed"]
        );
    }

    #[test]
    fn every_reason_is_read_back_from_its_word() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_word(reason.word()), Some(reason));
        }
        assert_eq!(Reason::from_word("boredom"), None);
    }

    #[test]
    fn the_mail_names_both_keys_by_their_ends_and_what_is_asked() {
        assert_eq!(
            mail(Reason::Quarter),
            "To: support@upworkjobsapi.com\nSubject: Please deactivate my API key ending in wxyz\n\nHello,\n\nI replace my \
             API keys each quarter. Please deactivate my API key ending in wxyz. It was replaced on 2026-11-23 10:00:00 UTC \
             by a new key, which ends in abcd and has to keep working.\n\nPlease confirm once it no longer works.\n\nThank \
             you"
        );
        assert!(mail(Reason::PersonLeft).contains("has left"));
    }

    #[test]
    fn of_a_suspected_leak_the_mail_says_at_once_and_urgent_and_the_others_do_not() {
        for reason in Reason::ALL {
            let mail = mail(reason).to_lowercase();
            assert_eq!(mail.contains("at once") && mail.contains("urgent"), reason.is_urgent(), "{mail}");
        }
    }

    #[test]
    fn a_key_without_last_four_is_told_by_its_time_and_keys_that_end_alike_are_told_once() {
        let at = AT.parse().unwrap();
        let short = closing_mail(Reason::Leak, None, None, at);
        assert_eq!(
            short.subject,
            "Urgent: please deactivate the API key that I used until 2026-11-23 10:00:00 UTC at once"
        );
        assert!(short.body.contains("by a new key. Please also"), "{}", short.body);
        let alike = closing_mail(Reason::Quarter, Some("wxyz"), Some("wxyz"), at);
        assert!(!alike.body.contains("keep working"), "{}", alike.body);
    }
}
