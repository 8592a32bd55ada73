//! Reading facts out of JSON that keeps no promises: what cannot be meant is unknown.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use lapwing_domain::money::Currency;
use lapwing_domain::text;
use serde_json::{Map, Value};

/// The fields of an object; a value that is no object has none.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(Option<&'a Map<String, Value>>);

impl<'a> Fields<'a> {
    pub(crate) fn of(value: &'a Value) -> Self {
        Self(value.as_object())
    }

    /// The object under `name`.
    pub(crate) fn inner(self, name: &str) -> Self {
        Self(self.value(name).and_then(Value::as_object))
    }

    pub(crate) fn value(self, name: &str) -> Option<&'a Value> {
        self.0?.get(name)
    }

    /// A text as sent, or a number's digits.
    pub(crate) fn raw_text(self, name: &str) -> Option<Cow<'a, str>> {
        as_text(self.value(name)?)
    }

    /// A text cleaned for storing and showing; empty when unknown.
    pub(crate) fn text(self, name: &str) -> String {
        self.raw_text(name).map(|raw| text::clean(&raw)).unwrap_or_default()
    }

    /// What a label means, where it is one that `read` knows.
    pub(crate) fn label<T>(self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        read(&self.raw_text(name)?)
    }

    /// The items of an array; what is no array has none.
    pub(crate) fn items(self, name: &str) -> &'a [Value] {
        self.value(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    /// The texts of an array, cleaned, without those that are empty or no text.
    pub(crate) fn texts(self, name: &str) -> Vec<String> {
        self.items(name)
            .iter()
            .filter_map(as_text)
            .map(|raw| text::clean(&raw))
            .filter(|cleaned| !cleaned.trim().is_empty())
            .collect()
    }

    /// A finite number, also one written as a text.
    pub(crate) fn number(self, name: &str) -> Option<f64> {
        as_number(self.value(name)?)
    }

    /// A whole number from 0 on.
    pub(crate) fn count(self, name: &str) -> Option<u32> {
        as_count(self.number(name)?)
    }

    /// The currency of an amount, or the dollar, which is what the marketplace means when it names none.
    pub(crate) fn currency(self) -> Currency {
        self.label("currency", Currency::from_code).unwrap_or(Currency::USD)
    }

    /// Yes or no, also written as a text or as 1 and 0.
    pub(crate) fn flag(self, name: &str) -> Option<bool> {
        match self.value(name)? {
            Value::Bool(flag) => Some(*flag),
            Value::Number(number) => match number.as_f64()? {
                1.0 => Some(true),
                0.0 => Some(false),
                _ => None,
            },
            Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Some(true),
                "false" | "no" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// An instant in ISO 8601, or in Unix seconds or milliseconds.
    pub(crate) fn instant(self, name: &str) -> Option<Timestamp> {
        as_instant(self.value(name)?).filter(|instant| *instant >= EARLIEST)
    }
}

/// Nothing about a job is older than 2000. Servers write "no time" as the year 1 or as 1970.
const EARLIEST: Timestamp = Timestamp::constant(946_684_800, 0);

fn as_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        // A whole number is the same label whether it was sent as 2 or as 2.0.
        Value::Number(number) => Some(Cow::Owned(match number.as_f64() {
            Some(float) if number.is_f64() => float.to_string(),
            _ => number.to_string(),
        })),
        _ => None,
    }
}

fn as_number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => amount(text)?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}

/// A number as people and servers write it: `2500`, `2,500.50`, `$2500`, `-1`, `1e3`. A comma groups thousands only.
fn amount(text: &str) -> Option<f64> {
    let digits = text.trim();
    let digits = digits.strip_prefix('$').unwrap_or(digits).trim_start();
    if !digits.contains(',') {
        return digits.parse().ok();
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let grouped = first && groups.all(|group| group.len() == 3) && !fraction.contains(',');
    grouped.then(|| digits.replace(',', "").parse().ok())?
}

/// `number` as a count, when it is one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and within bounds")]
fn as_count(number: f64) -> Option<u32> {
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}

#[expect(clippy::cast_possible_truncation, reason = "float casts saturate, and jiff refuses what is out of range")]
fn as_instant(value: &Value) -> Option<Timestamp> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            // A time without an offset is UTC, as everywhere in these services.
            let local = || Offset::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok();
            text.parse().ok().or_else(local).or_else(|| unix(text.parse().ok()?))
        }
        Value::Number(number) => unix(number.as_i64().or_else(|| number.as_f64().map(|seconds| seconds as i64))?),
        _ => None,
    }
}

