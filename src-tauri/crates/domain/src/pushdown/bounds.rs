//! The two ends of a condition on an amount.

use std::fmt;

/// Least and most, both in, in whole units; an absent end is open. A least of zero is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Bounds {
    least: Option<u64>,
    most: Option<u64>,
}

impl Bounds {
    /// Every amount is within these.
    pub const OPEN: Self = Self { least: None, most: None };

    /// Between two ends. Ends the wrong way round, which nothing fits, keep the least alone: not every service can read
    /// them.
    pub fn new(least: Option<u64>, most: Option<u64>) -> Self {
        let least = least.filter(|least| *least > 0);
        Self { least, most: most.filter(|most| least.is_none_or(|least| least <= *most)) }
    }

    /// The lower end.
    pub fn least(&self) -> Option<u64> {
        self.least
    }

    /// The upper end.
    pub fn most(&self) -> Option<u64> {
        self.most
    }

    /// Whether every amount is within them.
    pub fn are_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an amount in hundredths is within them.
    pub(super) fn hold(&self, cents: i64) -> bool {
        let cents = i128::from(cents);
        self.least.is_none_or(|least| cents >= i128::from(least) * 100)
            && self.most.is_none_or(|most| cents <= i128::from(most) * 100)
    }

    /// The narrowest that hold both.
    pub(crate) fn union(self, other: Self) -> Self {
        Self { least: lower(self.least, other.least), most: self.most.zip(other.most).map(|(a, b)| a.max(b)) }
    }

    /// What is within both.
    pub(crate) fn both(self, other: Self) -> Self {
        let most = [self.most, other.most].into_iter().flatten().min();
        Self::new(self.least.max(other.least), most)
    }

    /// Reads what [`fmt::Display`] writes.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (least, most) = text.split_once("..")?;
        let end = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
        let read = Self::new(end(least)?, end(most)?);
        (read.to_string() == text && !read.are_open()).then_some(read)
    }
}

/// The lower of two least numbers; without either nothing is asked.
pub(super) fn lower(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.zip(other).map(|(one, other)| one.min(other))
}

impl fmt::Display for Bounds {
    /// `500..1000`, `500..`, `..1000`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |end: Option<u64>| end.map(|end| end.to_string()).unwrap_or_default();
        write!(f, "{}..{}", end(self.least), end(self.most))
    }
}
