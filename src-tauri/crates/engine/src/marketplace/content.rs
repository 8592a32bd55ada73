//! The end of content that may be shown for a day.

use std::sync::atomic::Ordering;

use jiff::Timestamp;
use lapwing_domain::ephemeral::LENT_FOR;

use crate::Engine;
use crate::ports::{Changed, Result};

const KEEP_MARKS: &str = "keep_marks";

/// What stays of jobs whose content is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentRules {
    /// The id, state, notes and times of jobs that the user marked stay. Without it they go, too.
    pub keep_marks: bool,
}

impl Engine {
    /// What stays of jobs whose content is erased.
    pub async fn content_rules(&self) -> Result<ContentRules> {
        Ok(ContentRules { keep_marks: self.store().setting(KEEP_MARKS).await?.as_deref() != Some("no") })
    }

    /// Sets what stays. Marks that may stay no longer go at the next erasure, which is now.
    pub async fn set_content_rules(&self, rules: ContentRules) -> Result<()> {
        self.store().set_setting(KEEP_MARKS, (!rules.keep_marks).then_some("no")).await?;
        self.erase_expired().await
    }

    /// Erases what was fetched a day ago, when something is due for it.
    pub(crate) async fn tend_content(&self) {
        if self.holds_lock()
            && self.inner.marketplace.leftovers.swap(false, Ordering::Relaxed)
            && let Err(problem) = self.erase_leftovers().await
        {
            tracing::error!(%problem, "what an earlier run left was not erased");
            self.look_for_leftovers();
        }
        let now = self.now();
        let due = *self.next_erasure();
        // A clock put back must not put an erasure off: what is far ahead is looked at again.
        let is_due = due.is_none_or(|due| due <= now || due.duration_since(now) > LENT_FOR && due != Timestamp::MAX);
        if is_due && let Err(problem) = self.erase_expired().await {
            tracing::error!(%problem, "content whose day is over was not erased");
        }
    }

    async fn erase_expired(&self) -> Result<()> {
        let ContentRules { keep_marks } = self.content_rules().await?;
        let erasure = self.store().erase_expired(self.now(), keep_marks).await?;
        *self.next_erasure() = Some(erasure.next.unwrap_or(Timestamp::MAX));
        if erasure.erased > 0 {
            tracing::info!(jobs = erasure.erased, "content was erased after its day");
            self.ports().events.changed(Changed::JOBS);
        }
        Ok(())
    }

    /// The watch lock was taken: what another run of the program left is to be looked for, for it was of that one.
    pub(crate) fn look_for_leftovers(&self) {
        self.inner.marketplace.leftovers.store(true, Ordering::Relaxed);
    }

    /// Erases what an earlier run left of jobs whose content went with it.
    async fn erase_leftovers(&self) -> Result<()> {
        let ContentRules { keep_marks } = self.content_rules().await?;
        if self.store().erase_leftovers(self.now(), keep_marks).await?.erased > 0 {
            self.ports().events.changed(Changed::JOBS);
        }
        Ok(())
    }

    /// Erases what is left of content when the program ends.
    pub(crate) async fn end_content(&self) {
        let erased = async {
            let ContentRules { keep_marks } = self.content_rules().await?;
            self.store().erase_all(self.now(), keep_marks).await?;
            Result::<()>::Ok(())
        };
        if let Err(problem) = erased.await {
            tracing::warn!(%problem, "content was not erased at the end; what is left of it is at the next start");
        }
    }

    /// Content was fetched: when its day is over is to be looked up.
    pub(crate) fn content_came(&self) {
        self.next_erasure().take();
    }
}
