//! Ranges of numbers as the page writes them: `20-40`, `500-`, `-100`, `0`.

/// The least condition that holds for a number in any of the ranges, behind a field's colon; and the values that are no
/// range, each with the reason. Nothing where no value is one.
///
/// Ranges that touch become one. The page's own leave the cents between them out (`100-499,500-999`), though it means
/// the amounts from 100 to 1,000.
pub(super) fn read<'a>(values: impl Iterator<Item = &'a str>) -> (Option<String>, Vec<(&'a str, &'static str)>) {
    let (mut ranges, mut wrong) = (Vec::new(), Vec::new());
    for value in values {
        match range(value) {
            Ok(range) => ranges.push(range),
            Err(why) => wrong.push((value, why)),
        }
    }
    let printed: Vec<String> = merged(ranges).into_iter().map(Range::print).collect();
    // With a space behind the comma, which would group thousands in `0..99,100..499`.
    ((!printed.is_empty()).then(|| printed.join(", ")), wrong)
}

/// Both ends belong to it. No number here is below zero, so an open low end is zero.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Range {
    low: f64,
    high: Option<f64>,
}

impl Range {
    fn print(self) -> String {
        let low = self.low;
        match self.high {
            None => format!(">={low}"),
            Some(high) if low >= high => format!("{high}"),
            Some(high) if low <= 0.0 => format!("<={high}"),
            Some(high) => format!("{low}..{high}"),
        }
    }

    /// Whether a range that begins no earlier goes on where this one ends.
    fn reaches(self, next: Self) -> bool {
        self.high.is_none_or(|high| next.low <= if high.fract() == 0.0 { high + 1.0 } else { high })
    }
}

fn range(value: &str) -> Result<Range, &'static str> {
    const NO_RANGE: &str = "Expected a range such as `20-40`, `500-` or `-100`.";
    let Some((low, high)) = value.split_once('-') else {
        let number = number(value).ok_or(NO_RANGE)?;
        return Ok(Range { low: number, high: Some(number) });
    };
    let (low, high) = match (low.trim(), high.trim()) {
        ("", "") => return Err(NO_RANGE),
        ("", high) => (0.0, Some(number(high).ok_or(NO_RANGE)?)),
        (low, "") => (number(low).ok_or(NO_RANGE)?, None),
        (low, high) => (number(low).ok_or(NO_RANGE)?, Some(number(high).ok_or(NO_RANGE)?)),
    };
    if high.is_some_and(|high| low > high) {
        return Err("The range ends before it begins.");
    }
    Ok(Range { low, high })
}

/// A plain number, no larger than anyone means.
fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|number| plain && *number <= 1e12)
}

fn merged(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_by(|one, other| one.low.total_cmp(&other.low));
    let mut merged: Vec<Range> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if last.reaches(range) => {
                last.high = last.high.zip(range.high).map(|(one, other)| one.max(other));
            }
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_and_those_that_touch_become_one() {
        for (values, condition) in [
            ("20-40", "20..40"),
            ("500-", ">=500"),
            ("-100", "<=100"),
            ("0", "0"),
            ("7", "7"),
            ("12.5-30", "12.5..30"),
            ("0-99,100-499,5000-", "<=499, >=5000"),
            ("5000-,1000-4999", ">=1000"),
            ("0,1-9,10-", ">=0"),
            ("10-40,20-30", "10..40"),
            ("10-,20-30", ">=10"),
            ("1-2,4-5", "1..2, 4..5"),
            ("1-2.5,3-4", "1..2.5, 3..4"),
            ("-20,40-60", "<=20, 40..60"),
        ] {
            assert_eq!(read(values.split(',')), (Some(condition.to_owned()), Vec::new()), "{values}");
        }
    }

    #[test]
    fn what_is_no_range_is_left_and_the_others_stay() {
        for wrong in ["", "-", "a-b", "1e3-", "5--9", "1.2.3-", "inf-", "-nan", "9999999999999-", "$20-", "40-20"] {
            let (condition, left) = read(["1-2", wrong].into_iter());
            assert_eq!(condition.as_deref(), Some("1..2"), "{wrong}");
            assert_eq!(left.into_iter().map(|(value, _)| value).collect::<Vec<_>>(), [wrong]);
        }
        assert_eq!(read(["40-20"].into_iter()).1, [("40-20", "The range ends before it begins.")]);
    }
}
