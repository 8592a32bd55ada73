//! Steps that can be taken back, as tokens that survive a trip through a window.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use lapwing_domain::{SearchId, SnippetId};
use lapwing_store::{ChangeId, MuteId, StepRecord, StepWhat, Undoable};

use crate::ports::{Changed, Result};
use crate::sources::taken;
use crate::{Engine, EngineError};

/// What [`Engine::undo`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoToken {
    /// States or marks of jobs were changed.
    Step(ChangeId),
    /// A search was removed.
    Search(SearchId),
    /// A snippet was removed.
    Snippet(SnippetId),
    /// Something was muted, which was muted until an instant before.
    Mute(MuteId, Option<Timestamp>),
}

/// A step that was taken, and how to take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undo {
    /// For [`Engine::undo`].
    pub token: UndoToken,
    /// How many jobs, searches, snippets or mutes it changed.
    pub changed: u32,
}

/// A step that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// For [`Engine::undo`].
    pub undo: UndoToken,
    /// When it was taken.
    pub at: Timestamp,
    /// What it did.
    pub what: StepWhat,
    /// How many jobs it changed that are still here; none where it was about no job.
    pub jobs: u32,
    /// The title of its job, where it changed one alone whose content is kept.
    pub title: Option<String>,
}

impl From<StepRecord> for Step {
    fn from(step: StepRecord) -> Self {
        let StepRecord { undo, at, what, jobs, title } = step;
        let undo = match undo {
            Undoable::Change(id) => UndoToken::Step(id),
            Undoable::Search(id) => UndoToken::Search(id),
            Undoable::Snippet(id) => UndoToken::Snippet(id),
        };
        Self { undo, at, what, jobs, title }
    }
}

impl fmt::Display for UndoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(ChangeId(id)) => write!(f, "step:{id}"),
            Self::Search(SearchId(id)) => write!(f, "search:{id}"),
            Self::Snippet(SnippetId(id)) => write!(f, "snippet:{id}"),
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
            ("snippet", None) => Ok(Self::Snippet(SnippetId(id))),
            ("mute", until) => Ok(Self::Mute(MuteId(id), until)),
            _ => Err(bad()),
        }
    }
}

impl Engine {
    /// The latest steps that can be taken back, latest first, at most so many.
    pub async fn steps(&self, limit: u32) -> Result<Vec<Step>> {
        Ok(self.store().steps(limit).await?.into_iter().map(Into::into).collect())
    }

    /// Takes a step back: what it changed and nobody changed since is as it was before. Answers how many jobs, searches,
    /// snippets or mutes that concerned; a second time 0.
    pub async fn undo(&self, token: UndoToken) -> Result<u32> {
        let undone = match token {
            UndoToken::Step(change) => {
                let undone = self.store().undo(change, self.now()).await?;
                // A reminder may be due again.
                self.delivery_changed();
                undone
            }
            UndoToken::Search(id) => {
                let restored = self.store().restore_search(id).await.map_err(|failure| taken("search", failure))?;
                self.wake();
                u32::from(restored)
            }
            UndoToken::Snippet(id) => {
                let restored = self.store().restore_snippet(id).await.map_err(|failure| taken("snippet", failure))?;
                u32::from(restored)
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
            UndoToken::Snippet(SnippetId(4)),
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
