//! The expression of `q`: words and `"phrases"`, matched as substrings with `*` for anything; `AND`, `OR`, `NOT` or `&&`,
//! `||`, `!`; brackets. Words side by side must all be there; `NOT` binds closest, then `AND`, then `OR`.

use std::iter::Peekable;
use std::vec::IntoIter;

/// Brackets and `NOT`s inside each other; more is nobody's search and would only exhaust the stack.
const DEEPEST: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expression {
    All(Vec<Expression>),
    Any(Vec<Expression>),
    Not(Box<Expression>),
    /// Lower case, cut at its `*`.
    Text(Vec<String>),
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Text(String),
}

impl Expression {
    /// Reads an expression; the error says what is wrong with it.
    pub(crate) fn read(text: &str) -> Result<Self, &'static str> {
        Self::of(tokens(text)?)
    }

    /// Reads an expression as if there were an `OR` between words side by side.
    pub(crate) fn read_loosely(text: &str) -> Result<Self, &'static str> {
        let mut loose = Vec::new();
        for token in tokens(text)? {
            let ends = matches!(loose.last(), Some(Token::Text(_) | Token::Close));
            if ends && matches!(token, Token::Text(_) | Token::Open) {
                loose.push(Token::Or);
            }
            loose.push(token);
        }
        Self::of(loose)
    }

    fn of(tokens: Vec<Token>) -> Result<Self, &'static str> {
        let mut tokens = tokens.into_iter().peekable();
        let whole = any(&mut tokens, DEEPEST)?;
        if tokens.peek().is_some() { Err("a bracket is closed that was not opened") } else { Ok(whole) }
    }

    /// Whether it holds of a posting whose texts, in lower case, are these.
    pub(super) fn holds(&self, texts: &[String]) -> bool {
        self.holds_where(&|pieces| texts.iter().any(|text| contains(text, pieces)))
    }

    /// Whether it holds where `is_there` says of each of its words and phrases, cut at its `*`, whether it is there.
    pub(crate) fn holds_where(&self, is_there: &dyn Fn(&[String]) -> bool) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds_where(is_there)),
            Self::Any(parts) => parts.iter().any(|part| part.holds_where(is_there)),
            Self::Not(part) => !part.holds_where(is_there),
            Self::Text(pieces) => is_there(pieces),
        }
    }
}

/// Whether the pieces stand in `text` one after the other.
fn contains(text: &str, pieces: &[String]) -> bool {
    let mut rest = text;
    pieces.iter().all(|piece| match rest.find(piece.as_str()) {
        Some(place) => {
            rest = &rest[place + piece.len()..];
            true
        }
        None => false,
    })
}

fn tokens(text: &str) -> Result<Vec<Token>, &'static str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        tokens.push(match first {
            '(' => Token::Open,
            ')' => Token::Close,
            '!' => Token::Not,
            '"' => {
                let (phrase, _) = rest[1..].split_once('"').ok_or("a phrase is not closed")?;
                length = phrase.len() + 2;
                Token::Text(phrase.to_owned())
            }
            _ => {
                length = rest.find(|c: char| c.is_whitespace() || "()\"".contains(c)).unwrap_or(rest.len());
                match &rest[..length] {
                    "AND" | "&&" => Token::And,
                    "OR" | "||" => Token::Or,
                    "NOT" => Token::Not,
                    word => Token::Text(word.to_owned()),
                }
            }
        });
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

fn any(tokens: &mut Peekable<IntoIter<Token>>, depth: usize) -> Result<Expression, &'static str> {
    let mut parts = vec![all(tokens, depth)?];
    while tokens.next_if_eq(&Token::Or).is_some() {
        parts.push(all(tokens, depth)?);
    }
    Ok(one_or(parts, Expression::Any))
}

fn all(tokens: &mut Peekable<IntoIter<Token>>, depth: usize) -> Result<Expression, &'static str> {
    let mut parts = vec![single(tokens, depth)?];
    loop {
        match tokens.peek() {
            Some(Token::And) => {
                tokens.next();
            }
            Some(Token::Open | Token::Not | Token::Text(_)) => {}
            Some(Token::Close | Token::Or) | None => return Ok(one_or(parts, Expression::All)),
        }
        parts.push(single(tokens, depth)?);
    }
}

fn single(tokens: &mut Peekable<IntoIter<Token>>, depth: usize) -> Result<Expression, &'static str> {
    let depth = depth.checked_sub(1).ok_or("it is nested too deep")?;
    match tokens.next() {
        Some(Token::Not) => Ok(Expression::Not(Box::new(single(tokens, depth)?))),
        Some(Token::Open) => {
            let inner = any(tokens, depth)?;
            tokens.next_if_eq(&Token::Close).ok_or("a bracket is not closed")?;
            Ok(inner)
        }
        Some(Token::Text(text)) => Ok(Expression::Text(text.to_lowercase().split('*').map(str::to_owned).collect())),
        Some(Token::Close | Token::And | Token::Or) | None => Err("a word is missing"),
    }
}

fn one_or(mut parts: Vec<Expression>, many: fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            many(parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(expression: &str) -> bool {
        let texts = ["rust developer for a tray app", "we trust you", "tokio"].map(str::to_owned);
        Expression::read(expression).unwrap().holds(&texts)
    }

    #[test]
    fn every_operator_is_read_in_both_spellings() {
        for (expression, wanted) in [
            ("rust", true),
            ("RUST tokio", true),
            ("rust java", false),
            ("rust AND java", false),
            ("rust && tokio", true),
            ("java OR tokio", true),
            ("java || cobol", false),
            ("NOT java", true),
            ("!rust", false),
            ("!java rust", true),
            ("java OR rust AND NOT tokio", false),
            ("(java OR rust) AND tokio", true),
            ("rust(tokio)", true),
            ("or", true),
        ] {
            assert_eq!(holds(expression), wanted, "{expression}");
        }
    }

    #[test]
    fn words_are_found_inside_others_and_phrases_as_they_stand() {
        for (expression, wanted) in [
            ("rus", true),
            ("\"tray app\"", true),
            ("\"app tray\"", false),
            ("\"developer for\" OR java", true),
            ("r*loper", true),
            ("loper*r*st", false),
            ("app*tokio", false),
            ("*", true),
        ] {
            assert_eq!(holds(expression), wanted, "{expression}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_reason() {
        let deep = format!("{}rust", "(".repeat(100_000));
        for (expression, why) in [
            ("", "a word is missing"),
            ("rust AND", "a word is missing"),
            ("OR rust", "a word is missing"),
            ("()", "a word is missing"),
            ("(rust", "a bracket is not closed"),
            ("rust)", "a bracket is closed that was not opened"),
            ("\"rust", "a phrase is not closed"),
            (&deep, "it is nested too deep"),
        ] {
            assert_eq!(Expression::read(expression), Err(why), "{expression:.20}");
        }
    }
}
