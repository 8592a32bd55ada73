//! Values of typed fields.

use jiff::civil::Date;

use crate::bounds::Bounds;
use crate::countries::country;
use crate::fields::Kind;
use crate::languages::language;
use crate::pattern::Pattern;

/// What a field's value asks of the posting's fact.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// The text contains the pattern.
    Contains(Pattern),
    /// The pattern is the whole text.
    Is(Pattern),
    /// A number, or a range of numbers by overlap.
    Number(Bounds<f64>),
    /// A place in an ordered list of names.
    Rank(Bounds<usize>),
    /// One of the field's names.
    Choice(&'static str),
    /// A country by its code of two letters.
    Country(&'static str),
    /// The age in seconds.
    Age(Bounds<f64>),
    /// The day of publication in UTC.
    Day(Bounds<Date>),
    /// A language code.
    Language(String),
}

/// The code of a bad value of this kind of field.
pub(crate) fn bad_value(kind: Kind) -> &'static str {
    if kind == Kind::Number { "bad_number" } else { "unknown_value" }
}

/// Reads a typed value. In quotes it is one operand, whatever stands in it.
pub(crate) fn typed(kind: Kind, operator: &str, written: &str, quoted: bool) -> Result<Test, &'static str> {
    let bad = bad_value(kind);
    match kind {
        Kind::Number => bounds(operator, written, quoted, number, bad).map(Test::Number),
        Kind::Ordered(names) => {
            let rank = |text: &str| names.iter().position(|name| name.eq_ignore_ascii_case(text));
            bounds(operator, written, quoted, rank, bad).map(Test::Rank)
        }
        Kind::Posted => posted(operator, written, quoted),
        Kind::Choice(names) => {
            let text = equal_to(operator, written, quoted).ok_or(bad)?;
            names.iter().find(|name| name.eq_ignore_ascii_case(text)).map(|name| Test::Choice(name)).ok_or(bad)
        }
        Kind::Country => equal_to(operator, written, quoted).and_then(country).map(Test::Country).ok_or(bad),
        Kind::Language => equal_to(operator, written, quoted).and_then(language).map(Test::Language).ok_or(bad),
        Kind::Text | Kind::History => Err(bad),
    }
}

/// The operand of a field without an order: nothing or `=` may stand before it.
fn equal_to<'a>(operator: &str, written: &'a str, quoted: bool) -> Option<&'a str> {
    match (quoted, operator) {
        (true, "" | "=") => Some(written),
        (true, _) => None,
        (false, _) => Some(written.strip_prefix('=').unwrap_or(written)),
    }
}

/// Bounds of a plain value; or of an operator before a quoted operand.
fn bounds<T: PartialOrd + Copy>(
    operator: &str,
    written: &str,
    quoted: bool,
    operand: impl Fn(&str) -> Option<T>,
    bad: &'static str,
) -> Result<Bounds<T>, &'static str> {
    if !quoted {
        return Bounds::read(written, operand, bad);
    }
    let value = operand(written).ok_or(bad)?;
    // The operator is read with a stand-in for the operand, which cannot be mistaken for an operator itself.
    let stand_in = |text: &str| (text == "x").then_some(value);
    Bounds::read(&format!("{operator}x"), stand_in, bad)
}

/// `2500`, `2,500`, `2.5k`, `$2500`, `1M`.
pub(crate) fn number(written: &str) -> Option<f64> {
    let plain = written.strip_prefix('$').unwrap_or(written);
    let (digits, zeros) = match plain.chars().last()? {
        'k' | 'K' => (&plain[..plain.len() - 1], "e3"),
        'm' | 'M' => (&plain[..plain.len() - 1], "e6"),
        _ => (plain, ""),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let grouped: Vec<&str> = whole.split(',').collect();
    let is_grouped = all_digits(grouped[0]) && grouped[1..].iter().all(|group| group.len() == 3 && all_digits(group));
    if !is_grouped || !all_digits(fraction) {
        return None;
    }
    format!("{}.{fraction}{zeros}", grouped.concat()).parse().ok()
}

/// A duration with an operator or a range, or a date.
fn posted(operator: &str, written: &str, quoted: bool) -> Result<Test, &'static str> {
    let bad = bad_value(Kind::Posted);
    if let Err("empty_range") | Ok(_) = bounds(operator, written, quoted, date, bad) {
        return bounds(operator, written, quoted, date, bad).map(Test::Day);
    }
    let plain = operator.is_empty() && duration(written).is_some();
    if plain { Err(bad) } else { bounds(operator, written, quoted, duration, bad).map(Test::Age) }
}

/// A day of the calendar: four, two and two digits.
fn date(written: &str) -> Option<Date> {
    let parts: Vec<&str> = written.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let digits = |text: &str, count: usize| text.len() == count && text.chars().all(|c| c.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whole minutes, hours, days or weeks, in seconds.
fn duration(written: &str) -> Option<f64> {
    let unit = match written.chars().last()?.to_ascii_lowercase() {
        'm' => 60.0,
        'h' => 3_600.0,
        'd' => 86_400.0,
        'w' => 604_800.0,
        _ => return None,
    };
    let digits = &written[..written.len() - 1];
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    if is_number { digits.parse::<f64>().ok().map(|count| count * unit) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{date, duration, number};

    #[test]
    fn reads_numbers() {
        for (written, value) in
            [("2500", 2500.0), ("2,500", 2500.0), ("2.5k", 2500.0), ("$2500", 2500.0), ("1M", 1e6), ("1.001k", 1001.0)]
        {
            assert_eq!(number(written), Some(value), "{written}");
        }
        for wrong in ["", "abc", "-5", "20-40", "20+", "€50", "2.", ".5", "2,50", "1e3", "k", "$", "5$", "k5", "5kk"]
        {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn reads_dates_and_durations() {
        assert!(date("2026-01-31").is_some() && date("2026-02-30").is_none() && date("20260131").is_none());
        assert_eq!(duration("2h"), Some(7200.0));
        assert_eq!(duration("1.5h"), None);
        assert_eq!(duration("é"), None);
    }
}
