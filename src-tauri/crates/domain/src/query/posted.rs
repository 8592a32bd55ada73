//! `posted`: how long ago, or on which days.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::compare::{Op, Test};
use super::value::Fault;

/// A length of time as written: a count and a unit. Compares by length, prints as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Age {
    count: u32,
    unit: char,
}

impl Age {
    /// Reads `90m`, `2h`, `3d`, `1w`.
    fn read(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        let unit = chars.next_back().filter(|unit| matches!(unit, 'm' | 'h' | 'd' | 'w'))?;
        let digits = chars.as_str();
        let count = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()?;
        Some(Self { count, unit })
    }

    /// The length itself.
    pub(super) fn length(self) -> SignedDuration {
        let unit = match self.unit {
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => 604_800,
        };
        SignedDuration::from_secs(i64::from(self.count) * unit)
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit)
    }
}

/// Either way of saying when.
pub(super) enum When {
    Age(Test<Age>),
    Day(Test<Date>),
}

/// How old a posting is, and its day in UTC.
pub(super) fn age(posted: Timestamp, now: Timestamp) -> SignedDuration {
    now.duration_since(posted)
}

/// The day of a moment, in UTC.
pub(super) fn day(posted: Timestamp) -> Date {
    posted.to_zoned(TimeZone::UTC).date()
}

/// Reads a value of `posted`, already in normal form.
pub(super) fn read(text: &str) -> Result<When, Fault> {
    if let Some((from, to)) = text.split_once("..") {
        return range(from, to);
    }
    let (op, operand) = Op::split(text);
    if let Some(date) = date(operand) {
        return Ok(When::Day(Test::Compare(op.unwrap_or(Op::Equal), date)));
    }
    match (Age::read(operand), op) {
        (Some(age), Some(op @ (Op::Less | Op::AtMost | Op::AtLeast | Op::More))) => {
            Ok(When::Age(Test::Compare(op, age)))
        }
        (Some(age), _) => {
            Err(unknown("A length of time needs `<` (younger) or `>` (older).").instead(format!("<{age}")))
        }
        (None, _) => Err(unknown(EXPECTED)),
    }
}

const EXPECTED: &str = "Expected a length of time such as `<2h` or `>3d`, or a day such as `2026-01-31`.";

fn range(from: &str, to: &str) -> Result<When, Fault> {
    let ages = ends(from, to, Age::read, |from, to| from.length() > to.length());
    let days = || ends(from, to, date, |from, to| from > to);
    match (ages, from.len() + to.len()) {
        (_, 0) => Err(unknown(EXPECTED)),
        (Some(test), _) => test.map(When::Age),
        (None, _) => days().unwrap_or_else(|| Err(unknown(EXPECTED))).map(When::Day),
    }
}

/// Reads both ends the same way; an empty end is open. `None` when an end cannot be read so.
fn ends<T: fmt::Display>(
    from: &str,
    to: &str,
    read: impl Fn(&str) -> Option<T>,
    is_beyond: impl Fn(&T, &T) -> bool,
) -> Option<Result<Test<T>, Fault>> {
    let end = |text: &str| (!text.is_empty()).then(|| read(text));
    match (end(from), end(to)) {
        (Some(None), _) | (_, Some(None)) => None,
        (Some(Some(low)), Some(Some(high))) if is_beyond(&low, &high) => {
            Some(Err(Fault::empty_range(format!("{high}..{low}"))))
        }
        (low, high) => Some(Ok(Test::Between(low.flatten(), high.flatten()))),
    }
}

/// A day written out in full; jiff alone would take shorter spellings too.
fn date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shape.then(|| text.parse().ok()).flatten()
}

fn unknown(message: &str) -> Fault {
    Fault::unknown_value(message.to_owned())
}
