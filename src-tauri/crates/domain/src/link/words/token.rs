//! The page's words cut into terms, brackets and operators.

use super::FIELDS;

/// A term, a bracket or an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    /// As written.
    Not(&'static str),
    /// As written, and the field of our language.
    Field(String, &'static str),
    Word(String),
    /// What stands between its quotes.
    Phrase(String),
}

impl Token {
    /// As the page writes it.
    pub(super) fn written(&self) -> &str {
        match self {
            Self::Open => "(",
            Self::Close => ")",
            Self::And => "AND",
            Self::Or => "OR",
            Self::Not(written) => written,
            Self::Field(text, _) | Self::Word(text) | Self::Phrase(text) => text,
        }
    }

    /// Whether something to search for can begin with it.
    pub(super) fn begins_operand(&self) -> bool {
        !matches!(self, Self::Close | Self::And | Self::Or)
    }

    /// Whether something to search for can end with it.
    pub(super) fn ends_operand(&self) -> bool {
        matches!(self, Self::Close | Self::Word(_) | Self::Phrase(_))
    }
}

/// Cuts the page's words. A quote without its partner is noted and passed over.
pub(super) fn tokens(text: &str, left: &mut Vec<(String, String)>) -> Vec<Token> {
    let mut scan = Scan { chars: text.chars().collect(), at: 0 };
    let mut tokens = Vec::new();
    while let Some(c) = scan.peek(0) {
        if scan.is_space(scan.at) {
            scan.at += 1;
            continue;
        }
        let touches = scan.peek(1).is_some_and(|next| next != ')') && !scan.is_space(scan.at + 1);
        let (token, length) = match (c, scan.peek(1)) {
            ('(', _) => (Token::Open, 1),
            (')', _) => (Token::Close, 1),
            ('|', Some('|')) => (Token::Or, 2),
            ('|', _) => (Token::Or, 1),
            ('&', Some('&')) => (Token::And, 2),
            ('-', _) if touches => (Token::Not("-"), 1),
            ('!', _) if touches => (Token::Not("!"), 1),
            ('+', _) if touches => {
                // What it touches must be found, as everything must.
                scan.at += 1;
                continue;
            }
            (c, _) if is_quote(c) => {
                let Some(content) = scan.phrase() else {
                    let why = "This phrase has no closing quote; its words were taken one by one.";
                    left.push((scan.rest(), why.to_owned()));
                    scan.at += 1;
                    continue;
                };
                let length = content.chars().count() + 2;
                (Token::Phrase(content), length)
            }
            _ => scan.word(),
        };
        scan.at += length;
        tokens.push(token);
    }
    tokens
}

struct Scan {
    chars: Vec<char>,
    at: usize,
}

impl Scan {
    fn peek(&self, offset: usize) -> Option<char> {
        self.chars.get(self.at + offset).copied()
    }

    /// Whether the character here stands for space: commas do, but not within a number.
    fn is_space(&self, at: usize) -> bool {
        let is_digit = |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit);
        match self.chars.get(at) {
            Some(',') => !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))),
            Some(';') => true,
            Some(c) => c.is_whitespace(),
            None => false,
        }
    }

    fn rest(&self) -> String {
        self.chars.iter().skip(self.at).collect()
    }

    /// What stands between the quote here and the next; any closes any.
    fn phrase(&self) -> Option<String> {
        let inside = self.chars.get(self.at + 1..)?;
        let end = inside.iter().position(|c| is_quote(*c))?;
        Some(inside.iter().take(end).collect())
    }

    /// The word, operator or field that begins here, and its length.
    fn word(&self) -> (Token, usize) {
        let ends = |&at: &usize| {
            let c = self.chars.get(at).copied().unwrap_or(' ');
            let and = c == '&' && self.chars.get(at + 1) == Some(&'&');
            and || self.is_space(at) || matches!(c, '(' | ')' | '|') || is_quote(c)
        };
        let end = (self.at + 1..self.chars.len()).find(ends).unwrap_or(self.chars.len());
        let word: String = self.chars.iter().take(end).skip(self.at).collect();
        let length = end - self.at;
        match word.as_str() {
            "AND" => return (Token::And, length),
            "OR" => return (Token::Or, length),
            "NOT" => return (Token::Not("NOT"), length),
            _ => {}
        }
        let name = word.split_once(':').map(|(name, _)| name).unwrap_or_default();
        match FIELDS.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(name)) {
            // Its name is ASCII, so it has as many characters as bytes.
            Some((_, ours)) => (Token::Field(format!("{name}:"), ours), name.len() + 1),
            None => (Token::Word(word), length),
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
