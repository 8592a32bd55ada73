//! Where a client's clock is, as far as a posting says.

use super::table::ZONES;
use crate::job::{Client, Country};
use crate::text::normal;

/// Characters of a time zone that are read; descriptions of zones are shorter.
const LONGEST: usize = 100;

/// Abbreviations that mean one offset wherever they are used. `CST`, `BST` and others mean several.
const ABBREVIATIONS: [(&str, i32); 29] = [
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("wet", 0),
    ("west", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("trt", 180),
    ("pkt", 300),
    ("wib", 420),
    ("pht", 480),
    ("sgt", 480),
    ("hkt", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
];

/// Zones that lists of offsets name in words. Their offset is that of winter; the zone knows the summer, too.
const NAMES: [(i32, &str, &str); 4] = [
    (-300, "eastern time", "America/New_York"),
    (-360, "central time", "America/Chicago"),
    (-420, "mountain time", "America/Denver"),
    (-480, "pacific time", "America/Los_Angeles"),
];

/// First parts of names in the IANA time zone database.
const AREAS: [&str; 13] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Brazil",
    "Canada",
    "Europe",
    "Indian",
    "Pacific",
    "US",
];

/// How far a clock is ahead of UTC.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Zone {
    /// So many minutes, all year.
    Offset(i32),
    /// As the zone with this name in the IANA time zone database says. Well-formed, but perhaps unknown there.
    Named(String),
}

impl Zone {
    /// The zone of a client: what the posting gives, else its country's where that keeps one time.
    pub fn of(client: &Client) -> Option<Self> {
        let country = client.country.as_ref();
        Self::read(&client.timezone).or_else(|| match country {
            Some(Country::Code(code)) => Self::of_country(*code),
            _ => None,
        })
    }

    /// Reads what services and people write: `UTC+05:30`, `GMT-5`, `America/New_York`, `(UTC-08:00) Pacific Time`, `EET`.
    ///
    /// ```
    /// use lapwing_domain::hours::Zone;
    ///
    /// assert_eq!(Zone::read("(UTC+05:30) Chennai, Mumbai"), Some(Zone::Offset(330)));
    /// assert_eq!(Zone::read("Europe/Berlin"), Some(Zone::Named("Europe/Berlin".to_owned())));
    /// assert_eq!(Zone::read("India time"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        let first = text.split_whitespace().next()?;
        if is_name(first) {
            return Some(Self::Named(first.to_owned()));
        }
        let normal = normal(text);
        let normal = normal.trim_start_matches(['(', '[']);
        let (offset, rest) = offset(normal)?;
        let rest = rest.trim_start_matches([')', ']', ' ', '-', ',']);
        let named = NAMES.iter().find(|(winter, name, _)| *winter == offset && rest.starts_with(name));
        Some(named.map_or(Self::Offset(offset), |(_, _, zone)| Self::Named((*zone).to_owned())))
    }

    /// The zone of a country that keeps one time, by its two-letter code.
    pub fn of_country(code: [u8; 2]) -> Option<Self> {
        let at = ZONES.binary_search_by(|(country, _)| country.as_bytes().cmp(&code)).ok()?;
        ZONES.get(at).map(|(_, zone)| Self::Named((*zone).to_owned()))
    }

    /// Minutes ahead of UTC. `named` says it of a name, for the moment in question.
    pub fn offset(&self, named: impl FnOnce(&str) -> Option<i32>) -> Option<i32> {
        match self {
            Self::Offset(minutes) => Some(*minutes),
            Self::Named(name) => named(name),
        }
    }
}

/// Whether it has the form of a name in the IANA time zone database.
fn is_name(text: &str) -> bool {
    let mut parts = text.split('/');
    let area = parts.next().is_some_and(|area| AREAS.contains(&area));
    let place = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-+".contains(&byte))
    };
    let places: Vec<&str> = parts.collect();
    area && (1..=2).contains(&places.len()) && places.into_iter().all(place)
}

/// Minutes ahead of UTC that a text in normal form begins with, and what follows.
fn offset(text: &str) -> Option<(i32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at(length);
    let base = ABBREVIATIONS.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes);
    // Behind any abbreviation but those of UTC itself a sign would be a second offset.
    match signed(rest.trim_start()) {
        Some(signed) if ["", "utc", "gmt", "z"].contains(&word) => Some(signed),
        _ => base
            .filter(|_| !rest.starts_with(char::is_alphanumeric) && !rest.trim_start().starts_with(['+', '-']))
            .map(|base| (base, rest)),
    }
}

