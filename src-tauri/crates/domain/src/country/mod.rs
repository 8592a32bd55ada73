//! Countries by code, English name or alias.

mod table;

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use crate::job::Country;
use crate::text::normal;
use table::COUNTRIES;

/// Every code, name and alias in normal form, without punctuation.
static BY_NAME: LazyLock<HashMap<String, [u8; 2]>> = LazyLock::new(|| {
    let pairs = COUNTRIES.iter().filter_map(|entry| Some((entry, <[u8; 2]>::try_from(entry.code.as_bytes()).ok()?)));
    pairs.flat_map(|(entry, code)| spellings(entry).map(move |spelling| (key(spelling), code))).collect()
});

fn spellings(entry: &'static table::Entry) -> impl Iterator<Item = &'static str> {
    [entry.code, entry.long_code].into_iter().chain(entry.names.iter().copied())
}

impl Country {
    /// Reads a service's value: a code of two or three letters, an English name or an alias; anything else is
    /// [`Country::Other`]. `None` when blank.
    ///
    /// ```
    /// use lapwing_domain::job::Country;
    ///
    /// assert_eq!(Country::read("DEU"), Some(Country::Code(*b"DE")));
    /// assert_eq!(Country::read("Atlantis"), Some(Country::Other("Atlantis".to_owned())));
    /// ```
    pub fn read(value: &str) -> Option<Self> {
        let value = value.trim();
        (!value.is_empty()).then(|| Self::known(value).map_or_else(|| Self::Other(value.to_owned()), Self::Code))
    }

    /// The two-letter code of a country given by code, English name or alias.
    pub fn known(value: &str) -> Option<[u8; 2]> {
        BY_NAME.get(&key(value)).copied()
    }

    /// The English name to show, or what the posting says where that is no country.
    pub fn name(&self) -> &str {
        match self {
            Self::Code(code) => entry(*code).and_then(|entry| entry.names.first()).copied().unwrap_or_default(),
            Self::Other(name) => name,
        }
    }

    /// Every country's two-letter code and English name, ordered by code.
    pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
        COUNTRIES.iter().filter_map(|entry| Some((entry.code, *entry.names.first()?)))
    }
}

impl fmt::Display for Country {
    /// The two-letter code, or what the posting says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => f.write_str(std::str::from_utf8(code).unwrap_or_default()),
            Self::Other(name) => f.write_str(name),
        }
    }
}

fn entry(code: [u8; 2]) -> Option<&'static table::Entry> {
    let at = COUNTRIES.binary_search_by(|entry| entry.code.as_bytes().cmp(&code)).ok()?;
    COUNTRIES.get(at)
}

/// `Côte d'Ivoire`, `cote divoire` and `COTE D’IVOIRE` are one; so are `&` and `and`.
fn key(name: &str) -> String {
    let name = normal(name).replace('&', " and ").replace(['\'', '.'], "");
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_read_by_code_name_or_alias_in_any_spelling() {
        for (value, code) in [
            ("US", "US"),
            ("usa", "US"),
            ("United States", "US"),
            ("UK", "GB"),
            ("GBR", "GB"),
            ("  great   britain ", "GB"),
            ("South Korea", "KR"),
            ("Turkey", "TR"),
            ("Türkiye", "TR"),
            ("TURKIYE", "TR"),
            ("Macedonia", "MK"),
            ("Czech Republic", "CZ"),
            ("Cote d’Ivoire", "CI"),
            ("Trinidad & Tobago", "TT"),
            ("Congo, the Democratic Republic of the", "CD"),
            ("U.S.A.", "US"),
        ] {
            assert_eq!(Country::read(value).map(|country| country.to_string()).as_deref(), Some(code), "{value}");
        }
    }

    #[test]
    fn what_is_no_country_is_known_but_equals_no_code() {
        assert_eq!(Country::read("Atlantis"), Some(Country::Other("Atlantis".into())));
        assert_eq!(Country::read("ZZ"), Some(Country::Other("ZZ".into())));
        assert_eq!(Country::read("  "), None);
        assert_eq!(Country::known("Atlantis"), None);
    }

    #[test]
    fn no_spelling_means_two_countries_and_the_table_is_ordered() {
        for entry in COUNTRIES {
            for spelling in spellings(entry) {
                assert_eq!(Country::read(spelling).unwrap().to_string(), entry.code, "{spelling}");
            }
            assert_eq!((entry.code.len(), entry.long_code.len()), (2, 3), "{}", entry.code);
        }
        assert!(COUNTRIES.is_sorted_by(|a, b| a.code < b.code));
        assert_eq!(Country::Code(*b"XK").name(), "Kosovo");
        assert_eq!(Country::all().count(), 250);
    }
}
