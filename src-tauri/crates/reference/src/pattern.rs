//! What a text value asks for, and whether a text contains it.

use crate::normal::normal_form;
use crate::text::{Text, stem};
use crate::tokens::{Token, is_digit, is_letter, tokens};

/// A text value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// A bare word of letters a–z: compared by its English stem.
    Stem(String),
    /// `dev*`: compared with the beginning of whole, joined and part forms.
    Prefix(String),
    /// Tokens adjacent and in order, compared exactly.
    Phrase(Vec<Token>),
}

impl Pattern {
    /// The pattern of a word or a phrase, or the code of what is wrong with it.
    pub(crate) fn read(written: &str, quoted: bool, exact: bool) -> Result<Pattern, &'static str> {
        if written.contains('*') {
            return if quoted || exact { Err("bad_prefix") } else { prefix(written) };
        }
        let found = tokens(&normal_form(written));
        if found.is_empty() {
            return Err("empty_term");
        }
        let stemmed = !quoted && !exact && found.len() == 1 && found[0].whole.chars().all(|c| c.is_ascii_lowercase());
        Ok(if stemmed { Pattern::Stem(stem(&found[0].whole)) } else { Pattern::Phrase(found) })
    }

    /// Whether the text contains the pattern.
    pub(crate) fn is_in(&self, text: &Text) -> bool {
        match self {
            Pattern::Stem(stem) => text.forms.iter().any(|form| form.stem.as_ref() == Some(stem)),
            Pattern::Prefix(start) => text.forms.iter().any(|form| form.text.starts_with(start)),
            Pattern::Phrase(tokens) => (0..text.length).any(|start| !ends(text, tokens, start).is_empty()),
        }
    }

    /// Whether the pattern is the whole text: its tokens from the first position to the last.
    pub(crate) fn is_whole(&self, text: &Text) -> bool {
        match self {
            Pattern::Phrase(tokens) => ends(text, tokens, 0).contains(&text.length),
            Pattern::Stem(_) | Pattern::Prefix(_) => false,
        }
    }
}

/// At least two letters or digits and one `*` at the end of a single token.
fn prefix(written: &str) -> Result<Pattern, &'static str> {
    let start = written.strip_suffix('*').filter(|start| !start.contains('*')).ok_or("bad_prefix")?;
    match tokens(&normal_form(start)).as_slice() {
        [token] if token.whole.chars().filter(|&c| is_letter(c) || is_digit(c)).count() >= 2 => {
            Ok(Pattern::Prefix(token.whole.clone()))
        }
        _ => Err("bad_prefix"),
    }
}

/// Every position behind which the tokens can end when they start here.
fn ends(text: &Text, tokens: &[Token], start: usize) -> Vec<usize> {
    let Some((first, rest)) = tokens.split_first() else { return vec![start] };
    let mut found = Vec::new();
    for row in rows(first) {
        for end in row_ends(text, &row, start) {
            found.extend(ends(text, rest, end));
        }
    }
    found
}

/// The ways to write a query's token: its whole form, its joined form, or its parts in a row.
fn rows(token: &Token) -> Vec<Vec<String>> {
    let mut ways = vec![vec![token.whole.clone()]];
    if token.is_compound() {
        ways.extend(token.joined(0, token.parts.len()).map(|joined| vec![joined]));
        ways.push(token.parts.clone());
    }
    ways
}

/// Every position behind which these forms, each right behind the one before, can end.
fn row_ends(text: &Text, row: &[String], start: usize) -> Vec<usize> {
    let Some((first, rest)) = row.split_first() else { return vec![start] };
    let here = text.forms.iter().filter(|form| form.start == start && form.text == *first);
    here.flat_map(|form| row_ends(text, rest, form.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Text};

    fn finds(pattern: &str, quoted: bool, text: &str) -> bool {
        Pattern::read(pattern, quoted, false).unwrap().is_in(&Text::read(text).unwrap())
    }

    #[test]
    fn finds_compounds_however_written() {
        for word in ["node.js", "nodejs", "node", "js", "express"] {
            assert!(finds(word, false, "Node.js/Express"), "{word}");
        }
        assert!(finds("node js", true, "Node.js/Express"));
        assert!(finds("js express", true, "Node.js/Express"));
        assert!(finds("nodejs express", true, "Node.js/Express"));
        assert!(!finds("node express", true, "Node.js/Express"));
        assert!(finds("node.js", false, "node js") && !finds("nodejs", false, "node js"));
    }

    #[test]
    fn stems_bare_words_only() {
        assert!(finds("scraping", false, "Scrape") && !finds("scraping", true, "Scrape"));
        assert!(finds("stacks", false, "full-stack") && finds("fullstacks", false, "full-stack"));
    }

    #[test]
    fn refuses_wrong_prefixes() {
        for word in ["d*", "*ing", "*", "a*b", "foo@ba*", "dev**", "c++*", "\u{1F680}*"] {
            assert_eq!(Pattern::read(word, false, false), Err("bad_prefix"), "{word}");
        }
        assert!(finds("dev*", false, "developer") && finds("full-st*", false, "full-stack"));
        assert!(!finds("full-st*", false, "fullstack"));
    }

    #[test]
    fn compares_whole_values() {
        let whole = |pattern: &str, text: &str| {
            Pattern::read(pattern, true, true).unwrap().is_whole(&Text::read(text).unwrap())
        };
        assert!(whole("reactjs", "React.js") && whole("react", "React!"));
        assert!(!whole("react", "React Native") && !whole("native", "React Native"));
    }
}
