//! What the user did with a job.

/// A job's state in triage. A job has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum State {
    /// Not looked at yet.
    #[default]
    New,
    /// Opened in the window.
    Seen,
    /// Kept for later.
    Saved,
    /// A proposal was sent.
    Applied,
    /// In conversation.
    Interviewing,
    /// Won.
    Hired,
    /// Put away; does not come back.
    Dismissed,
}

impl State {
    /// All states, in the order of the pipeline.
    pub const ALL: [Self; 7] =
        [Self::New, Self::Seen, Self::Saved, Self::Applied, Self::Interviewing, Self::Hired, Self::Dismissed];

    /// The word used in queries, on the command line and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Seen => "seen",
            Self::Saved => "saved",
            Self::Applied => "applied",
            Self::Interviewing => "interviewing",
            Self::Hired => "hired",
            Self::Dismissed => "dismissed",
        }
    }

    /// Reads [`State::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_reads_back_from_its_word() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
        assert_eq!(State::from_word("Saved"), None);
    }
}
