//! The characters of a query, and where words, phrases and operators end in it.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A query's characters and a place among them.
pub(super) struct Scan {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
}

/// An operator between or before terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    And,
    Or,
    Not,
}

impl Scan {
    pub(super) fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn peek_at(&self, offset: usize) -> Option<char> {
        self.chars.get(self.at + offset).copied()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.chars.len()
    }

    pub(super) fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    pub(super) fn text(&self, start: usize, end: usize) -> String {
        self.chars.get(start..end).unwrap_or_default().iter().collect()
    }

    /// Whether a word cannot go on at this place.
    fn ends_word(&self, at: usize) -> bool {
        match self.chars.get(at) {
            None | Some('(' | ')' | '|') => true,
            Some('&') => self.chars.get(at + 1) == Some(&'&'),
            Some(&c) => c.is_whitespace() || is_quote(c),
        }
    }

    /// Whether nothing that could be a term begins here: the end, a space, a closing bracket or an operator's sign.
    pub(super) fn ends_operand(&self) -> bool {
        self.ends_word(self.at) && !self.peek().is_some_and(|c| c == '(' || is_quote(c))
    }

    /// Where the word that begins here ends.
    pub(super) fn word_end(&self) -> usize {
        (self.at..self.len()).find(|&at| self.ends_word(at)).unwrap_or(self.len())
    }

    /// The operator that begins here, and its length. Words are operators in capitals only.
    pub(super) fn operator(&self) -> Option<(Operator, usize)> {
        match (self.peek()?, self.peek_at(1)) {
            ('&', Some('&')) => return Some((Operator::And, 2)),
            ('|', Some('|')) => return Some((Operator::Or, 2)),
            ('|', _) => return Some((Operator::Or, 1)),
            ('A' | 'O' | 'N', _) => {}
            _ => return None,
        }
        let length = self.word_end() - self.at;
        let is =
            |word: &str| length == word.len() && word.chars().eq(self.chars[self.at..].iter().copied().take(length));
        let words = [("AND", Operator::And), ("OR", Operator::Or), ("NOT", Operator::Not)];
        words.into_iter().find(|(word, _)| is(word)).map(|(word, operator)| (operator, word.len()))
    }

    /// Where the field name that begins here ends, if there is one: letters, dots and underscores up to a colon.
    pub(super) fn field_name_end(&self) -> Option<usize> {
        let is_name = |c: &char| c.is_ascii_alphabetic() || matches!(c, '.' | '_');
        let length = self.chars.get(self.at..)?.iter().take_while(|c| is_name(c)).count();
        let end = self.at + length;
        (length > 0 && self.chars.get(end) == Some(&':')).then_some(end)
    }

    /// Reads the phrase whose opening quote is here; any quote closes any. `None`, with the place unmoved, when nothing
    /// does.
    pub(super) fn phrase(&mut self) -> Option<String> {
        let mut content = String::new();
        let mut at = self.at + 1;
        loop {
            match *self.chars.get(at)? {
                '\\' if matches!(self.chars.get(at + 1), Some('"' | '\\')) => {
                    content.extend(self.chars.get(at + 1));
                    at += 2;
                }
                c if is_quote(c) => break,
                c => {
                    content.push(c);
                    at += 1;
                }
            }
        }
        self.at = at + 1;
        Some(content)
    }
}

/// A phrase as it is written in a query.
pub(super) fn quoted(content: &str) -> String {
    format!("\"{}\"", content.replace('\\', "\\\\").replace('"', "\\\""))
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// A sign that negates what it touches. Any dash does.
pub(super) fn is_negation(c: char) -> bool {
    matches!(c, '-' | '!' | '\u{2212}') || (!c.is_ascii() && c.general_category() == GeneralCategory::DashPunctuation)
}