/// Unix time; what would lie beyond the year 5000 as seconds is milliseconds.
fn unix(number: i64) -> Option<Timestamp> {
    const BEYOND: i64 = 100_000_000_000;
    if number < BEYOND { Timestamp::from_second(number).ok() } else { Timestamp::from_millisecond(number).ok() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_read_from_numbers_and_texts() {
        let cases = json!({
            "int": 2500, "float": 12.5, "text": "2500", "spaced": " 2500.50 ", "grouped": "2,500", "million": "1,250,000.5",
            "dollar": "$40", "exponent": 1e3, "negative": -1
        });
        let fields = Fields::of(&cases);
        for (name, number) in [
            ("int", 2500.0),
            ("float", 12.5),
            ("text", 2500.0),
            ("spaced", 2500.5),
            ("grouped", 2500.0),
            ("million", 1_250_000.5),
            ("dollar", 40.0),
            ("exponent", 1000.0),
            ("negative", -1.0),
        ] {
            assert_eq!(fields.number(name), Some(number), "{name}");
        }
    }

    #[test]
    fn what_is_no_number_is_unknown() {
        for odd in [
            json!("a lot"),
            json!("2,50"),
            json!("2.500,00"),
            json!("NaN"),
            json!("inf"),
            json!(null),
            json!([1]),
            json!({}),
            json!(true),
        ] {
            assert_eq!(Fields::of(&json!({ "x": odd })).number("x"), None, "{odd}");
        }
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        for (value, count) in [
            (json!(3), Some(3)),
            (json!("3"), Some(3)),
            (json!(3.0), Some(3)),
            (json!(0), Some(0)),
            (json!(3.5), None),
            (json!(-3), None),
            (json!(5e9), None),
        ] {
            assert_eq!(Fields::of(&json!({ "x": value })).count("x"), count, "{value}");
        }
    }

    #[test]
    fn flags_are_read_from_booleans_texts_and_numbers() {
        for (value, flag) in [
            (json!(true), Some(true)),
            (json!("True"), Some(true)),
            (json!("1"), Some(true)),
            (json!(1), Some(true)),
            (json!("no"), Some(false)),
            (json!(0), Some(false)),
            (json!("maybe"), None),
            (json!(2), None),
            (json!(null), None),
        ] {
            assert_eq!(Fields::of(&json!({ "x": value })).flag("x"), flag, "{value}");
        }
    }

    #[test]
    fn instants_are_read_in_every_form_the_services_send() {
        for value in [
            json!("2026-01-05T08:12:43Z"),
            json!("2026-01-05T08:12:43+0000"),
            json!("2026-01-05T08:12:43+00:00"),
            json!("2026-01-05T10:12:43+02:00"),
            json!("2026-01-05T08:12:43.000Z"),
            json!("2026-01-05T08:12:43.000+0000"),
            json!("2026-01-05T08:12:43"),
            json!("2026-01-05 08:12:43"),
            json!(1_767_600_763),
            json!(1_767_600_763_000_i64),
            json!("1767600763"),
        ] {
            let instant = Fields::of(&json!({ "x": value })).instant("x").map(Timestamp::as_second);
            assert_eq!(instant, Some(1_767_600_763), "{value}");
        }
        let fraction = Fields::of(&json!({ "x": "2026-01-05T08:12:43.25Z" })).instant("x");
        assert_eq!(fraction.map(Timestamp::as_millisecond), Some(1_767_600_763_250));
    }

    #[test]
    fn an_instant_before_there_were_jobs_is_unknown() {
        for value in
            [json!("0001-01-01T00:00:00Z"), json!(0), json!("yesterday"), json!(""), json!(i64::MAX), json!(1e300)]
        {
            assert_eq!(Fields::of(&json!({ "x": value })).instant("x"), None, "{value}");
        }
    }

    #[test]
    fn texts_skip_what_is_no_text() {
        let fields = json!({ "skills": ["rust", null, 7, {"name": "x"}, "", "  ", ["y"], "c++"], "tags": "rust" });
        assert_eq!(Fields::of(&fields).texts("skills"), ["rust", "7", "c++"]);
        assert!(Fields::of(&fields).texts("tags").is_empty());
    }
}
