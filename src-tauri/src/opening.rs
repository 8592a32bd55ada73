//! The engine, which opens beside the window: whoever needs it waits here.

use std::future::Future;

use lapwing_engine::Engine;
use tokio::sync::watch;

use crate::dto::WireError;

/// The engine once it is open, or why it could not be opened.
pub struct Opening {
    stage: watch::Sender<Stage>,
}

#[derive(Clone)]
enum Stage {
    Opening,
    Open(Engine),
    Failed(String),
}

impl Default for Opening {
    fn default() -> Self {
        Self { stage: watch::Sender::new(Stage::Opening) }
    }
}

impl Opening {
    /// The engine, as soon as it is open.
    ///
    /// # Errors
    /// [`WireError::Storage`] when it could not be opened.
    pub async fn engine(&self) -> Result<Engine, WireError> {
        let mut stages = self.stage.subscribe();
        let settled = stages.wait_for(|stage| !matches!(stage, Stage::Opening)).await.map(|stage| stage.clone());
        match settled {
            Ok(Stage::Open(engine)) => Ok(engine),
            Ok(Stage::Failed(message)) => Err(WireError::Storage { message }),
            Ok(Stage::Opening) | Err(_) => Err(WireError::Storage { message: "Lapwing is ending.".to_owned() }),
        }
    }

    /// Does `work` with the engine and turns what comes of it into what crosses to the window.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn with<T, F>(&self, work: impl FnOnce(Engine) -> F) -> Result<T, WireError>
    where
        F: Future<Output = lapwing_engine::Result<T>>,
    {
        work(self.engine().await?).await.map_err(Into::into)
    }

    /// The engine, if it is open already.
    pub fn open_engine(&self) -> Option<Engine> {
        match &*self.stage.borrow() {
            Stage::Open(engine) => Some(engine.clone()),
            Stage::Opening | Stage::Failed(_) => None,
        }
    }

    /// Lets everybody who waits go on.
    pub fn settle(&self, opened: Result<Engine, WireError>) {
        self.stage.send_replace(match opened {
            Ok(engine) => Stage::Open(engine),
            Err(error) => Stage::Failed(error.message().to_owned()),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_waited_hears_why_it_could_not_be_opened() {
        let opening = Opening::default();
        let waiting = opening.engine();
        let settling = async { opening.settle(Err(WireError::Storage { message: "The disk is full.".into() })) };
        let (waited, ()) = tokio::join!(waiting, settling);
        assert_eq!(waited.err(), Some(WireError::Storage { message: "The disk is full.".into() }));
        assert_eq!(
            opening.engine().await.err().map(|error| error.message().to_owned()).as_deref(),
            Some("The disk is full.")
        );
        assert!(opening.open_engine().is_none());
    }
}
