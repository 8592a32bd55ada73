//! Streams of a service whose terms allow one search as its user wrote it, and nothing wider.
//!
//! An [`OwnStream`] is made of one search and holds one: there is no way to make it of two, or of none, so that no planner
//! can ever ask such a service for a union. It says nothing of calls: such services have plenty, and the terms, not the
//! quota, decide how rarely they are asked.

use jiff::{SignedDuration, Timestamp};

use crate::ids::{SearchId, SourceId};
use crate::search::{SavedSearch, Scope};

/// The least time between two rounds in the background.
pub const LEAST_INTERVAL: SignedDuration = SignedDuration::from_mins(15);

/// How long it goes on in the background without its user having opened the window.
pub const UNSEEN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How much longer than the interval a round may be put off, so that rounds do not come by the clock.
const JITTER: f64 = 0.2;

/// What names such a stream in the database, before the search's id.
const PREFIX: &str = "search-";

/// One search, asked for on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnStream {
    search: SearchId,
    interval: SignedDuration,
    background: bool,
}

impl OwnStream {
    /// The stream of a search at this source; `None` where the search is paused or does not name the source. To read every
    /// source is not to name it. `wanted` is the interval its user asked for, which counts where it is longer than the
    /// least.
    pub fn of(search: &SavedSearch, source: SourceId, wanted: Option<SignedDuration>) -> Option<Self> {
        let named = matches!(&search.scope, Scope::Only(sources) if sources.contains(&source));
        (named && !search.paused).then(|| Self {
            search: search.id,
            interval: wanted.unwrap_or_default().max(LEAST_INTERVAL),
            background: search.background,
        })
    }

    /// The search.
    pub fn search(&self) -> SearchId {
        self.search
    }

    /// The least time between two of its rounds in the background.
    pub fn interval(&self) -> SignedDuration {
        self.interval
    }

    /// The name under which it is stored.
    pub fn name(&self) -> String {
        format!("{PREFIX}{}", self.search)
    }

    /// The search of a stored stream's name; `None` for streams of other kinds.
    pub fn search_of(name: &str) -> Option<SearchId> {
        name.strip_prefix(PREFIX)?.parse().ok().map(SearchId)
    }

    /// When the round after one at `now` is due, put off by up to a fifth of the interval. `random` lies in 0..1.
    pub fn next_due(&self, now: Timestamp, random: f64) -> Timestamp {
        let put_off = self.interval.mul_f64(JITTER * random.clamp(0.0, 1.0));
        now.checked_add(self.interval).and_then(|due| due.checked_add(put_off)).unwrap_or(Timestamp::MAX)
    }

    /// When it may be asked in the background after a round at `last` that noted this `due` time; `None` is now. A note
    /// that is nearer than the least interval is not taken, nor one that a clock put back has left far ahead.
    pub fn due(&self, last: Option<Timestamp>, noted: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        let last = last.filter(|last| *last <= now)?;
        let (earliest, latest) = (self.next_due(last, 0.0), self.next_due(last, 1.0));
        Some(noted.unwrap_or(earliest).clamp(earliest, latest))
    }

    /// Whether it is asked in the background at all: its user turned that on, and has opened the window lately.
    pub fn is_in_background(&self, window_opened: Option<Timestamp>, now: Timestamp) -> bool {
        self.background && window_opened.is_some_and(|opened| now.duration_since(opened) < UNSEEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::Digest;
    use crate::search::{Notify, Priority};

    fn search(scope: Scope) -> SavedSearch {
        SavedSearch {
            id: SearchId(7),
            name: "Rust".into(),
            query: "rust".into(),
            scope,
            notify: Notify::Instant,
            digest: Digest::default(),
            breaks_quiet: false,
            priority: Priority::Normal,
            paused: false,
            background: true,
        }
    }

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    fn stream(wanted: Option<SignedDuration>) -> OwnStream {
        OwnStream::of(&search(Scope::Only(vec![SourceId(1)])), SourceId(1), wanted).unwrap()
    }

    #[test]
    fn only_a_search_that_names_the_source_and_is_not_paused_has_a_stream() {
        assert_eq!(OwnStream::of(&search(Scope::All), SourceId(1), None), None);
        assert_eq!(OwnStream::of(&search(Scope::Only(vec![SourceId(2)])), SourceId(1), None), None);
        let paused = SavedSearch { paused: true, ..search(Scope::Only(vec![SourceId(1)])) };
        assert_eq!(OwnStream::of(&paused, SourceId(1), None), None);
        assert_eq!(stream(None).search(), SearchId(7));
    }

    #[test]
    fn a_name_leads_back_to_its_search() {
        assert_eq!(OwnStream::search_of(&stream(None).name()), Some(SearchId(7)));
        assert_eq!(OwnStream::search_of("newest"), None);
    }

    #[test]
    fn rounds_are_at_least_a_quarter_of_an_hour_apart_whatever_is_wanted() {
        for (wanted, least) in [(None, 15), (Some(1), 15), (Some(15), 15), (Some(60), 60)] {
            let stream = stream(wanted.map(SignedDuration::from_mins));
            assert_eq!(stream.next_due(at(0), 0.0), at(least), "{wanted:?}");
            assert!(stream.next_due(at(0), 0.999) <= at(0) + SignedDuration::from_secs(least * 72), "{wanted:?}");
            assert_eq!(stream.due(Some(at(0)), Some(at(1)), at(2)), Some(at(least)), "a note too near: {wanted:?}");
        }
        let stream = stream(None);
        assert!(stream.next_due(at(0), 0.5) > stream.next_due(at(0), 0.1), "chance puts it off");
        assert_eq!(stream.due(Some(at(0)), Some(at(17)), at(2)), Some(at(17)), "what was noted holds");
    }

    #[test]
    fn a_stream_never_asked_is_due_now_and_a_clock_put_back_holds_nothing_up() {
        assert_eq!(stream(None).due(None, None, at(0)), None);
        assert_eq!(stream(None).due(Some(at(500)), Some(at(515)), at(0)), None);
        assert_eq!(stream(None).due(Some(at(0)), Some(at(500)), at(1)), Some(at(18)), "no note counts for longer");
    }

    #[test]
    fn the_background_is_left_after_fourteen_days_without_the_window() {
        let day = |days: i64| at(days * 24 * 60);
        assert!(stream(None).is_in_background(Some(day(0)), day(13)));
        assert!(!stream(None).is_in_background(Some(day(0)), day(14)));
        assert!(!stream(None).is_in_background(None, day(0)), "a window never opened");
        let off = SavedSearch { background: false, ..search(Scope::Only(vec![SourceId(1)])) };
        assert!(!OwnStream::of(&off, SourceId(1), None).unwrap().is_in_background(Some(day(0)), day(1)));
    }
}
