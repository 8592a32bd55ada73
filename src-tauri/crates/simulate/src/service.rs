//! The service, played inside the program: it shows pages of the market, keeps no limit but counts, and can be away.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use lapwing_domain::pushdown::ServerFilter;
use lapwing_engine::Connector;
use lapwing_reference::watching::Span;
use lapwing_sources::{
    Answer, BaseUrl, Dialect, FetchError, JobSource, Outbound, Page, PageRequest, Quota, SourcePolicy, TestReport,
    Unaccepted,
};
use lapwing_vault::Secret;

use crate::clock::JumpingClock;
use crate::market::Market;

/// A page that was answered.
#[derive(Debug, Clone)]
pub struct Call {
    /// When.
    pub at: i64,
    /// What was asked for.
    pub filter: ServerFilter,
    /// Publish times of the oldest and the newest posting in it.
    pub spans: Option<(i64, i64)>,
    /// Whether it is the newest page.
    pub newest: bool,
}

/// A service that shows a market.
pub struct Service {
    market: Arc<Market>,
    clock: Arc<JumpingClock>,
    speaks: Dialect,
    away: Option<Span>,
    passing: Mutex<HashMap<ServerFilter, Arc<[usize]>>>,
    calls: Mutex<Vec<Call>>,
}

impl Service {
    /// One that shows this market in this dialect, and cannot be reached for a while.
    pub fn new(market: Arc<Market>, clock: Arc<JumpingClock>, speaks: Dialect, away: Option<Span>) -> Self {
        Self { market, clock, speaks, away, passing: Mutex::default(), calls: Mutex::default() }
    }

    /// Every call that was counted, in order.
    pub fn calls(&self) -> Vec<Call> {
        held(&self.calls).clone()
    }

    /// The postings that pass a filter, oldest first.
    pub fn passing(&self, filter: ServerFilter) -> Arc<[usize]> {
        let passes =
            |number: &usize| filter.is_everything() || filter.holds(&self.market.postings[*number].facts(*number));
        let find = || (0..self.market.postings.len()).filter(passes).collect();
        Arc::clone(held(&self.passing).entry(filter).or_insert_with(find))
    }

    /// The numbers of the postings in a page.
    fn page(&self, request: &PageRequest, now: i64) -> Vec<usize> {
        let postings = &self.market.postings;
        let shown = |number: &usize| postings[*number].appears <= now;
        let newest_first = |numbers: &[usize]| {
            let end = numbers.partition_point(|number| postings[*number].published <= now);
            numbers[..end].iter().rev().copied().filter(shown).collect::<Vec<_>>()
        };
        let (skipped, wanted) = (request.offset() as usize, request.limit() as usize);
        let after = request.posted_after().map_or(i64::MIN, Timestamp::as_second);
        let since = |number: &usize| postings[*number].published >= after;
        let before = request.posted_before().map_or(i64::MAX, Timestamp::as_second);
        let passing = self.passing(request.filter());
        let Some(looked_through) = request.looks_through() else {
            let end = passing.partition_point(|number| postings[*number].published <= now);
            let newest = passing[..end].iter().rev().copied().filter(shown);
            let newest = newest.skip_while(|number| postings[*number].published > before);
            return newest.take_while(since).skip(skipped).take(wanted).collect();
        };
        let all = newest_first(&self.passing(ServerFilter::everything()));
        let looked_at = all.into_iter().take(looked_through as usize);
        looked_at.filter(|number| passing.binary_search(number).is_ok()).skip(skipped).take(wanted).collect()
    }
}

#[async_trait]
impl JobSource for Service {
    fn policy(&self) -> SourcePolicy {
        SourcePolicy::jobs_api("the simulation".to_owned())
    }

    async fn fetch(&self, request: &PageRequest) -> Result<Page, FetchError> {
        let now = self.clock.second();
        if self.away.is_some_and(|away| (away.from..=away.to).contains(&now)) {
            return Err(FetchError::Offline("the simulation is offline".into()));
        }
        let answered = if request.dialect() == self.speaks { self.page(request, now) } else { Vec::new() };
        let published = || answered.iter().map(|number| self.market.postings[*number].published);
        let spans = published().min().zip(published().max());
        held(&self.calls).push(Call {
            at: now,
            filter: request.filter(),
            spans,
            newest: request.offset() == 0 && request.posted_before().is_none(),
        });
        if request.dialect() != self.speaks {
            let what = Box::new(Unaccepted { request: request.path(), parameter: Some("sort".to_owned()) });
            let answer = Answer { status: 400, bytes: 0, quota: Quota::default() };
            return Err(FetchError::BadRequest { what, message: String::new(), answer });
        }
        let jobs = answered.iter().map(|number| self.market.postings[*number].job(*number, now)).collect();
        Ok(Page { jobs, set_aside: Vec::new(), quota: Quota::default(), bytes: 0, status: 200 })
    }

    async fn test(&self, _now: Timestamp) -> TestReport {
        TestReport::default()
    }
}

/// Leads every source to the one service.
pub struct ToService(pub Arc<Service>);

impl Connector for ToService {
    fn connect(
        &self,
        _base: BaseUrl,
        _key: Secret<String>,
        _speaks: Option<Dialect>,
        _outbound: Arc<dyn Outbound>,
    ) -> Arc<dyn JobSource> {
        Arc::clone(&self.0) as _
    }
}

/// Nothing that is done under these locks can leave their contents half changed.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
