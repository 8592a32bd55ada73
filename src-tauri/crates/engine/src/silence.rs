//! Noticing searches that fell silent, so that a broken search or source does not pass for a quiet market.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use lapwing_domain::SavedSearch;
use lapwing_domain::notify::{Kind, LOOK_BACK, Yield, is_silent};
use lapwing_domain::plan::{HOURS, Week};
use lapwing_domain::search::Notify;
use lapwing_store::{NewIntent, SourceRecord};

use crate::Engine;
use crate::ports::Result;
use crate::streams::BROAD;

/// How often it is looked for silence.
const EVERY: SignedDuration = SignedDuration::from_hours(1);

impl Engine {
    /// Looks for searches that fell silent after a round, an hour after it was last done. Watching goes on if that fails.
    pub(crate) async fn tend_silence(&self) {
        let now = self.now();
        let looked = crate::guard(&self.inner.silence_looked).replace(now);
        if looked.is_some_and(|looked| now.duration_since(looked).abs() < EVERY) {
            *crate::guard(&self.inner.silence_looked) = looked;
        } else if let Err(problem) = self.notice_silence().await {
            tracing::warn!(%problem, "it could not be told whether a search fell silent");
        }
    }

    /// Notes a notice for each search that usually yields and has yielded nothing for an unlikely time, once until it
    /// yields again. Silent searches are silent about this, too.
    async fn notice_silence(&self) -> Result<()> {
        let sources = self.store().sources().await?;
        for search in self.store().searches().await? {
            if search.paused || search.notify == Notify::Silent || self.store().is_known_silent(search.id).await? {
                continue;
            }
            let read: Vec<&SourceRecord> = sources.iter().filter(|source| search.scope.includes(source.id)).collect();
            if self.fell_silent(&search, &read).await? {
                tracing::info!(search = %search.id, "a search that usually yields fell silent");
                let intent = NewIntent { kind: Kind::Silence { search: search.id }, written_by: self.writer() };
                self.store().add_intent(intent, self.now()).await?;
            }
        }
        Ok(())
    }

    async fn fell_silent(&self, search: &SavedSearch, sources: &[&SourceRecord]) -> Result<bool> {
        let Ok(since) = self.now().checked_sub(LOOK_BACK) else { return Ok(false) };
        let matched = self.store().matched_since(search.id, since).await?;
        let mut answered = BTreeSet::new();
        let mut week: Week = [0.0; HOURS];
        for source in sources {
            answered.extend(self.store().answered_since(source.id, since).await?);
            let rates = self.store().rates(source.id, BROAD).await?.per_hour();
            for (sum, rate) in week.iter_mut().zip(rates) {
                *sum += rate;
            }
        }
        Ok(is_silent(&Yield { matched, answered: answered.into_iter().collect() }, &week))
    }
}
