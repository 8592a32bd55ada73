//! Steps that can be taken back, as tokens that survive a trip through a window.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use lapwing_domain::SearchId;
use lapwing_store::{ChangeId, MuteId};

use crate::ports::{Changed, Result};
use crate::{Engine, EngineError};

/// What [`Engine::undo`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoToken {
    /// States or marks of jobs were changed.
    Step(ChangeId),
    /// A search was removed.
    Search(SearchId),
    /// Something was muted, which was muted until an instant before.
    Mute(MuteId, Option<Timestamp>),
}

/// A step that was taken, and how to take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undo {
    /// For [`Engine::undo`].
    pub token: UndoToken,
    /// How many jobs, searches or mutes it changed.
    pub changed: u32,
}

impl fmt::Display for UndoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(ChangeId(id)) => write!(f, "step:{id}"),
            Self::Search(SearchId(id)) => write!(f, "search:{id}"),
            Self::Mute(MuteId(id), None) => write!(f, "mute:{id}"),
            Self::Mute(MuteId(id), Some(until)) => write!(f, "mute:{id}@{until}"),
        }
    }
}

impl FromStr for UndoToken {
    type Err = EngineError;

    fn from_str(text: &str) -> Result<Self> {
        let bad = || EngineError::Invalid("There is nothing to undo here.".to_owned());
        let (kind, id) = text.split_once(':').ok_or_else(bad)?;
        let (id, until) = id.split_once('@').map_or((id, None), |(id, until)| (id, Some(until)));
        let id = id.parse().map_err(|_| bad())?;
        let until = until.map(str::parse).transpose().map_err(|_| bad())?;
        match (kind, until) {
            ("step", None) => Ok(Self::Step(ChangeId(id))),
            ("search", None) => Ok(Self::Search(SearchId(id))),
            ("mute", until) => Ok(Self::Mute(MuteId(id), until)),
            _ => Err(bad()),
        }
    }
}

impl Engine {
    /// Takes a step back. Answers how many jobs, searches or mutes it concerned; a second time 0.
    pub async fn undo(&self, token: UndoToken) -> Result<u32> {
        let undone = match token {
            UndoToken::Step(change) => self.store().undo(change, self.now()).await?,
            UndoToken::Search(id) => {
                self.store().restore_search(id).await?;
                self.wake();
                1
            }
            UndoToken::Mute(id, before) => self.unmute_to(id, before).await?,
        };
        self.ports().events.changed(Changed::JOBS);
        Ok(undone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_the_trip_through_a_window() {
        let until = "2026-11-22T10:00:00.25Z".parse().unwrap();
        for token in [
            UndoToken::Step(ChangeId(7)),
            UndoToken::Search(SearchId(3)),
            UndoToken::Mute(MuteId(5), None),
            UndoToken::Mute(MuteId(5), Some(until)),
        ] {
            assert_eq!(token.to_string().parse::<UndoToken>().unwrap(), token);
        }
        for text in ["", "step", "step:x", "jobs:1", "mute:5@soon", "search:3@2026-11-22T10:00:00Z"] {
            assert!(text.parse::<UndoToken>().is_err(), "{text}");
        }
    }
}
