//! Comparing a fact with what a query asks for.

use std::fmt;

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Op {
    /// Splits a leading operator off. `!=` is none: a negation is a term's, not a value's.
    pub(super) fn split(text: &str) -> (Option<Self>, &str) {
        // The longer spellings first.
        let spellings =
            [(">=", Self::AtLeast), ("<=", Self::AtMost), (">", Self::More), ("<", Self::Less), ("=", Self::Equal)];
        for (spelling, op) in spellings {
            if let Some(rest) = text.strip_prefix(spelling) {
                return (Some(op), rest);
            }
        }
        (None, text)
    }

    /// Whether it holds between a value and a bound.
    pub(super) fn holds<T: PartialOrd>(self, value: &T, bound: &T) -> bool {
        match self {
            Self::Less => value < bound,
            Self::AtMost => value <= bound,
            Self::Equal => value == bound,
            Self::AtLeast => value >= bound,
            Self::More => value > bound,
        }
    }
}

impl fmt::Display for Op {
    /// Plain values stand without `=`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "",
            Self::AtLeast => ">=",
            Self::More => ">",
        })
    }
}

/// What a typed value asks of a fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Test<T> {
    Compare(Op, T),
    /// Both ends in; an absent end is open.
    Between(Option<T>, Option<T>),
}

impl<T: PartialOrd> Test<T> {
    /// Whether it holds for some value of the range from `low` to `high`, both in.
    pub(super) fn overlaps(&self, low: &T, high: &T) -> bool {
        match self {
            Self::Compare(op @ (Op::Less | Op::AtMost), bound) => op.holds(low, bound),
            Self::Compare(op @ (Op::AtLeast | Op::More), bound) => op.holds(high, bound),
            Self::Compare(Op::Equal, bound) => low <= bound && bound <= high,
            Self::Between(from, to) => {
                from.as_ref().is_none_or(|from| high >= from) && to.as_ref().is_none_or(|to| low <= to)
            }
        }
    }

    /// Whether it holds for one value.
    pub(super) fn holds(&self, value: &T) -> bool {
        self.overlaps(value, value)
    }
}

impl<T> Test<T> {
    pub(super) fn map<U>(self, mut each: impl FnMut(T) -> U) -> Test<U> {
        match self {
            Self::Compare(op, bound) => Test::Compare(op, each(bound)),
            Self::Between(from, to) => Test::Between(from.map(&mut each), to.map(&mut each)),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Test<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compare(op, bound) => write!(f, "{op}{bound}"),
            Self::Between(from, to) => {
                if let Some(from) = from {
                    from.fmt(f)?;
                }
                f.write_str("..")?;
                to.as_ref().map_or(Ok(()), |to| to.fmt(f))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_meets_a_test_by_overlap() {
        for (test, holds) in [
            (Test::Compare(Op::AtLeast, 60), true),
            (Test::Compare(Op::More, 60), false),
            (Test::Compare(Op::AtMost, 20), true),
            (Test::Compare(Op::Less, 20), false),
            (Test::Compare(Op::Equal, 40), true),
            (Test::Compare(Op::Equal, 61), false),
            (Test::Between(Some(10), Some(20)), true),
            (Test::Between(Some(61), None), false),
            (Test::Between(None, Some(19)), false),
        ] {
            assert_eq!(test.overlaps(&20, &60), holds, "{test}");
        }
    }
}
