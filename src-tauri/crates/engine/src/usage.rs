//! The quota figures: what this month's calls were spent on, and how long the rest lasts.

use jiff::Timestamp;
use lapwing_domain::usage::{Pace, exhausted_at};
use lapwing_domain::{SourceId, watch};
use lapwing_store::{CallTally, SourceRecord};

use crate::Engine;
use crate::poll::is_free;
use crate::ports::Result;
use crate::waiting::month_limit;

/// What was called, and how long what is left lasts. Days and months are those of UTC, as the service's are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Calls that count for this month, those spent elsewhere included.
    pub calls_this_month: u32,
    /// Calls of today.
    pub calls_today: u32,
    /// Calls a month; `None` where the plan is unknown or nothing is counted.
    pub month_limit: Option<u32>,
    /// When the month's calls will be used up at the pace of the last days; `None` when that will not be before the
    /// month's turn.
    pub forecast_exhausted_at: Option<Timestamp>,
}

/// The figures of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceUsage {
    /// Its row.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
    /// Calls of this month that were spent elsewhere, as its user said.
    pub elsewhere: u32,
    /// Whether asking it costs nothing: the sandbox inside the program.
    pub free: bool,
    /// This month's calls by day, purpose and stream, the newest day first.
    pub tallies: Vec<CallTally>,
}

/// What the ledger says of one source or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// Over all sources that cost something.
    pub totals: Figures,
    /// Source by source, in the order they were added.
    pub sources: Vec<SourceUsage>,
}

impl Engine {
    /// The quota figures of one source, or of all.
    pub async fn usage(&self, only: Option<SourceId>) -> Result<Usage> {
        let records = match only {
            Some(id) => vec![self.source_record(id).await?],
            None => self.store().sources().await?,
        };
        let mut sources = Vec::with_capacity(records.len());
        for record in records {
            sources.push(self.usage_of(&record).await?);
        }
        Ok(Usage { totals: totals(&sources), sources })
    }

    async fn usage_of(&self, source: &SourceRecord) -> Result<SourceUsage> {
        let now = self.now();
        let month = watch::month_start(now);
        let calls_this_month = self.calls_this_month(source).await?;
        let limit = month_limit(source);
        let forecast_exhausted_at = match limit {
            Some(limit) => exhausted_at(calls_this_month, limit, self.pace_of(source, now).await?, now),
            None => None,
        };
        Ok(SourceUsage {
            id: source.id,
            name: source.name.clone(),
            figures: Figures {
                calls_this_month,
                calls_today: self.store().calls_since(source.id, watch::day_start(now)).await?,
                month_limit: limit,
                forecast_exhausted_at,
            },
            elsewhere: calls_this_month.saturating_sub(self.store().calls_since(source.id, month).await?),
            free: is_free(source),
            tallies: self.store().tally_calls(source.id, month).await?,
        })
    }

    /// How fast a source was asked of late.
    pub(crate) async fn pace_of(&self, source: &SourceRecord, now: Timestamp) -> Result<Pace> {
        let since = Pace::counted_since(self.store().first_call(source.id).await?, now);
        Ok(Pace { calls: self.store().calls_since(source.id, since).await?, since })
    }
}

/// Over all sources that cost something. Their limit is known when each one's is, and the first to run out is the one
/// that is told of: what another source has left is of no use to it.
fn totals(sources: &[SourceUsage]) -> Figures {
    let counted: Vec<Figures> = sources.iter().filter(|source| !source.free).map(|source| source.figures).collect();
    let sum = |part: fn(&Figures) -> u32| counted.iter().map(part).fold(0, u32::saturating_add);
    let limit = counted.iter().try_fold(0_u32, |sum, figures| Some(sum.saturating_add(figures.month_limit?)));
    Figures {
        calls_this_month: sum(|figures| figures.calls_this_month),
        calls_today: sum(|figures| figures.calls_today),
        month_limit: limit.filter(|_| !counted.is_empty()),
        forecast_exhausted_at: counted.iter().filter_map(|figures| figures.forecast_exhausted_at).min(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, figures: Figures, free: bool) -> SourceUsage {
        SourceUsage { id: SourceId(1), name: name.into(), figures, elsewhere: 0, free, tallies: Vec::new() }
    }

    fn figures(calls: u32, limit: Option<u32>, until: Option<&str>) -> Figures {
        Figures {
            calls_this_month: calls,
            calls_today: calls / 10,
            month_limit: limit,
            forecast_exhausted_at: until.map(|at| at.parse().unwrap()),
        }
    }

    #[test]
    fn totals_are_sums_and_the_first_source_to_run_out_is_told_of() {
        let sources = [
            source("a", figures(100, Some(1_000), Some("2026-11-20T00:00:00Z")), false),
            source("b", figures(50, Some(25_000), None), false),
            source("c", figures(900, Some(1_000), Some("2026-11-12T00:00:00Z")), false),
        ];
        assert_eq!(totals(&sources), figures(1_050, Some(27_000), Some("2026-11-12T00:00:00Z")));
    }

    #[test]
    fn a_limit_that_is_not_known_makes_their_sum_unknown() {
        let sources =
            [source("a", figures(100, Some(1_000), None), false), source("b", figures(50, None, None), false)];
        assert_eq!(totals(&sources), figures(150, None, None));
    }

    #[test]
    fn what_costs_nothing_is_left_out_and_nothing_at_all_has_no_limit() {
        let sandbox = source("Sandbox", figures(5_000, None, None), true);
        let paid = source("a", figures(100, Some(1_000), None), false);
        assert_eq!(totals(&[sandbox.clone(), paid]), figures(100, Some(1_000), None));
        assert_eq!(totals(&[sandbox]), Figures::default());
    }
}
