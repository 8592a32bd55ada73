//! The normal form in which texts and queries are compared.

use icu_casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Replacements, NFKC, the same replacements, case folding, NFD, marks and invisible characters dropped, NFC.
pub(crate) fn normal_form(text: &str) -> String {
    let replaced: String = text.chars().map(replaced).collect();
    let compatible: String = replaced.nfkc().collect();
    let replaced_again: String = compatible.chars().map(self::replaced).collect();
    let folded = CaseMapper::new().fold_string(&replaced_again).into_owned();
    let decomposed: String = folded.nfd().collect();
    let visible: String = decomposed.chars().filter(|&c| !dropped(c)).collect();
    visible.nfc().collect()
}

/// Apostrophes, double quotes and dashes are each made one character.
fn replaced(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '`' | '\u{B4}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}' => '"',
        '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
        other => other,
    }
}

/// Category Mn, zero-width characters and the soft hyphen.
fn dropped(c: char) -> bool {
    c.general_category() == GeneralCategory::NonspacingMark
        || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

#[cfg(test)]
mod tests {
    use super::normal_form;

    #[test]
    fn compares_as_people_read() {
        assert_eq!(normal_form("São"), "sao");
        assert_eq!(normal_form("Ｒｕｓｔ"), "rust");
        assert_eq!(normal_form("l’été «x» a–b STRASSE straße"), "l'ete \"x\" a-b strasse strasse");
        assert_eq!(normal_form("a\u{AD}b\u{200B}c"), "abc");
    }

    #[test]
    fn is_idempotent_for_every_character() {
        for c in '\0'..='\u{1FFFF}' {
            let once = normal_form(&format!("a{c}a"));
            assert_eq!(normal_form(&once), once, "{c:?}");
        }
    }
}
