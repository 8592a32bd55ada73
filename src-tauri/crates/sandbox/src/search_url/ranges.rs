//! Ranges as a search page writes them: `20-40`, `500-`, `-100`.

/// An inclusive range, open at one end at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    min: f64,
    max: f64,
}

impl Range {
    pub(super) fn read(text: &str) -> Option<Self> {
        let (min, max) = text.split_once('-')?;
        let end = |text: &str, open: f64| match text {
            "" => Some(open),
            digits => digits.parse().ok().filter(|number: &f64| number.is_finite()),
        };
        let range = Self { min: end(min, 0.0)?, max: end(max, f64::INFINITY)? };
        (range.min <= range.max && !(min.is_empty() && max.is_empty())).then_some(range)
    }

    /// Whether the two have something in common.
    fn meets(self, (low, high): (f64, f64)) -> bool {
        high >= self.min && low <= self.max
    }
}

/// Whether what a posting says lies in one of the ranges; what it does not say does not.
pub(super) fn any_meets(ranges: &[Range], known: Option<(f64, f64)>) -> bool {
    known.is_some_and(|known| ranges.iter().any(|range| range.meets(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_may_be_open_at_one_end() {
        let meets = |text: &str, number: f64| Range::read(text).unwrap().meets((number, number));
        for (text, number, wanted) in [
            ("20-40", 20.0, true),
            ("20-40", 40.0, true),
            ("20-40", 41.0, false),
            ("500-", 500.0, true),
            ("500-", 499.0, false),
            ("-100", 0.0, true),
            ("-100", 101.0, false),
            ("2.5-2.5", 2.5, true),
        ] {
            assert_eq!(meets(text, number), wanted, "{number} in {text}");
        }
        assert!(Range::read("20-40").unwrap().meets((30.0, 90.0)), "an overlap is enough");
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for text in ["", "-", "20", "40-20", "a-b", "20-40-60", "inf-", "NaN-"] {
            assert_eq!(Range::read(text), None, "{text}");
        }
    }
}
