//! The one decision: what of everything that waits is shown now, and when to look again.

use std::collections::HashMap;

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::sorting::{About, Entry, in_one, sorted};
use super::{Detail, PopUp, Rules, Untold, Waiting};
use crate::ids::SearchId;

/// Older than this, a match is no longer news for a pop-up of its own.
pub const STALE: SignedDuration = SignedDuration::from_mins(15);

/// What is shown within this of each other comes "at once".
pub const BURST: SignedDuration = SignedDuration::from_secs(10);

/// The time that a budget is for.
pub const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Most pop-ups at once.
const MOST_AT_ONCE: usize = 3;

/// When it is, and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// The user's offset from UTC.
    pub offset: Offset,
    /// Whether the user's session is locked.
    pub locked: bool,
}

/// What is to be done about everything that waits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// The pop-ups to show now, in this order.
    pub pop_ups: Vec<PopUp>,
    /// Intents that never become one, and why. They no longer wait.
    pub untold: Vec<(i64, Untold)>,
    /// How much the pop-ups show.
    pub detail: Detail,
    /// When something that waits can be told; `None` when nothing waits. What comes in meanwhile may be told sooner.
    pub next: Option<Timestamp>,
}

/// Decides what of everything that waits is shown now. `waiting` is in the order it was written; `shown` is when pop-ups
/// were shown in the last hour, in any order.
///
/// - While snoozed nothing is shown, and in quiet hours only matches of searches that may break them.
/// - A job is told once, whatever number of searches it fits. One whose searches all collect waits for their digest.
/// - What is older than [`STALE`] or was written by a program without pop-ups enters one summary, and so does everything
///   new when more than three pop-ups would be shown within [`BURST`].
/// - Of a budget's pop-ups an hour, the last takes everything that does not fit in one summary. What comes after waits
///   until an hour has passed since the first of them.
pub fn decide(waiting: &[Waiting], rules: &Rules, shown: &[Timestamp], moment: &Moment) -> Decision {
    let mut decision = Decision { detail: rules.detail.where_locked(moment.locked), ..Decision::default() };
    let entries = sorted(waiting, rules, &mut decision);
    if entries.is_empty() {
        return decision;
    }
    if let Some(until) = rules.snoozed_until.filter(|until| *until > moment.now) {
        decision.next = Some(until);
        return decision;
    }
    let mut next = Next(None);
    let audible = audible(&entries, rules, moment, &mut next);
    let due = due(audible, rules, moment, &mut next);
    let room = Room::of(rules, shown, moment.now);
    decision.pop_ups = fitting(&due, moment.now, &room, &mut next);
    decision.next = next.0;
    decision
}

/// The earliest of several instants.
struct Next(Option<Timestamp>);

impl Next {
    fn at(&mut self, at: Timestamp) {
        self.0 = Some(self.0.map_or(at, |known| known.min(at)));
    }
}

/// What may be heard now.
fn audible<'a>(entries: &'a [Entry], rules: &Rules, moment: &Moment, next: &mut Next) -> Vec<&'a Entry> {
    let Some(quiet) = rules.quiet.filter(|quiet| quiet.hold(moment.now, moment.offset)) else {
        return entries.iter().collect();
    };
    let (loud, held): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|entry| entry.breaks_quiet);
    if !held.is_empty() {
        next.at(quiet.end(moment.now, moment.offset));
    }
    loud
}

/// What is to be told now, digests that are due among it.
fn due<'a>(entries: Vec<&'a Entry>, rules: &Rules, moment: &Moment, next: &mut Next) -> Vec<&'a Entry> {
    // A digest is due by the first match it collected.
    let mut first: HashMap<SearchId, Timestamp> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.collected) {
        for search in entry.about.searches() {
            first.entry(*search).and_modify(|at| *at = entry.first.min(*at)).or_insert(entry.first);
        }
    }
    let due_at = |search: &SearchId| {
        let since = *first.get(search)?;
        Some(rules.searches.get(search)?.digest.due(since, moment.offset))
    };
    let is_due = |entry: &&Entry| {
        let at = entry.about.searches().iter().filter_map(due_at).min().filter(|_| entry.collected);
        match at {
            Some(at) if at > moment.now => {
                next.at(at);
                false
            }
            _ => true,
        }
    };
    entries.into_iter().filter(is_due).collect()
}

/// How many pop-ups may be shown now, and when there may be more.
struct Room {
    left: usize,
    /// When there is room again, if there is none now.
    more_at: Option<Timestamp>,
}

impl Room {
    fn of(rules: &Rules, shown: &[Timestamp], now: Timestamp) -> Self {
        let burst = Self::within(BURST, MOST_AT_ONCE, shown, now);
        let Some(budget) = rules.budget else { return burst };
        let hour = Self::within(HOUR, usize::try_from(budget.get()).unwrap_or(usize::MAX), shown, now);
        let more_at = [&burst, &hour].into_iter().filter(|room| room.left == 0).filter_map(|room| room.more_at).max();
        Self { left: burst.left.min(hour.left), more_at }
    }

    /// At most so many within a stretch of time. What was shown in the future was shown before the clock was put back;
    /// if that was more than the stretch, nobody knows when.
    fn within(stretch: SignedDuration, most: usize, shown: &[Timestamp], now: Timestamp) -> Self {
        let mut recent: Vec<Timestamp> =
            shown.iter().copied().filter(|at| now.duration_since(*at).abs() < stretch).collect();
        recent.sort_unstable();
        let left = most.saturating_sub(recent.len());
        let oldest_in_the_way = recent.len().checked_sub(most).and_then(|at| recent.get(at));
        let more_at = oldest_in_the_way.and_then(|at| at.checked_add(stretch).ok());
        Self { left, more_at }
    }
}

/// The pop-ups for what is to be told, as many as there is room for: each on its own if they fit, else what is new in one
/// summary, else everything in one.
fn fitting(due: &[&Entry], now: Timestamp, room: &Room, next: &mut Next) -> Vec<PopUp> {
    if due.is_empty() {
        return Vec::new();
    }
    if room.left == 0 {
        next.at(room.more_at.unwrap_or(now));
        return Vec::new();
    }
    let of = |class| -> Vec<&Entry> { due.iter().copied().filter(|entry| Class::of(entry, now) == class).collect() };
    let (baseline, mut late, digest, mut fresh) =
        (of(Class::Baseline), of(Class::Late), of(Class::Digest), of(Class::Fresh));
    let groups = |late: &[&Entry]| [&baseline, late, &digest].into_iter().filter_map(in_one).collect::<Vec<_>>();
    let mut shown = groups(&late);
    if shown.len() + fresh.len() <= room.left {
        shown.extend(fresh.iter().filter_map(|entry| in_one(&[entry])));
        return shown;
    }
    late.append(&mut fresh);
    shown = groups(&late);
    if shown.len() <= room.left { shown } else { in_one(due).into_iter().collect() }
}

/// Which pop-up something enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Baseline,
    Late,
    Digest,
    Fresh,
}

impl Class {
    fn of(entry: &Entry, now: Timestamp) -> Self {
        match entry.about {
            About::Baseline { .. } if !entry.from_elsewhere => Self::Baseline,
            About::Job { .. } if entry.collected => Self::Digest,
            _ if entry.from_elsewhere || now.duration_since(entry.last) > STALE => Self::Late,
            _ => Self::Fresh,
        }
    }
}
