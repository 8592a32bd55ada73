//! Character classes that tokens and normal form are defined by.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// General category L.
pub(super) fn is_letter(c: char) -> bool {
    use GeneralCategory::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    let category = c.general_category();
    matches!(category, UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter)
}

/// General category N.
pub(super) fn is_digit(c: char) -> bool {
    use GeneralCategory::{DecimalNumber, LetterNumber, OtherNumber};
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    matches!(c.general_category(), DecimalNumber | LetterNumber | OtherNumber)
}

/// General category Mc: part of a word when it follows a letter.
pub(super) fn is_spacing_mark(c: char) -> bool {
    !c.is_ascii() && c.general_category() == GeneralCategory::SpacingMark
}

/// What the normal form leaves out: general category Mn, zero-width characters, soft hyphens.
pub(super) fn is_dropped(c: char) -> bool {
    !c.is_ascii()
        && (matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
            || c.general_category() == GeneralCategory::NonspacingMark)
}

/// One spelling for apostrophes, double quotes and dashes.
pub(super) fn unified(c: char) -> char {
    match c {
        '‘' | '’' | '‛' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
        other => other,
    }
}
