//! The characters of a query: quotes, operators, words.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::error::Error;

/// What stands at a place of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing.
    End,
    /// White space.
    Space,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `AND` or `&&`, of this length.
    And(usize),
    /// `OR`, `||` or `|`, of this length.
    Or(usize),
    /// `NOT`
    Not,
    /// A dash or `!`, which negates the term that it touches.
    Minus,
    /// `+`, which is dropped before a term.
    Plus,
    /// A quote.
    Quote,
    /// A word.
    Word,
}

/// The query's characters and the place reached.
#[derive(Debug)]
pub(crate) struct Scan {
    /// All characters.
    pub(crate) chars: Vec<char>,
    /// The place reached.
    pub(crate) at: usize,
}

impl Scan {
    /// The character at the place reached.
    pub(crate) fn here(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Passes over white space.
    pub(crate) fn skip_space(&mut self) {
        while self.here().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// What stands at the place reached.
    pub(crate) fn next(&self) -> Next {
        let Some(here) = self.here() else { return Next::End };
        if self.ends_word(self.at) {
            return match here {
                '(' => Next::Open,
                ')' => Next::Close,
                '|' => Next::Or(if self.chars.get(self.at + 1) == Some(&'|') { 2 } else { 1 }),
                '&' => Next::And(2),
                c if c.is_whitespace() => Next::Space,
                _ => Next::Quote,
            };
        }
        match self.word().as_str() {
            "AND" => Next::And(3),
            "OR" => Next::Or(2),
            "NOT" => Next::Not,
            _ if here == '!' || is_dash(here) => Next::Minus,
            _ if here == '+' => Next::Plus,
            _ => Next::Word,
        }
    }

    /// A word runs to white space, `(`, `)`, a quote, `|` or `&&`.
    pub(crate) fn ends_word(&self, at: usize) -> bool {
        match self.chars.get(at) {
            None | Some('(' | ')' | '|') => true,
            Some('&') => self.chars.get(at + 1) == Some(&'&'),
            Some(&c) => c.is_whitespace() || is_quote(c),
        }
    }

    /// The word at the place reached.
    pub(crate) fn word(&self) -> String {
        let end = (self.at..self.chars.len()).find(|&at| self.ends_word(at)).unwrap_or(self.chars.len());
        self.chars[self.at..end].iter().collect()
    }

    /// Whether the place reached stands right before a word that is an operator.
    pub(crate) fn at_operator(&self) -> bool {
        matches!(self.word().as_str(), "AND" | "OR" | "NOT")
    }

    /// The field's name at the place reached: ASCII letters, dots and underscores, followed by `:`.
    pub(crate) fn field_name(&self) -> Option<String> {
        let name: String = self.chars[self.at..].iter().take_while(|c| is_name(**c)).collect();
        let colon = self.chars.get(self.at + name.len()) == Some(&':');
        (colon && !name.is_empty()).then_some(name)
    }

    /// Reads the phrase that starts at the place reached: any quote closes it, `\"` and `\\` are escapes.
    pub(crate) fn phrase(&mut self) -> Result<String, Error> {
        let start = self.at;
        let mut text = String::new();
        self.at += 1;
        while let Some(c) = self.here() {
            self.at += 1;
            match (c, self.here()) {
                ('\\', Some(escaped @ ('"' | '\\'))) => {
                    text.push(escaped);
                    self.at += 1;
                }
                (c, _) if is_quote(c) => return Ok(text),
                (c, _) => text.push(c),
            }
        }
        Err(Error::new("unterminated", start, self.chars.len()))
    }

    /// Reads to the end of the word, or to a comma unless that groups thousands.
    pub(crate) fn value_word(&mut self, thousands: bool) -> String {
        let start = self.at;
        while !self.ends_word(self.at) && (self.here() != Some(',') || (thousands && self.groups_thousands())) {
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    /// A comma between a digit and exactly three digits.
    fn groups_thousands(&self) -> bool {
        let digit = |at: usize| self.chars.get(at).is_some_and(char::is_ascii_digit);
        let three = (1..=3).all(|step| digit(self.at + step)) && !digit(self.at + 4);
        self.at > 0 && digit(self.at - 1) && three
    }
}

/// ASCII letters, dots and underscores.
fn is_name(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '.' || c == '_'
}

/// `"`, typographic double quotes and guillemets.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}')
}

/// Any dash character: category Pd, and the minus sign.
pub(crate) fn is_dash(c: char) -> bool {
    c.general_category() == GeneralCategory::DashPunctuation || c == '\u{2212}'
}
