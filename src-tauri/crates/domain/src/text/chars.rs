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

/// Whether a character shows nothing of itself but may change how others show: controls of writing direction, joiners,
/// tags, variation selectors, fillers. Control characters and white space are not among them.
pub fn is_invisible(c: char) -> bool {
    !c.is_ascii()
        && (matches!(
            c,
            '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{3164}'
        ) || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0100}'..='\u{E01EF}')
            || c.general_category() == GeneralCategory::Format)
}
