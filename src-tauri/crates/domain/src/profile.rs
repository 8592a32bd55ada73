//! The user's own profile, "me", which `fits:me` compares with what a posting requires.

use crate::job::{Country, English};
use crate::query::plain_number;
use crate::text::{language_code, normal};

/// What the user says of themselves. What is not said refuses no posting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Where they are, ISO 3166-1 alpha-2 in upper case.
    pub country: Option<[u8; 2]>,
    /// Languages they work in, ISO 639-1 in lower case. For their own record: postings do not require languages.
    pub languages: Vec<String>,
    /// Their English.
    pub english: Option<English>,
    /// Job success score, percent.
    pub job_success: Option<f64>,
    /// Hours worked on the marketplace.
    pub hours: Option<f64>,
    /// Least they work for, per hour, in the posting's currency.
    pub rate_floor: Option<f64>,
}

/// A part of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// [`Profile::country`].
    Country,
    /// [`Profile::languages`].
    Languages,
    /// [`Profile::english`].
    English,
    /// [`Profile::job_success`].
    JobSuccess,
    /// [`Profile::hours`].
    Hours,
    /// [`Profile::rate_floor`].
    RateFloor,
}

/// A value that a part of the profile does not take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` takes {expected}, not \"{value}\".")]
pub struct InvalidValue {
    word: &'static str,
    expected: &'static str,
    value: String,
}

const ENGLISH: [(&str, English); 4] = [
    ("basic", English::Basic),
    ("conversational", English::Conversational),
    ("fluent", English::Fluent),
    ("native", English::Native),
];

impl Key {
    /// All parts.
    pub const ALL: [Self; 6] =
        [Self::Country, Self::Languages, Self::English, Self::JobSuccess, Self::Hours, Self::RateFloor];

    /// The word used on the command line and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Languages => "languages",
            Self::English => "english",
            Self::JobSuccess => "jss",
            Self::Hours => "hours",
            Self::RateFloor => "rate_floor",
        }
    }

    /// Reads [`Key::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.word() == word)
    }

    /// What it takes, to be put into a sentence.
    fn expected(self) -> &'static str {
        match self {
            Self::Country => "the code or English name of a country",
            Self::Languages => "two-letter codes of languages, such as `en,de`",
            Self::English => "one of basic, conversational, fluent, native",
            Self::JobSuccess => "a percentage from 0 to 100",
            Self::Hours => "a number of hours",
            Self::RateFloor => "an amount per hour",
        }
    }
}

impl Profile {
    /// Sets a part from text; numbers are written as in queries. A blank text forgets it.
    ///
    /// ```
    /// use lapwing_domain::profile::{Key, Profile};
    ///
    /// let mut me = Profile::default();
    /// me.set(Key::Country, "Germany").unwrap();
    /// me.set(Key::RateFloor, "$40").unwrap();
    /// assert_eq!(me.get(Key::Country).as_deref(), Some("DE"));
    /// assert_eq!(me.rate_floor, Some(40.0));
    /// assert!(me.set(Key::English, "good").is_err());
    /// ```
    pub fn set(&mut self, key: Key, value: &str) -> Result<(), InvalidValue> {
        let text = normal(value);
        let text = text.trim();
        let invalid =
            || InvalidValue { word: key.word(), expected: key.expected(), value: value.chars().take(80).collect() };
        let given = (!text.is_empty()).then_some(text);
        let number = |most: f64| given.map(|text| number(text, most).ok_or_else(invalid)).transpose();
        match key {
            Key::Country => self.country = given.map(|text| Country::known(text).ok_or_else(invalid)).transpose()?,
            Key::Languages => {
                let codes = text.split([',', ' ']).filter(|code| !code.is_empty());
                let known = codes.map(|code| language_code(code).ok_or_else(invalid));
                self.languages = known.map(|code| code.map(str::to_owned)).collect::<Result<_, _>>()?;
            }
            Key::English => {
                let level = |text| ENGLISH.iter().find(|(word, _)| *word == text).map(|(_, level)| *level);
                self.english = given.map(|text| level(text).ok_or_else(invalid)).transpose()?;
            }
            Key::JobSuccess => self.job_success = number(100.0)?,
            Key::Hours => self.hours = number(1_000_000.0)?,
            Key::RateFloor => self.rate_floor = number(1_000_000.0)?,
        }
        Ok(())
    }

    /// A part as text that [`Profile::set`] reads back; `None` when it is not said.
    pub fn get(&self, key: Key) -> Option<String> {
        match key {
            Key::Country => self.country.map(|code| Country::Code(code).to_string()),
            Key::Languages => Some(self.languages.join(",")).filter(|codes| !codes.is_empty()),
            Key::English => {
                ENGLISH.iter().find(|(_, level)| Some(*level) == self.english).map(|(word, _)| (*word).to_owned())
            }
            Key::JobSuccess => self.job_success.map(|score| score.to_string()),
            Key::Hours => self.hours.map(|hours| hours.to_string()),
            Key::RateFloor => self.rate_floor.map(|rate| rate.to_string()),
        }
    }
}

/// A number as queries have it, from 0 up to the most there can be, with a unit that people put beside it.
fn number(text: &str, most: f64) -> Option<f64> {
    let digits = text.trim_end_matches('%').trim_end_matches("/h").trim();
    plain_number(digits).filter(|number| (0.0..=most).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_reads_back_from_its_text() {
        for (key, value, text) in [
            (Key::Country, "United Kingdom", "GB"),
            (Key::Languages, "EN, de", "en,de"),
            (Key::English, "Fluent", "fluent"),
            (Key::JobSuccess, "97.5%", "97.5"),
            (Key::Hours, "1200", "1200"),
            (Key::Hours, "1,200", "1200"),
            (Key::Hours, "1.5K", "1500"),
            (Key::RateFloor, "$45", "45"),
            (Key::RateFloor, "$45.50/h", "45.5"),
        ] {
            let mut me = Profile::default();
            assert_eq!(me.get(key), None);
            me.set(key, value).unwrap();
            assert_eq!(me.get(key).as_deref(), Some(text));
            let mut again = Profile::default();
            again.set(key, text).unwrap();
            assert_eq!(again, me);
            me.set(key, "  ").unwrap();
            assert_eq!(me, Profile::default());
            assert_eq!(Key::from_word(key.word()), Some(key));
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused_and_changes_nothing() {
        let mut me = Profile::default();
        me.set(Key::JobSuccess, "90").unwrap();
        let before = me.clone();
        for (key, value) in [
            (Key::Country, "Atlantis"),
            (Key::Languages, "en,klingon"),
            (Key::English, "good"),
            (Key::JobSuccess, "101"),
            (Key::JobSuccess, "-1"),
            (Key::JobSuccess, ">=90"),
            (Key::JobSuccess, "1k"),
            (Key::Hours, "NaN"),
            (Key::Hours, "-5"),
            (Key::Hours, "1,20"),
            (Key::Hours, "10..20"),
            (Key::Hours, "10-20"),
            (Key::Hours, "100+"),
            (Key::Hours, "2m"),
            (Key::RateFloor, "=45"),
            (Key::RateFloor, "€45"),
            (Key::RateFloor, "inf"),
            (Key::RateFloor, "forty"),
        ] {
            let problem = me.set(key, value).unwrap_err();
            assert!(problem.to_string().contains(key.word()), "{problem}");
        }
        assert_eq!(me, before);
    }
}
