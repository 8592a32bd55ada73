//! What the tray shows for a status: pure, so that it can be read and tested on its own.

use lapwing_engine::{Status, WatchState};

use crate::messages::{Message, fill, text};
use lapwing_domain::text::neutral;

/// Longest problem in the tray's first line, in characters.
const PROBLEM: usize = 80;

/// Which icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// All is well, or about to be.
    Watching,
    /// Paused.
    Paused,
    /// Something wants attention.
    Problem,
}

/// Everything the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The icon.
    pub face: Face,
    /// The state in words, first line of the menu.
    pub line: String,
    /// The entry that checks now, with its cost.
    pub check: String,
    /// Whether checking now makes sense.
    pub can_check: bool,
    /// The entry that pauses or resumes.
    pub pause: &'static str,
    /// Whether there is a watcher to pause.
    pub can_pause: bool,
    /// Whether there is an engine to snooze notifications.
    pub can_snooze: bool,
    /// While they are snoozed, the entry that ends it, with when it ends by itself.
    pub end_snooze: Option<String>,
}

impl Look {
    /// Before the engine has said anything.
    pub fn starting() -> Self {
        Self::without_engine(Face::Watching, Message::TrayStarting)
    }

    /// The data could not be opened.
    pub fn no_storage() -> Self {
        Self::without_engine(Face::Problem, Message::TrayNoStorage)
    }

    fn without_engine(face: Face, line: Message) -> Self {
        Self {
            face,
            line: text(line).to_owned(),
            check: text(Message::TrayCheckNow).to_owned(),
            can_check: false,
            pause: text(Message::TrayPause),
            can_pause: false,
            can_snooze: false,
            end_snooze: None,
        }
    }

    /// For what the engine says. Whether it is paused is told apart from its state, which may be a graver one; `snoozed` is
    /// when notifications are shown again, as it is told.
    pub fn of(status: &Status, paused: bool, snoozed: Option<&str>) -> Self {
        let (face, words) = face_and_words(status.state);
        let line = match status.problem.as_deref().filter(|_| face == Face::Problem) {
            Some(problem) => format!("{} · {}", text(words), neutral(problem, PROBLEM)),
            None => text(words).to_owned(),
        };
        let (line, end_snooze) = match snoozed {
            Some(time) => (
                fill(Message::TraySnoozedLine, &[("state", &line), ("time", time)]),
                Some(fill(Message::TraySnoozeEndUntil, &[("time", time)])),
            ),
            None => (line, None),
        };
        Self {
            face,
            line,
            check: check(status.check_cost),
            can_check: !matches!(status.state, WatchState::NoSource | WatchState::Checking | WatchState::Elsewhere),
            pause: text(if paused { Message::TrayResume } else { Message::TrayPause }),
            can_pause: status.state != WatchState::Elsewhere,
            can_snooze: true,
            end_snooze,
        }
    }
}

fn face_and_words(state: WatchState) -> (Face, Message) {
    match state {
        WatchState::Watching => (Face::Watching, Message::TrayWatching),
        WatchState::Checking => (Face::Watching, Message::TrayChecking),
        WatchState::Elsewhere => (Face::Watching, Message::TrayElsewhere),
        WatchState::Paused => (Face::Paused, Message::TrayPaused),
        WatchState::NoSource => (Face::Paused, Message::TrayNoSource),
        WatchState::NoSearch => (Face::Paused, Message::TrayNoSearch),
        WatchState::Offline => (Face::Problem, Message::TrayOffline),
        WatchState::Limited => (Face::Problem, Message::TrayLimited),
        WatchState::KeyRejected => (Face::Problem, Message::TrayKeyRejected),
        WatchState::KeyMissing => (Face::Problem, Message::TrayKeyMissing),
        WatchState::Failing => (Face::Problem, Message::TrayFailing),
    }
}

fn check(cost: u32) -> String {
    match cost {
        0 => text(Message::TrayCheckNow).to_owned(),
        1 => text(Message::TrayCheckNowOne).to_owned(),
        many => fill(Message::TrayCheckNowMany, &[("count", &many.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use lapwing_engine::{PopUps, VaultState};

    use super::*;

    fn status(state: WatchState) -> Status {
        Status {
            state,
            problem: None,
            last_check: None,
            next_check: None,
            calls_left: None,
            month_limit: None,
            check_cost: 1,
            keyring: VaultState::Available,
            pop_ups: PopUps::Unknown,
            sandbox: false,
        }
    }

    #[test]
    fn a_problem_is_named_with_what_is_wrong() {
        let problem = Some("The key of “Main” was rejected.\nRotate it.".to_owned());
        let look = Look::of(&Status { problem, ..status(WatchState::KeyRejected) }, false, None);
        assert_eq!(look.face, Face::Problem);
        assert_eq!(look.line, "A key was rejected · The key of “Main” was rejected. Rotate it.");
    }

    #[test]
    fn checking_tells_its_cost() {
        let cost = |check_cost| Look::of(&Status { check_cost, ..status(WatchState::Watching) }, false, None).check;
        assert_eq!([cost(0), cost(1), cost(3)], ["Check now", "Check now (1 call)", "Check now (3 calls)"]);
    }

    #[test]
    fn without_a_source_there_is_nothing_to_check() {
        assert!(!Look::of(&status(WatchState::NoSource), false, None).can_check);
        assert!(Look::of(&status(WatchState::Paused), true, None).can_check, "checking works while paused");
        assert!(!Look::no_storage().can_check && !Look::no_storage().can_pause);
    }

    #[test]
    fn a_paused_watcher_can_be_resumed_whatever_else_is_wrong() {
        assert_eq!(Look::of(&status(WatchState::KeyRejected), true, None).pause, "Resume watching");
        assert_eq!(Look::of(&status(WatchState::KeyRejected), false, None).pause, "Pause watching");
    }

    #[test]
    fn a_snooze_is_told_beside_the_state_and_can_be_ended() {
        let snoozed = Look::of(&status(WatchState::Watching), false, Some("14:05"));
        assert_eq!(snoozed.line, "Watching · no notifications until 14:05");
        assert_eq!(snoozed.end_snooze.as_deref(), Some("Show them again (snoozed until 14:05)"));
        assert!(snoozed.can_snooze, "it can be made longer, too");

        let awake = Look::of(&status(WatchState::Watching), false, None);
        assert_eq!((awake.line.as_str(), awake.end_snooze), ("Watching", None));
        assert!(awake.can_snooze);
        assert!(!Look::starting().can_snooze, "before there is an engine");
    }
}
