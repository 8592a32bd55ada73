//! How often a source may be asked, and when not at all: the plan, the month, and what the service said.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::watch::{self, Plan};
use lapwing_domain::when;
use lapwing_sources::{FetchError, Wait as Asked};
use lapwing_store::{Call, Service, SourceRecord, StreamRecord};

use crate::Engine;
use crate::poll::is_free;
use crate::ports::Result;

/// 429 in so many minutes in a row, together with a nearly used-up ledger, means that the month is over.
const MONTH_OVER_AFTER: usize = 3;

const INTERVAL: &str = "interval_minutes";

/// A time before which a source must not be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) until: Timestamp,
    pub(crate) reason: String,
}

impl Engine {
    /// The wait in force, if any: the service's own, or the rest of a used-up month.
    pub(crate) async fn wait_of(&self, source: &SourceRecord) -> Result<Option<Wait>> {
        let now = self.now();
        let asked = self.streams_of(source).await?.into_iter().filter_map(|stream| {
            let until = stream.wait_until.filter(|until| *until > now)?;
            Some(Wait { until, reason: stream.wait_reason.unwrap_or_default() })
        });
        if let Some(wait) = asked.max_by_key(|wait| wait.until) {
            return Ok(Some(wait));
        }
        if self.calls_left(source).await? == Some(0) {
            let until = watch::next_month(now);
            return Ok(Some(Wait { until, reason: month_over(source.plan, until) }));
        }
        Ok(None)
    }

    /// A source's streams, whether they are in its plan or not.
    pub(crate) async fn streams_of(&self, source: &SourceRecord) -> Result<Vec<StreamRecord>> {
        let mut streams = self.store().streams().await?;
        streams.retain(|stream| stream.source == source.id);
        Ok(streams)
    }

    /// What a 429 means for this source.
    pub(crate) async fn wait_after(
        &self,
        source: &SourceRecord,
        failure: &FetchError,
        failures: u32,
        now: Timestamp,
    ) -> Result<Wait> {
        if self.month_is_over(source).await? {
            let until = watch::next_month(now);
            return Ok(Wait { until, reason: month_over(source.plan, until) });
        }
        let (asked, said) = match failure {
            FetchError::RateLimited { wait, message, .. } => (*wait, message.clone()),
            // Nothing was sent: the terms' own ceiling, which has a sentence of its own.
            FetchError::Ceiling { until } => return Ok(Wait { until: *until, reason: failure.to_string() }),
            _ => (Asked::NextMinute, String::new()),
        };
        let told = match asked {
            Asked::RetryAfter(wait) => SignedDuration::try_from(wait).ok().and_then(|wait| now.checked_add(wait).ok()),
            Asked::Until(until) => Some(until),
            Asked::NextMinute => None,
        };
        // A time in the past says only that the two clocks disagree.
        let until = told.filter(|until| *until > now).unwrap_or_else(|| watch::limit_wait(now, failures));
        Ok(Wait { until, reason: asked_to_wait(asked, &said, now) })
    }

    /// Whether the last calls, of different minutes, were all refused with 429.
    pub(crate) async fn is_refused_for_long(&self, source: &SourceRecord) -> Result<bool> {
        let calls = self.store().calls(Some(source.id), u32::try_from(MONTH_OVER_AFTER).unwrap_or(u32::MAX)).await?;
        Ok(calls.len() == MONTH_OVER_AFTER && calls.iter().all(was_refused) && in_different_minutes(&calls))
    }

    async fn month_is_over(&self, source: &SourceRecord) -> Result<bool> {
        // A service without a monthly quota only ever means the minute.
        Ok(source.service != Service::Marketplace
            && self.is_refused_for_long(source).await?
            && match source.plan {
                None => true,
                Some(plan) => self.calls_this_month(source).await? >= plan.calls_per_month() / 10 * 9,
            })
    }

    /// Calls that count for this month: the ledger's, and those its user said were spent elsewhere.
    pub(crate) async fn calls_this_month(&self, source: &SourceRecord) -> Result<u32> {
        let now = self.now();
        let ours = self.store().calls_since(source.id, watch::month_start(now)).await?;
        let elsewhere = source.calls_used_month.as_deref() == Some(watch::month_name(now).as_str());
        Ok(ours.saturating_add(if elsewhere { source.calls_used } else { 0 }))
    }

    /// Calls left this month; `None` where nothing is counted.
    pub(crate) async fn calls_left(&self, source: &SourceRecord) -> Result<Option<u32>> {
        let Some(limit) = month_limit(source) else { return Ok(None) };
        Ok(Some(limit.saturating_sub(self.calls_this_month(source).await?)))
    }

    /// The interval the user chose, in minutes.
    pub(crate) async fn wanted_interval(&self) -> Result<Option<u32>> {
        Ok(self.store().setting(INTERVAL).await?.and_then(|text| text.parse().ok()))
    }

    /// Sets the interval in minutes. Sources whose plan cannot carry it are asked as often as their plan allows.
    pub async fn set_interval_minutes(&self, minutes: u32) -> Result<()> {
        self.store().set_setting(INTERVAL, Some(&minutes.to_string())).await?;
        self.wake();
        self.ports().events.changed(crate::Changed::STATUS);
        Ok(())
    }
}

/// Calls a month that a source may make; `None` where nothing is counted.
pub(crate) fn month_limit(source: &SourceRecord) -> Option<u32> {
    if is_free(source) { None } else { source.plan.map(Plan::calls_per_month) }
}

/// Why a source waits. It is shown again until the wait is over, so what the service said ("try again in 18 seconds") is
/// told with its time. A service that names no time may mean the minute or the month.
fn asked_to_wait(asked: Asked, said: &str, now: Timestamp) -> String {
    let at = when::moment(now);
    let sentence = if said.is_empty() { ".".to_owned() } else { format!(": \"{said}\"") };
    let month = match asked {
        Asked::RetryAfter(_) => String::new(),
        Asked::Until(_) | Asked::NextMinute => {
            let anew = when::day(watch::next_month(now));
            format!(" If this month's calls are used up, the count starts again on {anew}.")
        }
    };
    format!("The service asked to wait (429) on {at}{sentence}{month}")
}

fn month_over(plan: Option<Plan>, until: Timestamp) -> String {
    let calls = plan.map(|plan| format!(" of {}", plan.calls_per_month())).unwrap_or_default();
    format!("This month's calls{calls} are used up. The count starts again on {}.", when::day(until))
}

fn was_refused(call: &Call) -> bool {
    call.outcome.status == Some(429)
}

fn in_different_minutes(calls: &[Call]) -> bool {
    let minutes: Vec<i64> = calls.iter().map(|call| call.at.as_second().div_euclid(60)).collect();
    minutes.windows(2).all(|pair| pair[0] != pair[1])
}
