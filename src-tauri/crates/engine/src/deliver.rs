//! From intents to pop-ups: at most once, marked before they are handed over.

use lapwing_domain::SearchId;
use lapwing_domain::notify::{PopUp, Waiting, pop_ups};
use lapwing_store::{Intent, IntentId, Writer};

use crate::Engine;
use crate::ports::{Changed, Notice, Result};

/// Whether pop-ups can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PopUps {
    /// Not tried yet.
    #[default]
    Unknown,
    /// Somebody is there to show them.
    Available,
    /// Nobody is there. Matches are in the window all the same.
    Missing,
}

impl Engine {
    /// Shows what waits. Without anybody to show it, it goes on waiting, and the status says so.
    pub(crate) async fn deliver(&self) -> Result<()> {
        let Some(notifier) = self.ports().notifier.clone() else { return Ok(()) };
        let waiting: Vec<Waiting> = self.store().pending_intents().await?.into_iter().map(waiting).collect();
        let shown = pop_ups(&waiting, self.now());
        if shown.is_empty() {
            return Ok(());
        }
        if !self.can_pop_up(notifier.available().await) {
            return Ok(());
        }
        for pop_up in shown {
            let ids = intents_of(&pop_up);
            let taken = self.store().mark_intents(ids, self.now(), "shown").await?;
            if !taken.is_empty()
                && let Some(notice) = self.notice(&pop_up).await?
                && let Err(reason) = notifier.show(notice).await
            {
                tracing::warn!(reason, "a notification was not shown");
            }
        }
        self.ports().events.changed(Changed::JOBS);
        Ok(())
    }

    /// Shows one notice that is no intent, as far as that is possible.
    pub(crate) async fn tell(&self, notice: Notice) {
        let Some(notifier) = self.ports().notifier.clone() else { return };
        if self.can_pop_up(notifier.available().await)
            && let Err(reason) = notifier.show(notice).await
        {
            tracing::warn!(reason, "a notification was not shown");
        }
    }

    /// Shows the test notification; the sentence says why it could not be shown.
    pub async fn test_notification(&self) -> Result<(), String> {
        let nobody = "No program on this computer shows notifications. Matches are still in the window and the tray.";
        let notifier = self.ports().notifier.clone().ok_or(nobody)?;
        if !self.can_pop_up(notifier.available().await) {
            return Err(nobody.to_owned());
        }
        notifier.show(Notice::Test).await
    }

    fn can_pop_up(&self, available: bool) -> bool {
        let now = if available { PopUps::Available } else { PopUps::Missing };
        let before = std::mem::replace(&mut *self.pop_ups(), now);
        if before != now {
            if now == PopUps::Missing {
                tracing::warn!("nobody shows notifications on this computer; matches are in the window");
            }
            self.ports().events.changed(Changed::STATUS);
        }
        available
    }

    async fn notice(&self, pop_up: &PopUp) -> Result<Option<Notice>> {
        Ok(match pop_up {
            PopUp::Job { job, searches, .. } => match self.store().job(*job).await? {
                Some(full) => {
                    let searches = self.names_of(searches).await?;
                    Some(Notice::Job { key: *job, job: Box::new(full.job), searches })
                }
                None => None,
            },
            PopUp::Summary { jobs, searches, baseline, .. } => {
                let searches = self.names_of(searches).await?;
                Some(Notice::Summary { jobs: *jobs, searches, baseline: *baseline })
            }
        })
    }

    async fn names_of(&self, ids: &[SearchId]) -> Result<Vec<String>> {
        let searches = self.store().searches().await?;
        Ok(searches.into_iter().filter(|search| ids.contains(&search.id)).map(|search| search.name).collect())
    }
}

fn waiting(intent: Intent) -> Waiting {
    Waiting {
        id: intent.id.0,
        kind: intent.kind,
        created_at: intent.created_at,
        from_elsewhere: intent.written_by == Writer::Cli,
    }
}

fn intents_of(pop_up: &PopUp) -> Vec<IntentId> {
    match pop_up {
        PopUp::Job { intent, .. } => vec![IntentId(*intent)],
        PopUp::Summary { intents, .. } => intents.iter().copied().map(IntentId).collect(),
    }
}
