//! How many requests the service's terms allow in a time. They are counted in the ledger, so that programs that share a data
//! directory count together, and all sources with them: the service counts by the address that requests come from.

use jiff::{SignedDuration, Timestamp};
use lapwing_sources::SourcePolicy;
use lapwing_store::{CallId, Claim, SourceRecord};

use crate::ports::Result;
use crate::{Engine, EngineError};

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Engine {
    /// Writes a call into the ledger as soon as one more is allowed within the second. The longer ceilings refuse it.
    pub(super) async fn claim_below_ceilings(&self, source: &SourceRecord, claim: Claim) -> Result<CallId> {
        // From the count to the claim nobody else may count.
        let _turn = self.inner.marketplace.claiming.lock().await;
        let policy = SourcePolicy::marketplace(source.base_url.clone());
        if let Some(most) = policy.ceilings {
            self.refuse_beyond(source, (MINUTE, most.per_minute, "minute"), MINUTE).await?;
            self.refuse_beyond(source, (DAY, most.per_day, "day"), SignedDuration::from_hours(1)).await?;
            // A call that finds its token refused is made once more.
            while self.own_calls_within(SECOND).await? >= most.per_second / 2 && !self.is_closing() {
                self.ports().clock.sleep(SECOND).await;
            }
        }
        Ok(self.store().claim(Claim { now: self.now(), ..claim }).await?)
    }

    async fn refuse_beyond(
        &self,
        source: &SourceRecord,
        (within, most, word): (SignedDuration, u32, &str),
        wait: SignedDuration,
    ) -> Result<()> {
        if self.own_calls_within(within).await? < most {
            return Ok(());
        }
        let until = self.now().checked_add(wait).unwrap_or(Timestamp::MAX);
        let reason = format!("The service's terms allow {most} requests a {word}.");
        Err(EngineError::Limited { source_name: source.name.clone(), until, reason })
    }

    async fn own_calls_within(&self, time: SignedDuration) -> Result<u32> {
        let since = self.now().checked_sub(time).unwrap_or(Timestamp::MIN);
        let mut calls: u32 = 0;
        for source in self.marketplace_sources().await? {
            calls = calls.saturating_add(self.store().calls_since(source.id, since).await?);
        }
        Ok(calls)
    }
}
