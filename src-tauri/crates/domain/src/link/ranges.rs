//! Ranges of numbers as the page writes them: `20-40`, `500-`, `-100`, `0`.

use std::iter;

use indexmap::IndexSet;

const NO_RANGE: &str = "Expected a range such as `20-40`, `500-` or `-100`.";
const AMBIGUOUS: &str = "A comma in it may group thousands or stand between two numbers.";

/// Groups of three digits, and what stands before them, that both ends of a range have at most.
const MOST_GROUPS: usize = 10;

/// The least condition that holds for a number in any of the ranges, behind a field's colon; and the values that are no
/// range, each with the reason. Nothing where no value is one.
///
/// Ranges that touch become one. The page's own leave the cents between them out (`100-499,500-999`), though it means
/// the amounts from 100 to 1,000.
pub(super) fn read(values: &[String]) -> (Option<String>, Vec<(&str, &'static str)>) {
    let (mut ranges, mut wrong) = (Vec::new(), IndexSet::new());
    for list in values.iter().flat_map(|value| lists(value)) {
        match read_list(list) {
            Ok(found) => ranges.extend(found),
            Err(why) => drop(wrong.insert((list, why))),
        }
    }
    let printed: Vec<String> = merged(ranges).into_iter().map(Range::print).collect();
    // With a space behind the comma, which would group thousands in `0..99,100..499`.
    ((!printed.is_empty()).then(|| printed.join(", ")), wrong.into_iter().collect())
}

/// Cuts a value at the commas that can only stand between ranges. Those that are left may as well group thousands, as in
/// `1,000-2,000`.
fn lists(value: &str) -> impl Iterator<Item = &str> {
    let mut lists = Vec::new();
    let mut start = 0;
    for (comma, _) in value.match_indices(',').filter(|&(comma, _)| !may_group(value, comma)) {
        lists.push(&value[start..comma]);
        start = comma + 1;
    }
    lists.push(&value[start..]);
    lists.into_iter().map(str::trim).filter(|list| !list.is_empty())
}

/// Whether a comma stands between a digit and exactly three, and not between two ranges. No range begins with `000`.
fn may_group(value: &str, comma: usize) -> bool {
    let before = value[..comma].rsplit(',').next().unwrap_or_default();
    let after = value[comma + 1..].split(',').next().unwrap_or_default();
    let group = after.split(['-', '.']).next().unwrap_or_default().trim_end();
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let thousands = before.bytes().next_back().is_some_and(is_digit) && group.len() == 3 && group.bytes().all(is_digit);
    thousands && (group.starts_with('0') || !(before.contains('-') && after.contains('-')))
}

/// Reads ranges with commas between them, if there is just one way to do so.
fn read_list(list: &str) -> Result<Vec<Range>, &'static str> {
    // Where each piece between two commas begins, and where another would.
    let commas = list.match_indices(',').map(|(comma, _)| comma);
    let starts: Vec<usize> = iter::once(0).chain(commas.chain([list.len()]).map(|comma| comma + 1)).collect();
    let pieces = starts.len() - 1;
    if pieces == 1 {
        return Ok(vec![range(list)?]);
    }
    // The ways to read the pieces before each start, two standing for more, and the last range of a way.
    let mut ways = vec![(1, None)];
    for end in 1..=pieces {
        let mut here = (0, None);
        for start in end.saturating_sub(MOST_GROUPS)..end {
            let (before, _) = ways[start];
            if let (1.., Ok(range)) = (before, range(&list[starts[start]..starts[end] - 1])) {
                here = (2.min(here.0 + before), Some((start, range)));
            }
        }
        ways.push(here);
    }
    match ways[pieces] {
        (0, _) => Err(NO_RANGE),
        (1, found) => Ok(iter::successors(found, |(start, _)| ways[*start].1).map(|(_, range)| range).collect()),
        _ => Err(AMBIGUOUS),
    }
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

/// A plain number, no larger than anyone means, with or without commas that group thousands.
fn number(text: &str) -> Option<f64> {
    let whole = text.split('.').next().unwrap_or_default();
    // Only a group has zeros in front: what reads `000` took a part of a number for the whole.
    let is_part = whole.len() > 1 && whole.starts_with('0');
    let mut groups = whole.split(',').rev();
    let grouped = !whole.contains(',')
        || (groups.next_back().is_some_and(|first| (1..=3).contains(&first.len()))
            && groups.all(|group| group.len() == 3));
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    let value = text.replace(',', "").parse().ok();
    value.filter(|number| plain && grouped && !is_part && *number <= 1e12)
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
            assert_eq!(read(&[values.to_owned()]), (Some(condition.to_owned()), Vec::new()), "{values}");
        }
    }

    #[test]
    fn what_is_no_range_is_left_and_the_others_stay() {
        for wrong in ["-", "a-b", "1e3-", "5--9", "1.2.3-", "inf-", "-nan", "9999999999999-", "$20-", "40-20", "007"] {
            let values = ["1-2", wrong].map(str::to_owned);
            let (condition, left) = read(&values);
            assert_eq!(condition.as_deref(), Some("1..2"), "{wrong}");
            assert_eq!(left.into_iter().map(|(value, _)| value).collect::<Vec<_>>(), [wrong]);
        }
        assert_eq!(read(&["40-20".to_owned()]).1, [("40-20", "The range ends before it begins.")]);
    }

    #[test]
    fn a_comma_groups_thousands_where_it_can_be_nothing_else() {
        for (values, condition) in [
            ("1,000-2,000", "1000..2000"),
            ("1,000-", ">=1000"),
            ("-1,000,000", "<=1000000"),
            ("500-1,000", "500..1000"),
            ("1,000.50-2,000", "1000.5..2000"),
            ("1,000-2,000,5,000-", "1000..2000, >=5000"),
            ("1,000-2,000,300-400", "300..400, 1000..2000"),
            ("0,100-499", "0, 100..499"),
            ("-99,100-499,500-", ">=0"),
            ("0-99,100-499,500-999,1000-4999,5000-", ">=0"),
            ("7,100-200", "7, 100..200"),
        ] {
            assert_eq!(read(&[values.to_owned()]), (Some(condition.to_owned()), Vec::new()), "{values}");
        }
    }

    #[test]
    fn a_list_that_may_be_a_number_is_left_and_never_misread() {
        for (values, left) in [
            ("1,200", vec![("1,200", AMBIGUOUS)]),
            ("5-9,100", vec![("5-9,100", AMBIGUOUS)]),
            ("7,100-20000", vec![("7,100-20000", AMBIGUOUS)]),
            ("1,200.50", vec![("1,200.50", AMBIGUOUS)]),
            ("1,000-a", vec![("1,000-a", NO_RANGE)]),
            ("1,000-2", vec![("1,000-2", NO_RANGE)]),
            ("-1,000-2,000", vec![("-1,000-2,000", NO_RANGE)]),
        ] {
            assert_eq!(read(&[values.to_owned()]), (None, left), "{values}");
        }
    }

    #[test]
    fn a_list_as_long_as_a_link_is_read_at_once() {
        let values = vec!["100"; 16_000].join(",");
        assert_eq!(read(std::slice::from_ref(&values)), (None, vec![(values.as_str(), AMBIGUOUS)]));
    }
}
