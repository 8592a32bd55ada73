//! Which language a text is written in.

use whatlang::{Detector, Lang};

/// Characters looked at: more make a long posting costly and the answer no better.
const MOST_CHARS: usize = 1_000;

/// Letters below which an answer would be a guess.
const FEWEST_LETTERS: usize = 24;

/// The languages told apart, by their ISO 639-1 codes. Those in which nobody posts (Latin, Esperanto) or that short
/// English texts are easily taken for (Akan, Shona, Zulu, Turkmen, Javanese) are left out.
#[rustfmt::skip]
const LANGUAGES: [(&str, Lang); 63] = [
    ("af", Lang::Afr), ("am", Lang::Amh), ("ar", Lang::Ara), ("az", Lang::Aze), ("be", Lang::Bel), ("bg", Lang::Bul),
    ("bn", Lang::Ben), ("ca", Lang::Cat), ("cs", Lang::Ces), ("cy", Lang::Cym), ("da", Lang::Dan), ("de", Lang::Deu),
    ("el", Lang::Ell), ("en", Lang::Eng), ("es", Lang::Spa), ("et", Lang::Est), ("fa", Lang::Pes), ("fi", Lang::Fin),
    ("fr", Lang::Fra), ("gu", Lang::Guj), ("he", Lang::Heb), ("hi", Lang::Hin), ("hr", Lang::Hrv), ("hu", Lang::Hun),
    ("hy", Lang::Hye), ("id", Lang::Ind), ("it", Lang::Ita), ("ja", Lang::Jpn), ("ka", Lang::Kat), ("km", Lang::Khm),
    ("kn", Lang::Kan), ("ko", Lang::Kor), ("lt", Lang::Lit), ("lv", Lang::Lav), ("mk", Lang::Mkd), ("ml", Lang::Mal),
    ("mr", Lang::Mar), ("my", Lang::Mya), ("nb", Lang::Nob), ("ne", Lang::Nep), ("nl", Lang::Nld), ("or", Lang::Ori),
    ("pa", Lang::Pan), ("pl", Lang::Pol), ("pt", Lang::Por), ("ro", Lang::Ron), ("ru", Lang::Rus), ("si", Lang::Sin),
    ("sk", Lang::Slk), ("sl", Lang::Slv), ("sr", Lang::Srp), ("sv", Lang::Swe), ("ta", Lang::Tam), ("te", Lang::Tel),
    ("th", Lang::Tha), ("tl", Lang::Tgl), ("tr", Lang::Tur), ("uk", Lang::Ukr), ("ur", Lang::Urd), ("uz", Lang::Uzb),
    ("vi", Lang::Vie), ("yi", Lang::Yid), ("zh", Lang::Cmn),
];

/// Codes of ISO 639-1 for languages that are not told apart: right to ask for, and never the answer.
#[rustfmt::skip]
const OTHERS: [&str; 119] = [
    "aa", "ab", "ae", "ak", "an", "as", "av", "ay", "ba", "bi", "bm", "bo", "br", "bs", "ce", "ch", "co", "cr", "cu",
    "cv", "dv", "dz", "ee", "eo", "eu", "ff", "fj", "fo", "fy", "ga", "gd", "gl", "gn", "gv", "ha", "ho", "ht", "hz",
    "ia", "ie", "ig", "ii", "ik", "io", "is", "iu", "jv", "kg", "ki", "kj", "kk", "kl", "kr", "ks", "ku", "kv", "kw",
    "ky", "la", "lb", "lg", "li", "ln", "lo", "lu", "mg", "mh", "mi", "mn", "ms", "mt", "na", "nd", "ng", "nn", "nr",
    "nv", "ny", "oc", "oj", "om", "os", "pi", "ps", "qu", "rm", "rn", "rw", "sa", "sc", "sd", "se", "sg", "sm", "sn",
    "so", "sq", "ss", "st", "su", "sw", "tg", "ti", "tk", "tn", "to", "ts", "tt", "tw", "ty", "ug", "ve", "vo", "wa",
    "wo", "xh", "yo", "za", "zu",
];

/// The ISO 639-1 code as [`language`] gives it; `no` is Norwegian, of which `nb` is what is written.
pub fn language_code(text: &str) -> Option<&'static str> {
    let code = if text == "no" { "nb" } else { text };
    let told_apart = LANGUAGES.iter().map(|(code, _)| *code);
    told_apart.chain(OTHERS).find(|known| *known == code)
}

/// The code of a language by its English name in lower case.
pub fn language_named(name: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, language)| language.eng_name().eq_ignore_ascii_case(name)).map(|(code, _)| *code)
}

/// The language of a text by ISO 639-1 code; nothing when it has too few letters to tell.
///
/// ```
/// use lapwing_domain::text::language;
///
/// assert_eq!(language("We are looking for someone who can repair our online shop"), Some("en"));
/// assert_eq!(language("Gesucht wird jemand, der unseren Onlineshop wieder in Gang bringt"), Some("de"));
/// assert_eq!(language("React 18 + TS"), None);
/// ```
pub fn language(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(MOST_CHARS).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    // Scripts without spaces say as much in half the letters.
    let letters: usize = text.chars().filter(|c| c.is_alphabetic()).map(|c| c.len_utf8().min(2)).sum();
    if letters < FEWEST_LETTERS {
        return None;
    }
    let known = Detector::with_allowlist(LANGUAGES.iter().map(|(_, language)| *language).collect());
    let found = known.detect_lang(text)?;
    LANGUAGES.iter().find(|(_, language)| *language == found).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        let codes: Vec<_> = LANGUAGES.iter().map(|(code, _)| *code).collect();
        assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
        assert!(OTHERS.is_sorted_by(|one, next| one < next) && OTHERS.iter().all(|code| !codes.contains(code)));
    }

    #[test]
    fn postings_tell_their_language() {
        for (text, code) in [
            ("Looking for a Rust developer to maintain our command line tools, ten hours a week", "en"),
            ("Busco diseñador gráfico para crear el logotipo de mi nueva tienda de café", "es"),
            ("Nous cherchons une rédactrice pour notre blog de voyage, deux articles par semaine", "fr"),
            ("Procuro um programador para corrigir um erro no carrinho de compras da minha loja", "pt"),
            ("Cerco traduttore dall'inglese all'italiano per il manuale di una macchina da caffè", "it"),
            ("Ищу переводчика с английского языка для документации к программе", "ru"),
            ("求将这份英文合同翻译成中文并校对格式", "zh"),
            ("ウェブサイトの日本語への翻訳をお願いできる方を探しています", "ja"),
            ("أبحث عن مصمم لتصميم شعار لمتجر إلكتروني جديد", "ar"),
        ] {
            assert_eq!(language(text), Some(code), "{text}");
        }
    }

    #[test]
    fn what_has_hardly_any_letters_has_no_language() {
        for text in ["", "12345 67890 12345 67890", "React 18", "🚀🚀🚀"] {
            assert_eq!(language(text), None, "{text}");
        }
    }
}
