//! Countries by ISO code of two or three letters, English name or alias.

use rust_iso3166::{ALL, CountryCode};

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

/// The code of two letters of a country written as a code, a name or an alias.
pub(crate) fn country(written: &str) -> Option<&'static str> {
    let code = written.trim().to_ascii_uppercase();
    let by_code = ALL.iter().find(|one| one.alpha2 == code || one.alpha3 == code);
    let wanted = key(written);
    by_code.or_else(|| by_name(&wanted)).or_else(|| by_alias(&wanted)).map(|found| found.alpha2)
}

/// The country of this name.
fn by_name(wanted: &str) -> Option<&'static CountryCode> {
    ALL.iter().find(|one| key(one.name) == wanted).or_else(|| {
        let mut found = ALL.iter().filter(|one| short_names(one.name).iter().any(|name| name == wanted));
        // "Korea" or "Virgin Islands" alone says neither one nor the other.
        found.next().filter(|_| found.next().is_none())
    })
}

/// `Iran (Islamic Republic of)` is also `Iran` and `Islamic Republic of Iran`.
fn short_names(name: &str) -> Vec<String> {
    name.split_once(" (").map_or_else(Vec::new, |(base, rest)| vec![key(base), key(&format!("{rest} {base}"))])
}

/// The country of this alias.
fn by_alias(wanted: &str) -> Option<&'static CountryCode> {
    let (_, code) = ALIASES.iter().find(|(alias, _)| key(alias) == wanted)?;
    ALL.iter().find(|one| one.alpha2 == *code)
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