/// `+05:30`, `-5`, `+0530`, from twelve hours behind to fourteen ahead.
fn signed(text: &str) -> Option<(i32, &str)> {
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let text = text[1..].trim_start();
    let length = digits(text);
    let (number, rest) = text.split_at(length);
    let (hours, minutes, rest) = match (length, rest.strip_prefix([':', '.'])) {
        (1 | 2, Some(after)) if digits(after) == 2 => (number, &after[..2], &after[2..]),
        (1 | 2, Some(after)) if rest.starts_with(".5") && digits(after) == 1 => (number, "30", &after[1..]),
        // A part of an hour that is no minutes would be lost.
        (1 | 2, Some(after)) if digits(after) > 0 => return None,
        (1 | 2, _) => (number, "0", rest),
        (3 | 4, _) => (&number[..length - 2], &number[length - 2..], rest),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let total = sign * (hours * 60 + minutes);
    (minutes < 60 && (-12 * 60..=14 * 60).contains(&total)).then_some((total, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Zone {
        Zone::Named(name.to_owned())
    }

    #[test]
    fn offsets_are_read_however_they_are_written() {
        for (text, minutes) in [
            ("UTC+05:30", 330),
            ("UTC +5:30", 330),
            ("utc+0530", 330),
            ("UTC+5.30", 330),
            ("UTC+5.5", 330),
            ("UTC-3.", -180),
            ("GMT-5", -300),
            ("GMT −5", -300),
            ("UTC", 0),
            ("gmt", 0),
            ("Z", 0),
            ("+02:00", 120),
            ("-11", -660),
            ("UTC+14:00", 840),
            ("UTC-12", -720),
            ("(UTC+01:00) Berlin, Rome", 60),
            ("[GMT+3] Moscow", 180),
            ("UTC-07:00 Arizona", -420),
            ("EST", -300),
            ("CEST (summer)", 120),
        ] {
            assert_eq!(Zone::read(text), Some(Zone::Offset(minutes)), "{text}");
        }
    }

    #[test]
    fn names_of_zones_are_handed_on_and_others_given_one() {
        for (text, name) in [
            ("America/New_York", "America/New_York"),
            (" Europe/Berlin (CET)", "Europe/Berlin"),
            ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
            ("America/Port-au-Prince", "America/Port-au-Prince"),
            ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
            ("UTC-05:00 Eastern Time", "America/New_York"),
        ] {
            assert_eq!(Zone::read(text), Some(named(name)), "{text}");
        }
        assert_eq!(Zone::read("(UTC+10:00) Eastern Time (Brisbane)"), Some(Zone::Offset(600)));
    }

    #[test]
    fn what_could_mean_several_zones_or_none_is_not_guessed() {
        for text in [
            "",
            " ",
            "CST",
            "BST",
            "India Standard Time",
            "UTC+15",
            "UTC +15",
            "UTC-13",
            "UTC+5:75",
            "UTC+12345",
            "UTC+5.75",
            "UTC+05:300",
            "WET+1",
            "UTC+",
            "utcx",
            "EST5EDT",
            "Europe",
            "Europe/",
            "Europe/../passwd",
            "/etc/localtime",
            "Mars/Olympus",
            "9am to 5pm",
        ] {
            assert_eq!(Zone::read(text), None, "{text}");
        }
        assert_eq!(Zone::read(&format!("UTC {}", "x".repeat(200))), None);
    }

    #[test]
    fn a_client_without_a_zone_has_that_of_its_country_where_that_keeps_one_time() {
        let zone = |timezone: &str, country: &str| {
            Zone::of(&Client { timezone: timezone.into(), country: Country::read(country), ..Client::default() })
        };
        assert_eq!(zone("UTC+2", "Germany"), Some(Zone::Offset(120)));
        assert_eq!(zone("", "Germany"), Some(named("Europe/Berlin")));
        assert_eq!(zone("local", "India"), Some(named("Asia/Kolkata")));
        for several in ["US", "CA", "AU", "BR", "RU", "CN", "ES", "Atlantis", ""] {
            assert_eq!(zone("", several), None, "{several}");
        }
    }

    #[test]
    fn every_country_of_the_table_has_one_and_the_table_is_ordered() {
        assert!(ZONES.is_sorted_by(|a, b| a.0 < b.0));
        for (code, name) in ZONES {
            assert!(Country::known(code).is_some(), "{code}");
            assert!(is_name(name), "{name}");
        }
    }

    #[test]
    fn what_a_name_means_is_told_by_the_caller() {
        let told = |name: &str| (name == "Asia/Kolkata").then_some(330);
        assert_eq!(Zone::of_country(*b"IN").and_then(|zone| zone.offset(told)), Some(330));
        assert_eq!(Zone::Offset(-90).offset(|_| None), Some(-90));
        assert_eq!(Zone::Named("Europe/Atlantis".into()).offset(|_| None), None);
    }
}
