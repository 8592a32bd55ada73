//! Noticing searches that fell silent, so that a broken search or source does not pass for a quiet market.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::notify::{Kind, LOOK_BACK, Yield, is_silent};
use lapwing_domain::plan::{HOURS, Week};
use lapwing_domain::search::Notify;
use lapwing_domain::{SavedSearch, SourceId};
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
        let Ok(since) = self.now().checked_sub(LOOK_BACK) else { return Ok(()) };
        let answers = self.answers(since).await?;
        for search in self.store().searches().await? {
            if search.paused || search.notify == Notify::Silent {
                continue;
            }
            let read = answers.iter().filter(|answers| search.scope.includes(answers.source));
            if self.fell_silent(&search, read, since).await? && !self.store().is_known_silent(search.id).await? {
                tracing::info!(search = %search.id, "a search that usually yields fell silent");
                let intent = NewIntent { kind: Kind::Silence { search: search.id }, written_by: self.writer() };
                self.store().add_intent(intent, self.now()).await?;
            }
        }
        Ok(())
    }

    /// What every search is judged by: read once for all of them.
    async fn answers(&self, since: Timestamp) -> Result<Vec<Answers>> {
        let mut answers = Vec::new();
        for SourceRecord { id, .. } in self.store().sources().await? {
            let at = self.store().answered_since(id, since).await?;
            answers.push(Answers { source: id, at, rates: self.store().rates(id, BROAD).await?.per_hour() });
        }
        Ok(answers)
    }

    async fn fell_silent(
        &self,
        search: &SavedSearch,
        sources: impl Iterator<Item = &Answers> + Send,
        since: Timestamp,
    ) -> Result<bool> {
        let mut answered = BTreeSet::new();
        let mut week: Week = [0.0; HOURS];
        for source in sources {
            answered.extend(source.at.iter().copied());
            for (sum, rate) in week.iter_mut().zip(source.rates) {
                *sum += rate;
            }
        }
        let matched = self.store().matched_since(search.id, since).await?;
        Ok(is_silent(&Yield { matched, answered: answered.into_iter().collect() }, &week))
    }
}

/// When a source answered, and what is posted there.
struct Answers {
    source: SourceId,
    at: Vec<Timestamp>,
    rates: Week,
}
