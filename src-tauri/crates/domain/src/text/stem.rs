//! Inflection: English words that share a Snowball stem.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// Whether a normalised token takes part in stemming: letters a–z only.
pub fn is_stemmable(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The Snowball English stem of a token for which [`is_stemmable`] holds.
///
/// ```
/// use lapwing_domain::text::stem;
///
/// assert_eq!(stem("scraping"), stem("scrape"));
/// ```
pub fn stem(token: &str) -> Cow<'_, str> {
    Stemmer::new(Algorithm::English).stem(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_words_share_a_stem_and_other_words_do_not() {
        assert_eq!(stem("scraping"), stem("scrape"));
        assert_eq!(stem("developers"), stem("developer"));
        assert_ne!(stem("scraper"), stem("scrape"));
        assert_ne!(stem("organic"), stem("organization"));
    }

    #[test]
    fn only_plain_letters_are_stemmed() {
        for (token, stemmable) in [("node", true), ("gpt4", false), ("c++", false), ("день", false), ("", false)] {
            assert_eq!(is_stemmable(token), stemmable, "{token}");
        }
    }
}
