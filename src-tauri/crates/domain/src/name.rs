//! Names that people give to sources and searches, and when two of them are one.

use icu_casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization as _;

/// Whether two names are the same to whoever reads or types them: neither upper and lower case nor the ways of writing
/// one letter tell names apart.
///
/// ```
/// use lapwing_domain::name::is_same;
///
/// assert!(is_same("Größe", "GRÖSSE"));
/// assert!(!is_same("Rust", "Rust 2"));
/// ```
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}

/// A name without what does not tell it from others: two names are the same exactly when these are equal.
pub fn folded(name: &str) -> String {
    let composed: String = name.nfc().collect();
    CaseMapper::new().fold_string(&composed).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_spelling_make_no_difference_and_letters_do() {
        for (one, other) in [("main", "MAIN"), ("Σίσυφος", "ΣΊΣΥΦΟΣ"), ("São", "SA\u{303}O"), ("", "")] {
            assert!(is_same(one, other), "{one} {other}");
        }
        for (one, other) in [("main", "mein"), ("Sao", "São"), ("a b", "ab"), ("a", "")] {
            assert!(!is_same(one, other), "{one} {other}");
        }
    }
}
