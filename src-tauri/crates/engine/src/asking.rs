//! The pages of one poll, each asked for in the dialect the source's service speaks.
//!
//! The documented dialect is asked first, by an ordinary poll. What the service turns out to speak is remembered with the
//! source until its key changes. An answer that shows the other dialect is followed by one call more, once a poll, and
//! every call is in the ledger before it is sent.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::SourceId;
use lapwing_domain::pushdown::ServerFilter;
use lapwing_domain::watch;
use lapwing_sources::{Dialect, FetchError, JobSource, Page, PageRequest, settle};
use lapwing_store::{CallOutcome, Claim, Purpose, SourceRecord, StreamRecord};

use crate::Engine;
use crate::outbound::{errand_of, on_errand};
use crate::ports::Result;
use crate::streams::name_of;

/// The kind of failure in the ledger by which a poll knows that the one before was not understood.
const UNKNOWN_PARAMETER: &str = "UnknownParameter";

/// Lines of the ledger looked through for the last call of the stream: tests of the key may lie in between.
const LOOKED_BACK: u32 = 8;

/// One poll that asks a source for pages.
pub(crate) struct Asking<'a> {
    engine: &'a Engine,
    source: &'a SourceRecord,
    purpose: Purpose,
    client: &'a dyn JobSource,
    filter: ServerFilter,
    /// The stretch of publish times that is asked for; `None` for the newest.
    between: Option<(Timestamp, Timestamp)>,
    interval: SignedDuration,
    /// What is remembered of the service.
    remembered: Option<Dialect>,
    /// What the next page is asked in.
    speaks: Dialect,
    /// The poll before was refused in both.
    refused_before: bool,
    /// The one call more was made.
    tried_both: bool,
    calls: u32,
}

impl<'a> Asking<'a> {
    pub(crate) async fn begin(
        engine: &'a Engine,
        source: &'a SourceRecord,
        purpose: Purpose,
        client: &'a dyn JobSource,
        (filter, stream): (ServerFilter, Option<&StreamRecord>),
    ) -> Result<Self> {
        let interval = engine.interval_of(source, &filter).await?;
        let remembered = dialect_of(source);
        let speaks = remembered.unwrap_or_default();
        let failures = stream.map_or(0, |stream| stream.failures);
        let refused_before = failures > 0 && was_refused(engine, source).await?;
        // Neither dialect was understood. Until one is, a poll makes one call, in each by turns.
        let turned = refused_before && failures.is_multiple_of(2);
        Ok(Self {
            engine,
            source,
            purpose,
            client,
            filter,
            between: None,
            interval,
            remembered,
            speaks: if turned { speaks.other() } else { speaks },
            refused_before,
            tried_both: false,
            calls: 0,
        })
    }

    /// The same for a stretch of publish times, without moving the stream's schedule.
    pub(crate) fn between(self, from: Timestamp, to: Timestamp) -> Self {
        Self { between: Some((from, to)), ..self }
    }

    /// Among how many of the newest postings the last page was looked for; `None` where the service looks through all.
    pub(crate) fn looks_through(&self) -> Option<u32> {
        PageRequest::newest().in_dialect(self.speaks).looks_through().filter(|_| !self.filter.is_everything())
    }

    /// Calls made so far.
    pub(crate) fn calls(&self) -> u32 {
        self.calls
    }

    /// Asks for a page, counted from 0; `None` when the service does not look that far.
    pub(crate) async fn page(&mut self, page: u32) -> Result<Option<Result<Page, FetchError>>> {
        let mut request = PageRequest::newest().with_filter(self.filter).with_page(page).in_dialect(self.speaks);
        if let Some((from, to)) = self.between {
            request = request.with_posted_after(from).with_posted_before(to);
        }
        if !request.is_in_reach() {
            return Ok(None);
        }
        let first = self.call(&request).await?;
        if self.between.is_some() || !self.is_in_doubt(&request, &first).await? {
            if first.is_ok() && self.between.is_none() {
                self.remember(request.dialect()).await?;
            }
            return Ok(Some(first));
        }
        self.tried_both = true;
        let second = self.call(&request.in_dialect(request.dialect().other())).await?;
        let settled = settle(&request, self.remembered.is_some(), first, second);
        if let Some(dialect) = settled.dialect {
            self.remember(dialect).await?;
            if dialect == request.dialect() {
                self.engine.sure_of_dialect().insert(self.source.id);
            }
        }
        Ok(Some(settled.answer))
    }

