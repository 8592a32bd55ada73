//! Steps that can be taken back, as tokens that survive a trip through a window.

use std::fmt;
use std::str::FromStr;

use lapwing_domain::SearchId;
use lapwing_store::ChangeId;

use crate::ports::{Changed, Result};
use crate::{Engine, EngineError};

/// What [`Engine::undo`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoToken {
    /// Jobs got another state.
    States(ChangeId),
    /// A search was removed.
    Search(SearchId),
}

/// A step that was taken, and how to take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undo {
    /// For [`Engine::undo`].
    pub token: UndoToken,
    /// How many jobs or searches it changed.
    pub changed: u32,
}

impl fmt::Display for UndoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::States(ChangeId(id)) => write!(f, "states:{id}"),
            Self::Search(SearchId(id)) => write!(f, "search:{id}"),
        }
    }
}

impl FromStr for UndoToken {
    type Err = EngineError;

    fn from_str(text: &str) -> Result<Self> {
        let bad = || EngineError::Invalid("There is nothing to undo here.".to_owned());
        let (kind, id) = text.split_once(':').ok_or_else(bad)?;
        let id = id.parse().map_err(|_| bad())?;
        match kind {
            "states" => Ok(Self::States(ChangeId(id))),
            "search" => Ok(Self::Search(SearchId(id))),
            _ => Err(bad()),
        }
    }
}

impl Engine {
    /// Takes a step back. Answers how many jobs or searches it concerned; a second time 0.
    pub async fn undo(&self, token: UndoToken) -> Result<u32> {
        let undone = match token {
            UndoToken::States(change) => self.store().undo(change, self.now()).await?,
            UndoToken::Search(id) => {
                self.store().restore_search(id).await?;
                self.wake();
                1
            }
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
        for token in [UndoToken::States(ChangeId(7)), UndoToken::Search(SearchId(3))] {
            assert_eq!(token.to_string().parse::<UndoToken>().unwrap(), token);
        }
        for text in ["", "states", "states:x", "jobs:1"] {
            assert!(text.parse::<UndoToken>().is_err(), "{text}");
        }
    }
}
