//! Hours of the week, stretches of time cut at them, and the hours in which nothing is asked, or shown.

use jiff::civil::{Time, Weekday};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

/// Hours in a week.
pub const HOURS: usize = 168;

/// One number for each hour of the week.
pub type Week = [f64; HOURS];

/// How finely time is cut when quiet hours are counted: offsets from UTC are whole quarters of an hour.
const QUARTER: i64 = 15 * 60;

/// An hour of the week in UTC, counted from Monday midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HourOfWeek(u8);

impl HourOfWeek {
    /// The hour that holds `at`.
    pub fn of(at: Timestamp) -> Self {
        // The epoch was a Thursday.
        let hour = (at.as_second().div_euclid(3_600) + 72).rem_euclid(168);
        Self(u8::try_from(hour).unwrap_or_default())
    }

    /// Its number, from 0 to 167.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The hour of this number.
    pub fn from_index(index: usize) -> Option<Self> {
        u8::try_from(index).ok().filter(|_| index < HOURS).map(Self)
    }
}

/// A stretch of time within one quarter of an hour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece {
    pub(crate) hour: HourOfWeek,
    pub(crate) start: Timestamp,
    pub(crate) seconds: f64,
}

impl Piece {
    pub(crate) fn hours(self) -> f64 {
        self.seconds / 3_600.0
    }
}

/// The time between two instants, cut at every quarter of an hour.
pub(crate) fn pieces(from: Timestamp, to: Timestamp) -> impl Iterator<Item = Piece> {
    let mut start = from;
    std::iter::from_fn(move || {
        if start >= to {
            return None;
        }
        let boundary = (start.as_second().div_euclid(QUARTER) + 1) * QUARTER;
        let end = Timestamp::from_second(boundary).unwrap_or(Timestamp::MAX).min(to);
        let piece = Piece { hour: HourOfWeek::of(start), start, seconds: end.duration_since(start).as_secs_f64() };
        start = end;
        Some(piece)
    })
}

/// Hours of the day in which nothing is asked, or in which nothing is shown, by the user's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct QuietHours {
    days: [bool; 7],
    from: Time,
    to: Time,
}

const DAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

impl QuietHours {
    /// From one time of the day to another, past midnight where `to` is the earlier one, beginning on these weekdays.
    pub fn new(from: Time, to: Time, days: impl IntoIterator<Item = Weekday>) -> Self {
        let mut chosen = [false; 7];
        for day in days {
            chosen[day_index(day)] = true;
        }
        Self { days: chosen, from, to }
    }

    /// Reads what [`QuietHours::text`] writes.
    pub fn from_text(text: &str) -> Option<Self> {
        let (days, times) = text.trim().split_once(' ')?;
        let (from, to) = times.split_once('-')?;
        let time = |text: &str| Time::strptime("%H:%M", text.trim()).ok();
        let day = |word: &str| DAYS.iter().find(|(known, _)| *known == word).map(|(_, day)| *day);
        let days: Option<Vec<Weekday>> = days.split(',').map(day).collect();
        Some(Self::new(time(from)?, time(to)?, days?))
    }

    /// As one line: `mon,tue 22:00-07:00`.
    pub fn text(&self) -> String {
        let days: Vec<&str> =
            DAYS.iter().filter(|(_, day)| self.days[day_index(*day)]).map(|(word, _)| *word).collect();
        format!("{} {}-{}", days.join(","), self.from.strftime("%H:%M"), self.to.strftime("%H:%M"))
    }

    /// When they begin and end.
    pub fn times(&self) -> (Time, Time) {
        (self.from, self.to)
    }

    /// Whether they begin on this weekday.
    pub fn begins_on(&self, day: Weekday) -> bool {
        self.days[day_index(day)]
    }

    /// Whether it is quiet at this instant, for a user at this offset.
    pub fn hold(&self, at: Timestamp, offset: Offset) -> bool {
        let local = offset.to_datetime(at);
        let today = day_index(local.weekday());
        let time = local.time();
        if self.from <= self.to {
            return self.days[today] && (self.from..self.to).contains(&time);
        }
        (self.days[today] && time >= self.from) || (self.days[(today + 6) % 7] && time < self.to)
    }

    /// When it is no longer quiet, for a user at this offset: `at` itself when it is not quiet then.
    pub fn end(&self, at: Timestamp, offset: Offset) -> Timestamp {
        if !self.hold(at, offset) {
            return at;
        }
        let ends = offset.to_datetime(at).date().series(1.day()).take(9).map(|day| day.to_datetime(self.to));
        let mut ends = ends.filter_map(|end| offset.to_timestamp(end).ok());
        ends.find(|end| *end > at && !self.hold(*end, offset)).unwrap_or(at)
    }
}

fn day_index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or_default()
}

/// Who watches when: quiet hours, and where the user's clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    /// When nothing is asked; `None` is never.
    pub quiet: Option<QuietHours>,
    /// The user's offset from UTC.
    pub offset: Offset,
}

