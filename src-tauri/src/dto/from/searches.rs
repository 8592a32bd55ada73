use jiff::civil::Time;
use lapwing_domain::SourceId;
use lapwing_domain::link::{FromLink, Left};
use lapwing_domain::notify::Digest;
use lapwing_domain::presets::{PRESETS, Preset};
use lapwing_domain::query::Problem;
use lapwing_domain::search::{Notify, Scope};
use lapwing_engine::{CountedSearch, Preview};

use crate::dto::{WireError, count, searches as wire};

impl From<Notify> for wire::Notify {
    fn from(notify: Notify) -> Self {
        match notify {
            Notify::Instant => Self::Instant,
            Notify::Digest => Self::Digest,
            Notify::Silent => Self::Silent,
        }
    }
}

impl From<wire::Notify> for Notify {
    fn from(notify: wire::Notify) -> Self {
        match notify {
            wire::Notify::Instant => Self::Instant,
            wire::Notify::Digest => Self::Digest,
            wire::Notify::Silent => Self::Silent,
        }
    }
}

impl From<Digest> for wire::Digest {
    fn from(digest: Digest) -> Self {
        match digest {
            Digest::Every { minutes } => Self::Every { minutes },
            Digest::At { times } => {
                Self::At { times: times.iter().map(|time| time.strftime("%H:%M").to_string()).collect() }
            }
        }
    }
}

impl wire::Digest {
    /// The schedule, if there can be such a one.
    ///
    /// # Errors
    /// No minutes or more than a week's, no times of day or more than 24.
    pub fn read(&self) -> Result<Digest, WireError> {
        let message = "A summary is told every 1 to 10080 minutes, or at 1 to 24 times of day such as 09:00.";
        let digest = match self {
            Self::Every { minutes } => Digest::every(*minutes),
            Self::At { times } => {
                let times: Result<Vec<Time>, _> = times.iter().map(|time| Time::strptime("%H:%M", time)).collect();
                times.ok().and_then(Digest::at)
            }
        };
        digest.ok_or_else(|| WireError::Invalid { message: message.to_owned() })
    }
}

impl wire::Search {
    /// A search with its counts, where these sources are the marketplace's.
    pub fn of(counted: CountedSearch, official: &[SourceId]) -> Self {
        let search = counted.search;
        let named = match &search.scope {
            Scope::All => &[][..],
            Scope::Only(sources) => sources,
        };
        Self {
            sources: named.iter().map(ToString::to_string).collect(),
            marketplace: named.iter().any(|source| official.contains(source)),
            background: search.background,
            id: search.id.to_string(),
            name: search.name,
            query: search.query,
            notify: search.notify.into(),
            digest: search.digest.into(),
            breaks_quiet: search.breaks_quiet,
            paused: search.paused,
            unread: counted.unread,
            matches: counted.matches,
        }
    }
}

impl From<Problem> for wire::QueryProblem {
    fn from(problem: Problem) -> Self {
        Self {
            code: problem.code.word().to_owned(),
            start: count(problem.start),
            end: count(problem.end),
            message: problem.message,
            hint: problem.hint,
        }
    }
}

impl From<lapwing_engine::query::QueryCheck> for wire::QueryCheck {
    fn from(check: lapwing_engine::query::QueryCheck) -> Self {
        let problems = |all: Vec<Problem>| all.into_iter().map(Into::into).collect::<Vec<_>>();
        Self {
            ok: check.errors.is_empty(),
            normal: check.normal,
            warnings: problems(check.warnings),
            errors: problems(check.errors),
        }
    }
}

/// The presets of every trade, in order.
pub fn presets() -> Vec<wire::Preset> {
    PRESETS.into_iter().map(Into::into).collect()
}

impl From<Preset> for wire::Preset {
    fn from(preset: Preset) -> Self {
        Self { trade: preset.trade, query: preset.query, narrower: preset.narrower }
    }
}

impl From<FromLink> for wire::LinkQuery {
    fn from(read: FromLink) -> Self {
        Self { query: read.query, left: read.left.into_iter().map(Into::into).collect() }
    }
}

impl From<Left> for wire::LinkPart {
    fn from(left: Left) -> Self {
        Self { parameter: left.parameter, value: left.value, why: left.why }
    }
}

impl wire::Preview {
    /// What the engine found for a query that can be used.
    pub fn found(check: wire::QueryCheck, preview: Preview) -> Self {
        Self {
            check,
            stored: preview.stored,
            matched: preview.matched,
            per_day: preview.per_day,
            rows: preview.newest.into_iter().map(Into::into).collect(),
        }
    }

    /// For a query that cannot be used; it would have been tried on `stored` jobs.
    pub fn refused(check: wire::QueryCheck, stored: u32) -> Self {
        Self { check, stored, matched: 0, per_day: None, rows: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use lapwing_domain::link::read_link;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_link_crosses_with_all_that_could_not_be_carried_over() {
        let link = "https://www.upwork.com/nx/search/jobs/?q=rust&t=0&category2_uid=531770282580668418";
        let read = wire::LinkQuery::from(read_link(link).unwrap());
        assert_eq!(read.query, "rust type:hourly");
        let [left] = read.left.as_slice() else { panic!("{:?}", read.left) };
        assert_eq!((left.parameter.as_str(), left.value.as_str()), ("category2_uid", "531770282580668418"));
        assert!(left.why.ends_with('.'), "{}", left.why);
    }

    #[test]
    fn a_schedule_crosses_there_and_back() {
        for text in ["every 90", "at 09:00,17:30"] {
            let digest = Digest::from_text(text).unwrap();
            assert_eq!(wire::Digest::from(digest.clone()).read(), Ok(digest));
        }
    }

    #[test]
    fn a_schedule_that_cannot_be_is_refused() {
        let at = |times: &[&str]| wire::Digest::At { times: times.iter().map(|time| (*time).to_owned()).collect() };
        let every = |minutes| wire::Digest::Every { minutes };
        for refused in [every(0), every(10_081), at(&[]), at(&["25:00"]), at(&["noon"])] {
            assert!(matches!(refused.read(), Err(WireError::Invalid { .. })), "{refused:?}");
        }
    }

    #[test]
    fn another_address_is_refused_with_the_sentence_of_whoever_reads_links() {
        let problem = read_link("https://example.com/").unwrap_err();
        let sentence = problem.to_string();
        assert_eq!(WireError::from(problem), WireError::Invalid { message: sentence });
    }

    #[test]
    fn presets_cross_in_order_with_the_trade_as_a_word() {
        let crossed = serde_json::to_value(presets()).unwrap();
        assert_eq!(crossed.as_array().map(Vec::len), Some(PRESETS.len()));
        let Preset { trade, query, narrower } = PRESETS[0];
        assert_eq!(crossed[0], json!({ "trade": trade, "query": query, "narrower": narrower }));
    }
}
