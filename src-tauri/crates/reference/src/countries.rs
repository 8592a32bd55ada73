//! Countries by ISO code of two or three letters, English name or alias.

use std::sync::LazyLock;

use rust_iso3166::ALL;

use crate::normal::normal_form;
use crate::tokens::{is_digit, is_letter};

/// Names in use beside those of the standard, with the code of two letters.
const ALIASES: &[(&str, &str)] = &[
    ("UK", "GB"),
    ("Great Britain", "GB"),
    ("Britain", "GB"),
    ("United Kingdom", "GB"),
    ("United States", "US"),
    ("U.S.", "US"),
    ("U.S.A.", "US"),
    ("UAE", "AE"),
    ("South Korea", "KR"),
    ("Korea South", "KR"),
    ("North Korea", "KP"),
    ("Korea North", "KP"),
    ("Turkey", "TR"),
    ("Macedonia", "MK"),
    ("Macedonia, the former Yugoslav Republic of", "MK"),
    ("Former Yugoslav Republic of Macedonia", "MK"),
    ("Czech Republic", "CZ"),
    ("Russia", "RU"),
    ("Vietnam", "VN"),
    ("Laos", "LA"),
    ("Syria", "SY"),
    ("Ivory Coast", "CI"),
    ("Cape Verde", "CV"),
    ("Swaziland", "SZ"),
    ("Burma", "MM"),
    ("East Timor", "TL"),
    ("Brunei", "BN"),
    ("Vatican", "VA"),
    ("Vatican City", "VA"),
    ("Vatican City State", "VA"),
    ("Holy See (Vatican City State)", "VA"),
    ("Palestinian Territories", "PS"),
    ("Palestinian Territory", "PS"),
    ("Palestinian Territory, Occupied", "PS"),
    ("Macau", "MO"),
    ("Congo, the Democratic Republic of the", "CD"),
    ("DR Congo", "CD"),
    ("Republic of the Congo", "CG"),
    ("British Virgin Islands", "VG"),
    ("US Virgin Islands", "VI"),
    ("United States Virgin Islands", "VI"),
    ("Falkland Islands", "FK"),
    ("Cocos Islands", "CC"),
    ("Saint Helena", "SH"),
    ("Pitcairn Islands", "PN"),
    ("Libyan Arab Jamahiriya", "LY"),
];

/// Every name with its country: those of the standard first, then their short forms, then the aliases.
static NAMES: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let full = ALL.iter().map(|one| (key(one.name), one.alpha2));
    let short: Vec<(String, &str)> =
        ALL.iter().flat_map(|one| short_names(one.name).into_iter().map(|name| (name, one.alpha2))).collect();
    // "Korea" or "Virgin Islands" alone says neither one nor the other.
    let clear = short.iter().filter(|(name, _)| short.iter().filter(|(other, _)| other == name).count() == 1).cloned();
    full.chain(clear).chain(ALIASES.iter().map(|(name, code)| (key(name), *code))).collect()
});

/// The code of two letters of a country written as a code, a name or an alias.
pub(crate) fn country(written: &str) -> Option<&'static str> {
    let code = written.trim().to_ascii_uppercase();
    if let Some(one) = ALL.iter().find(|one| one.alpha2 == code || one.alpha3 == code) {
        return Some(one.alpha2);
    }
    let wanted = key(written);
    NAMES.iter().find(|(name, _)| *name == wanted).map(|(_, code)| *code)
}

/// `Iran (Islamic Republic of)` is also `Iran` and `Islamic Republic of Iran`.
fn short_names(name: &str) -> Vec<String> {
    name.split_once(" (").map_or_else(Vec::new, |(base, rest)| vec![key(base), key(&format!("{rest} {base}"))])
}

/// The words of a name in normal form: `&` is `and`, a leading `the` is dropped, `St` is `Saint`.
fn key(name: &str) -> String {
    let spelt = normal_form(name).replace('&', " and ");
    let words = spelt.split(|c| !is_letter(c) && !is_digit(c)).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.map(|word| if word == "st" { "saint" } else { word }).collect();
    match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest.join(" "),
        all => all.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIASES, ALL, country};

    #[test]
    fn reads_codes_names_and_aliases() {
        for (written, code) in [
            ("us", "US"),
            ("USA", "US"),
            ("uk", "GB"),
            ("United States", "US"),
            ("Turkey", "TR"),
            ("türkiye", "TR"),
            ("Cote d'Ivoire", "CI"),
            ("Iran", "IR"),
            ("Republic of Korea", "KR"),
            ("Korea, Republic of", "KR"),
            ("Congo", "CG"),
            ("Democratic Republic of the Congo", "CD"),
            ("The Netherlands", "NL"),
            ("Trinidad & Tobago", "TT"),
            ("St. Lucia", "LC"),
            ("Oman", "OM"),
        ] {
            assert_eq!(country(written), Some(code), "{written}");
        }
        for unknown in ["Atlantis", "Korea", "", "None", "XX", "the"] {
            assert_eq!(country(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn names_every_country() {
        for one in ALL {
            assert_eq!(country(one.name), Some(one.alpha2));
            assert_eq!(country(one.alpha3), Some(one.alpha2));
        }
        for (alias, code) in ALIASES {
            assert_eq!(country(alias), Some(*code));
        }
    }
}