impl Watched {
    /// Around the clock.
    pub const ALWAYS: Self = Self { quiet: None, offset: Offset::UTC };

    /// Whether sources may be asked at this instant.
    pub fn at(&self, at: Timestamp) -> bool {
        self.quiet.is_none_or(|quiet| !quiet.hold(at, self.offset))
    }

    /// Hours between two instants by hour of the week: those watched, and the quiet ones.
    pub(crate) fn hours(&self, from: Timestamp, to: Timestamp) -> (Week, Week) {
        let (mut watched, mut quiet) = ([0.0; HOURS], [0.0; HOURS]);
        for piece in pieces(from, to) {
            let week = if self.at(piece.start) { &mut watched } else { &mut quiet };
            week[piece.hour.index()] += piece.hours();
        }
        (watched, quiet)
    }

    /// Which hours of the week are watched at all, in part or whole.
    pub(crate) fn week(&self, now: Timestamp) -> [bool; HOURS] {
        let end = now.checked_add(SignedDuration::from_hours(168)).unwrap_or(Timestamp::MAX);
        self.hours(now, end).0.map(|hours| hours > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn nights() -> QuietHours {
        QuietHours::from_text("mon,tue,wed,thu,fri 22:00-07:00").unwrap()
    }

    #[test]
    fn the_week_begins_on_monday_at_midnight_utc() {
        assert_eq!(HourOfWeek::of(at("2026-11-16T00:00:00Z")).index(), 0);
        assert_eq!(HourOfWeek::of(at("2026-11-15T23:59:59Z")).index(), 167);
        assert_eq!(HourOfWeek::of(at("1969-12-29T05:00:00Z")).index(), 5);
        assert_eq!(
            (HourOfWeek::from_index(167).map(HourOfWeek::index), HourOfWeek::from_index(168)),
            (Some(167), None)
        );
    }

    #[test]
    fn pieces_make_up_the_whole_time() {
        let (from, to) = (at("2026-11-16T00:10:30Z"), at("2026-11-17T03:59:59Z"));
        let all: Vec<Piece> = pieces(from, to).collect();
        let sum: f64 = all.iter().map(|piece| piece.seconds).sum();
        assert!((sum - to.duration_since(from).as_secs_f64()).abs() < 1e-6);
        assert_eq!((all[0].seconds, all[1].seconds), (270.0, 900.0));
        assert_eq!(pieces(to, from).count(), 0);
    }

    #[test]
    fn a_quiet_night_belongs_to_the_day_it_begins_on() {
        for (time, quiet) in [
            ("2026-11-16T06:59:00Z", false), // Monday morning: Sunday's night is not quiet.
            ("2026-11-16T22:00:00Z", true),
            ("2026-11-17T06:59:59Z", true),
            ("2026-11-17T07:00:00Z", false),
            ("2026-11-21T03:00:00Z", true), // Saturday morning ends Friday's night.
            ("2026-11-21T23:00:00Z", false),
        ] {
            assert_eq!(nights().hold(at(time), Offset::UTC), quiet, "{time}");
        }
    }

    #[test]
    fn quiet_hours_end_when_the_last_of_them_is_over() {
        let end = |hours: &str, time| QuietHours::from_text(hours).unwrap().end(at(time), Offset::UTC);
        let (night, weekend) = ("mon,tue,wed,thu,fri 22:00-07:00", "sat,sun 00:00-23:59");
        assert_eq!(end(night, "2026-11-16T23:00:00Z"), at("2026-11-17T07:00:00Z"));
        assert_eq!(end(night, "2026-11-17T06:59:59Z"), at("2026-11-17T07:00:00Z"));
        assert_eq!(end(night, "2026-11-17T07:00:00Z"), at("2026-11-17T07:00:00Z"));
        assert_eq!(end(weekend, "2026-11-21T12:00:00Z"), at("2026-11-21T23:59:00Z"));
        let all_day = "mon,tue,wed,thu,fri,sat,sun 07:01-07:00";
        assert_eq!(end(all_day, "2026-11-21T12:00:00Z"), at("2026-11-22T07:00:00Z"));
    }

    #[test]
    fn quiet_hours_follow_the_users_own_clock() {
        let india = Offset::from_seconds(5 * 3_600 + 1_800).unwrap();
        assert!(nights().hold(at("2026-11-16T16:30:00Z"), india));
        assert!(!nights().hold(at("2026-11-16T16:29:59Z"), india));
        let watched = Watched { quiet: Some(nights()), offset: india };
        let (day, night) = watched.hours(at("2026-11-16T16:00:00Z"), at("2026-11-16T17:00:00Z"));
        assert_eq!((day[16], night[16]), (0.5, 0.5));
    }

    #[test]
    fn quiet_hours_are_kept_as_one_line() {
        assert_eq!(nights().text(), "mon,tue,wed,thu,fri 22:00-07:00");
        for text in ["", "mon", "mon 22:00", "xyz 22:00-07:00", "mon 25:00-07:00"] {
            assert_eq!(QuietHours::from_text(text), None, "{text:?}");
        }
    }
}
