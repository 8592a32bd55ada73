//! The form in which texts are compared, and where each of its characters came from.

use std::ops::Range;

use icu_casemap::CaseMapper;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::chars::{is_dropped, unified};

/// A character of the normal form and the range of characters it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) ch: char,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The form in which texts are compared: case, accents, typographic quotes and dashes and widths do not matter.
/// Normalising twice changes nothing.
///
/// ```
/// use lapwing_domain::text::normal;
///
/// assert_eq!(normal("São Paulo — “Ｒｕｓｔ”"), "sao paulo - \"rust\"");
/// ```
pub fn normal(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().map(ascii).collect();
    }
    let compatible: String = text.chars().map(unified).nfkc().map(unified).collect();
    CaseMapper::new().fold_string(&compatible).nfd().filter(|&c| !is_dropped(c)).nfc().collect()
}

/// The normal form, each character with its origin.
///
/// Cut where no rule of the normal form reaches across, so that the pieces' normal forms in a row are the whole's.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let mut out = Vec::with_capacity(text.len());
    let mut piece = String::new();
    let mut chars = text.chars().peekable();
    let mut at: u32 = 0;
    while let Some(first) = chars.next() {
        let start = at;
        at += 1;
        if first.is_ascii() && chars.peek().is_none_or(|&next| starts_piece(next)) {
            out.push(Unit { ch: ascii(first), start, end: at });
            continue;
        }
        piece.clear();
        piece.push(first);
        while let Some(next) = chars.next_if(|&next| !starts_piece(next)) {
            piece.push(next);
            at += 1;
        }
        out.extend(normal(&piece).chars().map(|ch| Unit { ch, start, end: at }));
    }
    out
}

/// The characters of the normal form, each with the characters of the text it came from.
pub(crate) fn places(text: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    units(text).into_iter().map(|unit| (unit.ch, unit.start as usize..unit.end as usize))
}

fn ascii(c: char) -> char {
    unified(c.to_ascii_lowercase())
}

/// Whether nothing before this character can combine with it, in any step of the normal form.
fn starts_piece(c: char) -> bool {
    if c.is_ascii() {
        return true;
    }
    let mut first = None;
    decompose_compatible(c, |part| {
        first.get_or_insert(part);
    });
    let first = first.unwrap_or(c);
    let joins_back = || is_nfc_quick(std::iter::once(first)) == IsNormalized::Maybe;
    !is_dropped(first) && canonical_combining_class(first) == 0 && !joins_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &str) -> String {
        units(text).iter().map(|unit| unit.ch).collect()
    }

    #[test]
    fn spelling_variants_share_one_normal_form() {
        for (text, expected) in [
            ("São", "sao"),
            ("SA\u{303}O", "sao"),
            ("Ｒｕｓｔ", "rust"),
            ("l’été `x´", "l'ete 'x'"),
            ("„a“ «b»", "\"a\" \"b\""),
            ("a–b—c−d‑e", "a-b-c-d-e"),
            ("Straße ΣΊΣΥΦΟΣ ﬁ", "strasse σισυφοσ fi"),
            ("so\u{AD}ft\u{200B}ly\u{FEFF}", "softly"),
            ("İstanbul", "istanbul"),
            ("한국어", "한국어"),
            ("ﾊﾟｿｺﾝ", "ハソコン"),
        ] {
            assert_eq!(normal(text), expected, "{text}");
        }
    }

    #[test]
    fn every_character_normalises_once_and_for_all() {
        // Between these two ranges nothing is assigned.
        for c in ('\0'..'\u{40000}').chain('\u{E0000}'..'\u{E0200}') {
            let once = normal(c.encode_utf8(&mut [0; 4]));
            assert_eq!(normal(&once), once, "U+{:04X}", u32::from(c));
            let between = format!("a{c}\u{301}{c}b");
            assert_eq!(joined(&between), normal(&between), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn pieces_that_combine_across_dropped_characters_stay_together() {
        for text in ["\u{1100}\u{302}\u{1161}\u{11A8}", "\u{9C7}\u{200B}\u{9BE}", "\u{302E}\u{200B}\u{1D165}"] {
            assert_eq!(joined(text), normal(text), "{text}");
            assert_eq!(normal(&normal(text)), normal(text), "{text}");
        }
    }

    #[test]
    fn every_unit_knows_where_it_came_from() {
        let found: Vec<_> = units("aé\u{301}ﬁ!").iter().map(|u| (u.ch, u.start, u.end)).collect();
        assert_eq!(found, [('a', 0, 1), ('e', 1, 3), ('f', 3, 4), ('i', 3, 4), ('!', 4, 5)]);
    }
}
