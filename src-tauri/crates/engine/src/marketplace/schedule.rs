//! Which searches of a marketplace source are asked, and when.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::plan::{Outlook, OwnStream, Reason, Watched};
use lapwing_domain::{SavedSearch, SourceId};
use lapwing_sources::marketplace::SearchRequest;
use lapwing_store::{Service, SourceRecord, Writer};

use super::rounds::request_of;
use crate::ports::Result;
use crate::{Engine, PlannedSource, PlannedStream, StreamKind};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// One search of a source, and when the schedule asks for it.
#[derive(Debug, Clone)]
pub(crate) struct OwnScheduled {
    pub(crate) search: SavedSearch,
    pub(crate) stream: OwnStream,
    /// Whether it is asked in the background at all.
    pub(crate) background: bool,
    /// `None` is now.
    pub(crate) at: Option<Timestamp>,
}

impl Engine {
    /// The searches that name a source and are not paused, in the user's order, with their schedules.
    pub(crate) async fn own_schedule(&self, source: &SourceRecord) -> Result<Vec<OwnScheduled>> {
        let (now, opened) = (self.now(), self.window_opened().await?);
        let wanted = self.wanted_interval().await?.map(|minutes| SignedDuration::from_mins(i64::from(minutes)));
        let records = self.streams_of(source).await?;
        let scheduled = self.store().searches().await?.into_iter().filter_map(|search| {
            let stream = OwnStream::of(&search, source.id, wanted)?;
            let record = records.iter().find(|record| record.name == stream.name());
            Some(OwnScheduled {
                // One that cannot be asked for would stay due. Why it is not asked, a check by hand tells.
                background: stream.is_in_background(opened, now) && request_of(&search).is_ok(),
                at: record.and_then(|record| {
                    // A wait after a failure may be longer than the interval.
                    let due = stream.due(record.last_poll, record.next_due, now);
                    due.map(|due| record.next_due.filter(|_| record.failures > 0).map_or(due, |next| due.max(next)))
                }),
                stream,
                search,
            })
        });
        Ok(scheduled.collect())
    }

    /// The searches of a source that are due in the background. Only a desktop program asks there: whoever signed in to the
    /// desktop sees that it runs.
    pub(crate) async fn own_due(&self, source: &SourceRecord) -> Result<Vec<OwnScheduled>> {
        if self.writer() != Writer::Window || !self.quiet_hours_allow().await? {
            return Ok(Vec::new());
        }
        let now = self.now();
        let mut due = self.own_schedule(source).await?;
        due.retain(|one| one.background && one.at.is_none_or(|at| at <= now));
        Ok(due)
    }

    /// When the schedule asks a source next; `None` where nothing is asked in the background.
    pub(crate) async fn own_next(&self, source: &SourceRecord) -> Result<Option<Timestamp>> {
        let now = self.now();
        let background = self.own_schedule(source).await?.into_iter().filter(|one| one.background);
        Ok(background.map(|one| one.at.unwrap_or(now)).min())
    }

    /// What a source is asked, as a plan shows it.
    pub(crate) async fn own_plan(&self, source: SourceRecord) -> Result<PlannedSource> {
        let scheduled = self.own_schedule(&source).await?;
        let background = scheduled.iter().filter(|one| one.background).count();
        let reason = Reason::Own { searches: scheduled.len(), background };
        Ok(PlannedSource {
            reasons: if scheduled.is_empty() { Vec::new() } else { vec![reason] },
            streams: scheduled.into_iter().map(planned).collect(),
            id: source.id,
            name: source.name,
            free: false,
            calls_left: None,
            reserve: 0,
            one_more_costs: 0.0,
        })
    }

    async fn quiet_hours_allow(&self) -> Result<bool> {
        let watched = Watched { quiet: self.quiet_hours().await?, offset: self.ports().clock.offset() };
        Ok(watched.at(self.now()))
    }

    /// The ids of the sources of the marketplace API.
    pub async fn marketplace_ids(&self) -> Result<Vec<SourceId>> {
        Ok(self.marketplace_sources().await?.into_iter().map(|source| source.id).collect())
    }

    /// The sources of the marketplace API.
    pub(crate) async fn marketplace_sources(&self) -> Result<Vec<SourceRecord>> {
        let mut sources = self.store().sources().await?;
        sources.retain(|source| source.service == Service::Marketplace);
        Ok(sources)
    }
}

/// A stream as a plan shows it.
fn planned(one: OwnScheduled) -> PlannedStream {
    let OwnScheduled { search, stream, background, .. } = one;
    let (request, asked_for) = match request_of(&search) {
        Ok(request) => {
            let request = request.first(if background { SearchRequest::IN_BACKGROUND } else { SearchRequest::MOST });
            let named = request.conditions().into_iter().map(|(name, value)| format!("{name}={value}"));
            (format!("/graphql {}", request.filter()), named.collect::<Vec<_>>().join(" "))
        }
        Err(refused) => (refused.to_string(), String::new()),
    };
    let interval = background.then(|| stream.interval());
    let outlook = Outlook {
        search: search.id,
        longest: stream.next_due(Timestamp::UNIX_EPOCH, 1.0).duration_since(Timestamp::UNIX_EPOCH),
        usual: stream.interval() / 2,
        share: 1.0,
    };
    PlannedStream {
        name: stream.name(),
        request,
        kind: StreamKind::Own { asked_for, background },
        interval,
        // Put off by a tenth on average.
        calls_a_day: interval.map_or(0.0, |interval| DAY.as_secs_f64() / (interval.as_secs_f64() * 1.1)),
        covers: vec![(search.name, outlook)],
    }
}
