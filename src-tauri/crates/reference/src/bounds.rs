//! An operator with its operand, or a range, as bounds; and the comparison by overlap.

/// An end of the bounds: the value, and whether it is in.
type End<T> = Option<(T, bool)>;

/// What a typed value asks for. Ranges hold both ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds<T> {
    low: End<T>,
    high: End<T>,
}

impl<T: PartialOrd + Copy> Bounds<T> {
    /// Exactly this value.
    pub(crate) fn exactly(value: T) -> Bounds<T> {
        Bounds { low: Some((value, true)), high: Some((value, true)) }
    }

    /// `[ ">" | ">=" | "<" | "<=" | "=" ] operand | [ operand ] ".." [ operand ]`, or the code of what is wrong.
    pub(crate) fn read(
        written: &str,
        operand: impl Fn(&str) -> Option<T>,
        bad: &'static str,
    ) -> Result<Bounds<T>, &'static str> {
        let read = |text: &str| operand(text).ok_or(bad);
        if let Some(value) = operand(written) {
            return Ok(Bounds::exactly(value));
        }
        if let Some((low, high)) = written.split_once("..") {
            return Bounds::range(low, high, read, bad);
        }
        if let Some(rest) = written.strip_prefix(">=") {
            return Ok(Bounds { low: Some((read(rest)?, true)), high: None });
        }
        if let Some(rest) = written.strip_prefix("<=") {
            return Ok(Bounds { low: None, high: Some((read(rest)?, true)) });
        }
        if let Some(rest) = written.strip_prefix('>') {
            return Ok(Bounds { low: Some((read(rest)?, false)), high: None });
        }
        if let Some(rest) = written.strip_prefix('<') {
            return Ok(Bounds { low: None, high: Some((read(rest)?, false)) });
        }
        written.strip_prefix('=').ok_or(bad).and_then(read).map(Bounds::exactly)
    }

    /// `[ operand ] ".." [ operand ]`, with one end at least.
    fn range(
        low: &str,
        high: &str,
        read: impl Fn(&str) -> Result<T, &'static str>,
        bad: &'static str,
    ) -> Result<Bounds<T>, &'static str> {
        if low.is_empty() && high.is_empty() {
            return Err(bad);
        }
        let end = |text: &str| if text.is_empty() { Ok(None) } else { read(text).map(|value| Some((value, true))) };
        let bounds = Bounds { low: end(low)?, high: end(high)? };
        match (bounds.low, bounds.high) {
            (Some((low, _)), Some((high, _))) if low > high => Err("empty_range"),
            _ => Ok(bounds),
        }
    }

    /// Whether a range of the posting overlaps the bounds.
    pub(crate) fn overlap(&self, least: T, most: T) -> bool {
        let above = self.low.is_none_or(|(low, is_in)| if is_in { most >= low } else { most > low });
        let below = self.high.is_none_or(|(high, is_in)| if is_in { least <= high } else { least < high });
        above && below
    }

    /// Whether a value of the posting is within the bounds.
    pub(crate) fn contain(&self, value: T) -> bool {
        self.overlap(value, value)
    }
}
