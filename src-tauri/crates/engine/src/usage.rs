//! The quota figures: what this month's calls were spent on, and how long the rest lasts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_domain::usage::{Pace, exhausted_at, used_by_the_turn};
use lapwing_domain::watch::{self, Plan};
use lapwing_store::{CallTally, GapRecord, Purpose, SourceRecord};

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
    /// Calls that will count for this month when it turns, at the pace of the last days.
    pub forecast_at_turn: u32,
}

/// How long the month's calls last, at the pace of the last days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// They cost nothing.
    Free,
    /// The plan is not known.
    Unknown,
    /// They are used up.
    UsedUp,
    /// They are used up then.
    Until(Timestamp),
    /// Until the count starts again, by when so many will be made.
    Lasts {
        /// Calls.
        by_then: u32,
    },
}

/// The calls of one day, of all purposes and streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day<'a> {
    /// Midnight UTC.
    pub day: Timestamp,
    /// What they come to.
    pub sum: CallSum,
    /// Of which these.
    pub tallies: &'a [CallTally],
}

/// Calls added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CallSum {
    /// How many.
    pub calls: u32,
    /// How many of them ended in an error.
    pub failed: u32,
    /// How many never ended: under way, or the program ended first.
    pub unfinished: u32,
    /// Bytes received by them.
    pub bytes: u64,
}

/// The month's calls of one purpose and stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spending {
    /// Why they were made.
    pub purpose: Purpose,
    /// Stream they belonged to; `None` outside any.
    pub stream: Option<String>,
    /// What they come to.
    pub sum: CallSum,
}

/// The figures of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceUsage {
    /// Its row.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// What its key pays for; `None` where nobody said.
    pub plan: Option<Plan>,
    /// Its figures.
    pub figures: Figures,
    /// Calls of this month that were spent elsewhere, as its user said.
    pub elsewhere: u32,
    /// Whether asking it costs nothing: the sandbox inside the program.
    pub free: bool,
    /// This month's calls by day, purpose and stream, the newest day first.
    pub tallies: Vec<CallTally>,
    /// Stretches of publish times that could not be read, oldest first.
    pub gaps: Vec<GapRecord>,
}

impl SourceUsage {
    /// How long what is left lasts.
    pub fn lasting(&self) -> Lasting {
        let Figures { calls_this_month, month_limit, forecast_exhausted_at, forecast_at_turn, .. } = self.figures;
        match (month_limit, forecast_exhausted_at) {
            _ if self.free => Lasting::Free,
            (None, _) => Lasting::Unknown,
            (Some(limit), _) if calls_this_month >= limit => Lasting::UsedUp,
            (Some(_), Some(at)) => Lasting::Until(at),
            (Some(_), None) => Lasting::Lasts { by_then: forecast_at_turn },
        }
    }

    /// Day by day, the newest first. Days without calls are left out.
    pub fn days(&self) -> impl Iterator<Item = Day<'_>> {
        let days = self.tallies.chunk_by(|one, next| one.day == next.day);
        days.filter_map(|tallies| Some(Day { day: tallies.first()?.day, sum: CallSum::of(tallies), tallies }))
    }

    /// What the month's calls were spent on, the most first.
    pub fn spendings(&self) -> Vec<Spending> {
        let mut by_kind: BTreeMap<(&str, Option<&str>), Vec<&CallTally>> = BTreeMap::new();
        for tally in &self.tallies {
            by_kind.entry((tally.purpose.word(), tally.stream.as_deref())).or_default().push(tally);
        }
        let spent = |tallies: Vec<&CallTally>| {
            let CallTally { purpose, stream, .. } = *tallies.first()?;
            Some(Spending { purpose: *purpose, stream: stream.clone(), sum: CallSum::of(tallies) })
        };
        let mut spendings: Vec<Spending> = by_kind.into_values().filter_map(spent).collect();
        spendings.sort_by_key(|spending| Reverse(spending.sum.calls));
        spendings
    }
}

impl CallSum {
    fn of<'a>(tallies: impl IntoIterator<Item = &'a CallTally>) -> Self {
        tallies.into_iter().fold(Self::default(), |sum, tally| Self {
            calls: sum.calls.saturating_add(tally.calls),
            failed: sum.failed.saturating_add(tally.failed),
            unfinished: sum.unfinished.saturating_add(tally.unfinished),
            bytes: sum.bytes.saturating_add(tally.bytes),
        })
    }
}

/// What the ledger says of one source or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    /// When this is so.
    pub at: Timestamp,
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
        Ok(Usage { at: self.now(), totals: totals(&sources), sources })
    }

    async fn usage_of(&self, source: &SourceRecord) -> Result<SourceUsage> {
        let now = self.now();
        let month = watch::month_start(now);
        let calls_this_month = self.calls_this_month(source).await?;
        let limit = month_limit(source);
        let pace = self.pace_of(source, now).await?;
        Ok(SourceUsage {
            id: source.id,
            name: source.name.clone(),
            plan: source.plan,
            figures: Figures {
                calls_this_month,
                calls_today: self.store().calls_since(source.id, watch::day_start(now)).await?,
                month_limit: limit,
                forecast_exhausted_at: limit.and_then(|limit| exhausted_at(calls_this_month, limit, pace, now)),
                forecast_at_turn: used_by_the_turn(calls_this_month, pace, now),
            },
            elsewhere: calls_this_month.saturating_sub(self.store().calls_since(source.id, month).await?),
            free: is_free(source),
            tallies: self.store().tally_calls(source.id, month).await?,
            gaps: self.store().open_gaps(source.id).await?,
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
        forecast_at_turn: sum(|figures| figures.forecast_at_turn),
    }
}

#[cfg(test)]
mod tests;
