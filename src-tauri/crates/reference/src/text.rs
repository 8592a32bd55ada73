//! A text as the page matches it: every form that stands in it, and where.

use frostem::{Algorithm, Stemmer};

use crate::clean::clean;
use crate::normal::normal_form;
use crate::tokens::{Token, is_letter, tokens};

/// A form of a token: a whole, a part or a joined run, and the positions it spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// The form in normal form.
    pub(crate) text: String,
    /// Its English stem, if it is made of letters only.
    pub(crate) stem: Option<String>,
    /// The first position.
    pub(crate) start: usize,
    /// The position behind the last.
    pub(crate) end: usize,
}

/// One text (a title, a description, one skill, one tag) with all its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// All forms of all tokens.
    pub(crate) forms: Vec<Form>,
    /// The number of positions.
    pub(crate) length: usize,
}

impl Text {
    /// The forms of a raw text, or nothing when it is blank after cleaning.
    pub(crate) fn read(raw: &str) -> Option<Text> {
        let cleaned = clean(raw);
        if cleaned.trim().is_empty() {
            return None;
        }
        let mut text = Text { forms: Vec::new(), length: 0 };
        for token in tokens(&normal_form(&cleaned)) {
            text.add(&token);
        }
        Some(text)
    }

    /// A token's parts at consecutive positions, its whole form and its joined forms.
    fn add(&mut self, token: &Token) {
        let first = self.length;
        let count = token.parts.len();
        for (index, part) in token.parts.iter().enumerate() {
            self.form(part.clone(), first + index, 1);
            let dotted = index > 0 && matches!(token.parts[index - 1].as_str(), "asp" | "vb" | "ado" | "ml");
            if dotted && part == "net" {
                self.form(".net".to_owned(), first + index, 1);
            }
        }
        if token.is_compound() {
            self.form(token.whole.clone(), first, count);
        }
        for from in 0..count {
            for to in from + 2..=count {
                if let Some(joined) = token.joined(from, to) {
                    self.form(joined, first + from, to - from);
                }
            }
        }
        self.length += count;
    }

    /// One form at its place.
    fn form(&mut self, text: String, start: usize, span: usize) {
        let stem = text.chars().all(is_letter).then(|| stem(&text));
        self.forms.push(Form { text, stem, start, end: start + span });
    }
}

/// The Snowball English stem.
pub(crate) fn stem(word: &str) -> String {
    Stemmer::new(Algorithm::English).stem(word).into_owned()
}
