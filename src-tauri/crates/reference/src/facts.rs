//! How the jobs API's labels and numbers become facts, as the page's table says.

use jiff::Timestamp;
use serde_json::Value;

/// How well somebody knows English, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum English {
    /// `basic`
    Basic,
    /// `conversational`
    Conversational,
    /// `fluent`
    Fluent,
    /// `native`
    Native,
}

impl English {
    /// The level of a number from 1 to 4.
    pub(crate) fn of_number(number: f64) -> Option<English> {
        [English::Basic, English::Conversational, English::Fluent, English::Native].get(place(number)?).copied()
    }

    /// The place in the order.
    pub(crate) fn rank(self) -> usize {
        self as usize
    }
}

/// A number, also when it is written as a string.
pub(crate) fn number(value: &Value) -> Option<f64> {
    let read = value.as_f64().or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()));
    read.filter(|number| number.is_finite())
}

/// The place in a list, from 0, of a code that counts from 1.
#[allow(clippy::float_cmp, reason = "codes are small whole numbers")]
fn place(code: f64) -> Option<usize> {
    (1..=4).position(|rank| f64::from(rank) == code)
}

/// The words of a label: lower case, anything else than letters, digits, `<`, `>` and `+` is a space.
fn words(label: &str) -> Vec<String> {
    let kept = |c: char| if c.is_ascii_alphanumeric() || "<>+".contains(c) { c.to_ascii_lowercase() } else { ' ' };
    label.chars().map(kept).collect::<String>().split_whitespace().map(str::to_owned).collect()
}

/// Whether these words stand in the label one behind the other.
fn says(label: &[String], wanted: &str) -> bool {
    let wanted: Vec<&str> = wanted.split(' ').collect();
    label.windows(wanted.len()).any(|run| run == wanted)
}

/// The numbers in a label, in order.
fn numbers(label: &str) -> Vec<f64> {
    let spaced: String = label.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
    spaced.split_whitespace().filter_map(|digits| digits.parse().ok()).collect()
}

/// A range with one known end counts as that value at both ends, zero is unknown, a range the wrong way round is
/// swapped.
pub(crate) fn hourly_range(least: Option<f64>, most: Option<f64>) -> Option<(f64, f64)> {
    let known = |end: Option<f64>| end.filter(|&amount| amount != 0.0);
    match (known(least), known(most)) {
        (Some(least), Some(most)) => Some((least.min(most), least.max(most))),
        (Some(only), None) | (None, Some(only)) => Some((only, only)),
        (None, None) => None,
    }
}

/// `job_type`: 1 or `hourly`, 2 or `fixed-price`.
pub(crate) fn stated_type(value: &Value) -> Option<&'static str> {
    if let Some(number) = number(value) {
        return ["hourly", "fixed"].get(place(number)?).copied();
    }
    let label = words(value.as_str()?);
    if says(&label, "hourly") {
        Some("hourly")
    } else if says(&label, "fixed") {
        Some("fixed")
    } else {
        None
    }
}

/// A stated type that contradicts the amounts gives way to them.
pub(crate) fn contract_type(
    stated: Option<&'static str>,
    rate: Option<(f64, f64)>,
    budget: Option<f64>,
) -> Option<&'static str> {
    match (rate, budget) {
        (Some(_), None) => Some("hourly"),
        (None, Some(_)) => Some("fixed"),
        _ => stated,
    }
}

/// `contractor_tier` 1–3 or a label: the rank of the level.
pub(crate) fn level(value: &Value) -> Option<usize> {
    if let Some(number) = number(value) {
        return place(number).filter(|&rank| rank < 3);
    }
    let label = words(value.as_str()?);
    ["entry", "intermediate", "expert"].into_iter().position(|name| says(&label, name))
}

/// `duration_label` by its words: the rank of the bucket.
pub(crate) fn duration(label: &str) -> Option<usize> {
    let all = words(label);
    let any = |names: &[&str]| names.iter().any(|name| says(&all, name));
    if any(&["ongoing", "more than 6", "over 6", "6+", ">6", ">6mo"]) {
        Some(3)
    } else if numbers(label) == [3.0, 6.0] || any(&["quarter", "semester"]) {
        Some(2)
    } else if numbers(label) == [1.0, 3.0] {
        Some(1)
    } else if any(&["less than 1", "less than a month", "week", "weeks", "<1", "<1mo"]) {
        Some(0)
    } else if any(&["month"]) {
        Some(1)
    } else {
        None
    }
}

/// `workload` or `engagement` by its words.
pub(crate) fn workload(label: &str) -> Option<&'static str> {
    let all = words(label);
    if says(&all, "less than 30") || says(&all, "part time") {
        Some("part-time")
    } else if says(&all, "more than 30") || says(&all, "full time") {
        Some("full-time")
    } else if says(&all, "as needed") {
        Some("as-needed")
    } else {
        None
    }
}