    /// Whether another call is worth it to find out what the service speaks.
    async fn is_in_doubt(&self, request: &PageRequest, answer: &Result<Page, FetchError>) -> Result<bool> {
        let misunderstood = request.is_misunderstood(answer);
        let doubt = match answer {
            Err(_) => misunderstood && !self.refused_before,
            // A service of the documented dialect may answer an address, too, by not looking at it.
            Ok(_) if self.remembered != Some(request.dialect()) => request.dialect() == Dialect::SearchUrl,
            Ok(_) if misunderstood => !self.engine.sure_of_dialect().contains(&self.source.id),
            Ok(_) => {
                self.engine.sure_of_dialect().remove(&self.source.id);
                false
            }
        };
        Ok(doubt && !self.tried_both && self.engine.calls_left(self.source).await? != Some(0))
    }

    /// One call, written into the ledger before it is sent.
    async fn call(&mut self, request: &PageRequest) -> Result<Result<Page, FetchError>> {
        let now = self.engine.now();
        let claim = Claim {
            source: self.source.id,
            stream: Some(name_of(&self.filter)),
            purpose: self.purpose,
            request: format!("GET {}", request.path()),
            now,
            next_due: self.between.is_none().then(|| watch::next_due(now, self.interval)),
        };
        let call = self.engine.store().claim(claim).await?;
        self.calls += 1;
        let answer = on_errand(errand_of(self.purpose), self.client.fetch(request)).await;
        self.engine.store().finish_call(call, outcome_of(&answer), self.engine.now()).await?;
        if let Ok(page) = &answer {
            self.engine.note_quota(self.source, now, &page.quota).await?;
        }
        Ok(answer)
    }

    async fn remember(&mut self, dialect: Dialect) -> Result<()> {
        self.speaks = dialect;
        if self.remembered != Some(dialect) {
            tracing::info!(source = %self.source.id, dialect = dialect.word(), "the service's dialect was found");
            self.engine.store().set_dialect(self.source.id, Some(dialect.word().to_owned())).await?;
            self.remembered = Some(dialect);
        }
        Ok(())
    }
}

impl Engine {
    /// Forgets what a source's service was found to speak, and the doubts about it.
    pub(crate) async fn forget_dialect(&self, source: SourceId) -> Result<()> {
        self.sure_of_dialect().remove(&source);
        Ok(self.store().set_dialect(source, None).await?)
    }
}

/// Whether the last call of the source's stream was refused for a parameter.
async fn was_refused(engine: &Engine, source: &SourceRecord) -> Result<bool> {
    let calls = engine.store().calls(Some(source.id), LOOKED_BACK).await?;
    let last = calls.iter().find(|call| call.stream.is_some());
    Ok(last.is_some_and(|call| call.outcome.error.as_deref() == Some(UNKNOWN_PARAMETER)))
}

/// What is remembered of a source's service.
pub(crate) fn dialect_of(source: &SourceRecord) -> Option<Dialect> {
    source.dialect.as_deref().and_then(Dialect::from_word)
}

fn outcome_of(answer: &Result<Page, FetchError>) -> CallOutcome {
    match answer {
        Ok(page) => CallOutcome { status: Some(page.status), bytes: Some(page.bytes), error: None, free: false },
        Err(failure) => CallOutcome {
            status: failure.status(),
            bytes: Some(failure.bytes()),
            error: Some(if failure.names_parameter() {
                UNKNOWN_PARAMETER.to_owned()
            } else {
                format!("{:?}", failure.kind())
            }),
            free: !failure.counts(),
        },
    }
}
