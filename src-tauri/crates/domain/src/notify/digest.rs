//! When a search's collected matches are told.

use jiff::civil::Time;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

/// When collected matches are told.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Digest {
    /// So many minutes after the first of them was found.
    Every {
        /// Minutes, at least one.
        minutes: u32,
    },
    /// At these times of the user's day, in order, without repetition, at least one.
    At {
        /// The times, to the minute.
        times: Vec<Time>,
    },
}

impl Default for Digest {
    fn default() -> Self {
        Self::Every { minutes: 60 }
    }
}

/// The longest a digest collects: a week.
const LONGEST: u32 = 7 * 24 * 60;

/// Most times of day: more is no digest.
const MOST_TIMES: usize = 24;

impl Digest {
    /// Every so many minutes, from one to a week's.
    pub fn every(minutes: u32) -> Option<Self> {
        (1..=LONGEST).contains(&minutes).then_some(Self::Every { minutes })
    }

    /// At these times of day, from one to 24 of them, in any order.
    pub fn at(times: impl IntoIterator<Item = Time>) -> Option<Self> {
        let to_the_minute = |time: Time| Time::new(time.hour(), time.minute(), 0, 0).ok();
        let mut times: Vec<Time> = times.into_iter().filter_map(to_the_minute).collect();
        times.sort_unstable();
        times.dedup();
        (1..=MOST_TIMES).contains(&times.len()).then_some(Self::At { times })
    }

    /// Reads what [`Digest::text`] writes.
    ///
    /// ```
    /// use lapwing_domain::notify::Digest;
    ///
    /// assert_eq!(Digest::from_text("every 90"), Digest::every(90));
    /// assert_eq!(Digest::from_text("at 18:00,9:00").map(|digest| digest.text()).as_deref(), Some("at 09:00,18:00"));
    /// assert_eq!(Digest::from_text("at noon"), None);
    /// ```
    pub fn from_text(text: &str) -> Option<Self> {
        match text.trim().split_once(' ')? {
            ("every", minutes) => Self::every(minutes.trim().parse().ok()?),
            ("at", times) => {
                let times: Option<Vec<Time>> =
                    times.split(',').map(|time| Time::strptime("%H:%M", time.trim()).ok()).collect();
                Self::at(times?)
            }
            _ => None,
        }
    }

    /// As one line: `every 60`, `at 09:00,17:30`.
    pub fn text(&self) -> String {
        match self {
            Self::Every { minutes } => format!("every {minutes}"),
            Self::At { times } => {
                let times: Vec<String> = times.iter().map(|time| time.strftime("%H:%M").to_string()).collect();
                format!("at {}", times.join(","))
            }
        }
    }

    /// When matches are told of which the first was found at `since`, for a user at this offset.
    pub fn due(&self, since: Timestamp, offset: Offset) -> Timestamp {
        match self {
            Self::Every { minutes } => later(since, SignedDuration::from_mins(i64::from(*minutes))),
            Self::At { times } => next_of(times, since, offset).unwrap_or_else(|| later(since, Self::A_DAY)),
        }
    }

    const A_DAY: SignedDuration = SignedDuration::from_hours(24);
}

/// The first of these times of day after an instant.
fn next_of(times: &[Time], after: Timestamp, offset: Offset) -> Option<Timestamp> {
    let local = offset.to_datetime(after);
    let days = [Some(local.date()), local.date().checked_add(1.day()).ok()];
    let moments = days.into_iter().flatten().flat_map(|day| times.iter().map(move |time| day.to_datetime(*time)));
    moments.filter_map(|moment| offset.to_timestamp(moment).ok()).find(|at| *at > after)
}

fn later(at: Timestamp, wait: SignedDuration) -> Timestamp {
    at.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn minutes_count_from_the_first_match() {
        let found = at("2026-11-16T10:07:30Z");
        assert_eq!(Digest::default().due(found, Offset::UTC), at("2026-11-16T11:07:30Z"));
        assert_eq!(Digest::Every { minutes: 1 }.due(Timestamp::MAX, Offset::UTC), Timestamp::MAX);
    }

    #[test]
    fn times_of_day_are_those_of_the_users_own_clock() {
        let digest = Digest::from_text("at 09:00,17:30").unwrap();
        let india = Offset::from_seconds(5 * 3_600 + 1_800).unwrap();
        for (found, offset, due) in [
            ("2026-11-16T08:59:59Z", Offset::UTC, "2026-11-16T09:00:00Z"),
            ("2026-11-16T09:00:00Z", Offset::UTC, "2026-11-16T17:30:00Z"),
            ("2026-11-16T17:30:01Z", Offset::UTC, "2026-11-17T09:00:00Z"),
            ("2026-12-31T23:00:00Z", Offset::UTC, "2027-01-01T09:00:00Z"),
            ("2026-11-16T10:00:00Z", india, "2026-11-16T12:00:00Z"),
            ("2026-11-16T12:00:00Z", india, "2026-11-17T03:30:00Z"),
        ] {
            assert_eq!(digest.due(at(found), offset), at(due), "{found} at {offset}");
        }
    }

    #[test]
    fn what_is_no_schedule_is_refused() {
        for text in
            ["", "every", "every 0", "every 10081", "every -5", "every hour", "at", "at 25:00", "at 9:00,", "60"]
        {
            assert_eq!(Digest::from_text(text), None, "{text:?}");
        }
        assert_eq!(Digest::at([]), None);
    }

    #[test]
    fn a_schedule_reads_back_from_its_text() {
        for text in ["every 1", "every 10080", "at 00:00", "at 09:00,17:30"] {
            assert_eq!(Digest::from_text(text).map(|digest| digest.text()).as_deref(), Some(text));
        }
        assert_eq!(Digest::from_text("at 17:30,09:00, 9:00"), Digest::from_text("at 09:00,17:30"));
    }
}
