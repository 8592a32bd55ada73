//! When a gap is read after all.

use jiff::{SignedDuration, Timestamp};

use super::stream::StreamPlan;

/// The least that services keep postings: older ones are not asked for.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Share of a day's calls that may go to gaps.
const SHARE: f64 = 0.25;

impl StreamPlan {
    /// Pages that may be read now of what lies in a gap that ends at `to`, after `spent` calls went to gaps in the last 24
    /// hours. None where the stream cannot read everything: there a call brings more when it asks for the newest.
    pub fn pages_of_gap(&self, to: Timestamp, now: Timestamp, spent: u32) -> u32 {
        if !self.complete || now.duration_since(to) > KEPT {
            return 0;
        }
        let a_day = (self.calls_a_day * SHARE).clamp(1.0, 1_000.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 1,000")]
        let a_day = a_day as u32;
        a_day.saturating_sub(spent).min(self.at_once.saturating_sub(1).max(1))
    }
}