/// `proposals_tier` in any form, as the range it means.
pub(crate) fn proposals(value: &Value) -> Option<(f64, f64)> {
    if let Some(count) = number(value) {
        return Some((count, count));
    }
    let label = value.as_str()?.to_ascii_lowercase();
    let less = label.contains("less") || label.contains('<');
    let more = label.contains("plus") || label.contains('+') || label.contains("more");
    match numbers(&label).as_slice() {
        [bound] if less => Some((0.0, (bound - 1.0).max(0.0))),
        [least] if more => Some((*least, f64::INFINITY)),
        [count] => Some((*count, *count)),
        [least, most] => Some((least.min(*most), least.max(*most))),
        _ => None,
    }
}

/// A rating of 0 with no (or unknown) reviews is unknown.
pub(crate) fn rating(score: Option<f64>, reviews: Option<f64>) -> Option<f64> {
    let reviewed = reviews.is_some_and(|count| count != 0.0);
    score.filter(|&score| score != 0.0 || reviewed)
}

/// An instant in ISO 8601.
pub(crate) fn instant(value: &Value) -> Option<Timestamp> {
    value.as_str()?.trim().parse().ok()
}

/// The publish time in the 19 digits after `~02`.
pub(crate) fn instant_of_id(text: &str) -> Option<Timestamp> {
    let (_, behind) = text.split_once("~02")?;
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    if digits.len() != 19 {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    Timestamp::from_millisecond((number >> 22) + 1_288_834_974_657).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{contract_type, duration, hourly_range, instant, instant_of_id, level, proposals, rating, workload};

    #[test]
    fn reads_proposals_in_any_form() {
        for (form, range) in [
            (json!("12"), (12.0, 12.0)),
            (json!(12), (12.0, 12.0)),
            (json!("Less than 5"), (0.0, 4.0)),
            (json!("5 to 10"), (5.0, 10.0)),
            (json!("lessThan5"), (0.0, 4.0)),
            (json!("5to10"), (5.0, 10.0)),
            (json!("50Plus"), (50.0, f64::INFINITY)),
            (json!("50+"), (50.0, f64::INFINITY)),
            (json!("0-4"), (0.0, 4.0)),
        ] {
            assert_eq!(proposals(&form), Some(range), "{form}");
        }
        assert_eq!(proposals(&json!("many")), None);
    }

    #[test]
    fn reads_labels() {
        assert_eq!(duration("Less than 1 month"), Some(0));
        assert_eq!(duration("Less than 1 week"), Some(0));
        assert_eq!(duration("1 to 3 months"), Some(1));
        assert_eq!(duration("3 to 6 months"), Some(2));
        assert_eq!(duration("More than 6 months"), Some(3));
        assert_eq!(duration("ongoing"), Some(3));
        assert_eq!(duration(""), None);
        assert_eq!(workload("Less than 30 hrs/week"), Some("part-time"));
        assert_eq!(workload("full_time"), Some("full-time"));
        assert_eq!(workload("As needed - open to offers"), Some("as-needed"));
        assert_eq!(level(&json!(2)), Some(1));
        assert_eq!(level(&json!("Entry Level")), Some(0));
        assert_eq!(level(&json!(0)), None);
    }

    #[test]
    fn knows_what_zero_means() {
        assert_eq!(hourly_range(Some(0.0), Some(0.0)), None);
        assert_eq!(hourly_range(Some(40.0), Some(0.0)), Some((40.0, 40.0)));
        assert_eq!(hourly_range(Some(80.0), Some(30.0)), Some((30.0, 80.0)));
        assert_eq!(rating(Some(0.0), None), None);
        assert_eq!(rating(Some(0.0), Some(0.0)), None);
        assert_eq!(rating(Some(0.0), Some(3.0)), Some(0.0));
        assert_eq!(rating(Some(4.5), None), Some(4.5));
    }

    #[test]
    fn trusts_the_amounts() {
        assert_eq!(contract_type(Some("fixed"), Some((1.0, 2.0)), None), Some("hourly"));
        assert_eq!(contract_type(Some("hourly"), None, Some(5.0)), Some("fixed"));
        assert_eq!(contract_type(Some("fixed"), Some((1.0, 2.0)), Some(5.0)), Some("fixed"));
        assert_eq!(contract_type(None, None, None), None);
    }

    #[test]
    fn reads_times() {
        assert_eq!(instant(&json!("2026-02-01T00:30:00+0000")), instant(&json!("2026-02-01T00:30:00.000Z")));
        let from_id = instant_of_id("https://host/jobs/~021896601967822827216").unwrap();
        assert_eq!(from_id.to_string()[..19], *"2025-03-03T16:42:00");
        assert_eq!(instant_of_id("~01abc"), None);
    }
}
