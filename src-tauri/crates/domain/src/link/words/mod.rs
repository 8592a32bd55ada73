//! The page's words and their boolean syntax: AND, OR and NOT in capitals, quotes, brackets, a leading dash.
//!
//! Close to our own, with three differences. The page forgives what it cannot read, where our language points at a
//! mistake; here it is mended and the mending noted. Commas are space there. And a word before a colon is a field there
//! only if it is one of [`FIELDS`].

mod token;

use token::{Token, tokens};

use crate::query::{Use, parse};

/// Fields of the page's words, and what they are called in our language.
const FIELDS: &[(&str, &str)] =
    &[("title", "title"), ("description", "description"), ("skill", "skill"), ("skills", "skill")];
/// Levels of brackets and negations, as many as our language has.
const MOST_LEVELS: usize = 64;

const WILDCARD: &str = "`*` stands only at the end of a single word of at least two letters or digits.";
const NO_TERM: &str = "There is no letter or digit to search for.";

/// What was read.
pub(super) struct Words {
    /// A query of our language, if anything is left to search for.
    pub(super) query: Option<String>,
    /// Pieces that could not be carried over as they are, and why.
    pub(super) left: Vec<(String, String)>,
}

/// Reads the page's words.
pub(super) fn read(text: &str) -> Words {
    let mut left = Vec::new();
    let tokens = mended(tokens(text, &mut left), &mut left);
    let mut reader = Reader { tokens: &tokens, at: 0, levels: 0, field: None, left };
    if let Ok(node) = reader.any() {
        return Words { query: node.map(|node| node.print()), left: reader.left };
    }
    let why = format!("It has more than {MOST_LEVELS} levels of brackets and negations.");
    Words { query: None, left: vec![(text.to_owned(), why)] }
}

/// A word as our language writes it: bare where it reads back as it stands, else in quotes.
pub(super) fn term(word: &str) -> Result<String, &'static str> {
    // The page has no sign for exact words, and a colon at the end is punctuation.
    let word = word.trim_start_matches('=').trim_end_matches(':');
    if !word.contains([':', ',']) && reads_back(word) {
        return Ok(word.to_owned());
    }
    if word.contains('*') { Err(WILDCARD) } else { phrase(word) }
}

fn phrase(content: &str) -> Result<String, &'static str> {
    if content.contains('*') {
        return Err(WILDCARD);
    }
    let quoted = format!("\"{}\"", content.replace('\\', "\\\\"));
    if reads_back(&quoted) { Ok(quoted) } else { Err(NO_TERM) }
}

fn reads_back(term: &str) -> bool {
    parse(term, Use::SavedSearch).is_ok_and(|parsed| !parsed.query.is_blank() && parsed.query.to_string() == term)
}

/// Takes out operators that apply to nothing and brackets that close nothing, and notes them.
fn mended(tokens: Vec<Token>, left: &mut Vec<(String, String)>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::new();
    let mut open = 0_usize;
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let has_left = kept.last().is_some_and(Token::ends_operand);
        let has_right = rest.peek().is_some_and(Token::begins_operand);
        let lone = match token {
            Token::And | Token::Or => !has_left || !has_right,
            Token::Not(_) | Token::Field(..) => !has_right,
            Token::Close if open == 0 => {
                left.push((")".to_owned(), "This bracket closes nothing.".to_owned()));
                continue;
            }
            _ => false,
        };
        match token {
            Token::Open => open += 1,
            Token::Close => open -= 1,
            _ => {}
        }
        if lone {
            left.push((token.written().to_owned(), "There is nothing for it to apply to.".to_owned()));
        } else {
            kept.push(token);
        }
    }
    for _ in 0..open {
        left.push(("(".to_owned(), "This bracket is never closed; it was taken to reach to the end.".to_owned()));
        kept.push(Token::Close);
    }
    kept
}

struct TooDeep;

/// Words with their operators; nothing where nothing is left to search for.
type Read = Result<Option<Node>, TooDeep>;

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    levels: usize,
    /// The field whose words these are.
    field: Option<&'static str>,
    left: Vec<(String, String)>,
}

impl Reader<'_> {
    fn take(&mut self, is: impl Fn(&Token) -> bool) -> bool {
        let taken = self.tokens.get(self.at).is_some_and(is);
        self.at += usize::from(taken);
        taken
    }

    fn any(&mut self) -> Read {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.all()?);
            if !self.take(|token| matches!(token, Token::Or)) {
                return Ok(Node::of(parts, Node::Or));
            }
        }
    }

    fn all(&mut self) -> Read {
        let mut parts = Vec::new();
        while self.take(|token| matches!(token, Token::And))
            || self.tokens.get(self.at).is_some_and(Token::begins_operand)
        {
            parts.extend(self.one()?);
        }
        Ok(Node::of(parts, Node::And))
    }

    fn one(&mut self) -> Read {
        let Some(token) = self.tokens.get(self.at) else { return Ok(None) };
        self.at += 1;
        match token {
            Token::Not(_) => Ok(self.deeper(Self::one)?.map(|inner| Node::Not(Box::new(inner)))),
            Token::Open => self.brackets(),
            Token::Field(written, _) if self.field.is_some() => {
                self.left.push((written.clone(), "A field cannot stand in another field's brackets.".to_owned()));
                self.deeper(Self::one)
            }
            Token::Field(_, name) => {
                self.field = Some(name);
                let inner = self.deeper(Self::one);
                self.field = None;
                inner
            }
            Token::Word(word) => Ok(self.leaf(word, term(word))),
            Token::Phrase(content) => Ok(self.leaf(&format!("\"{content}\""), phrase(content))),
            Token::And | Token::Or | Token::Close => Ok(None),
        }
    }

    fn brackets(&mut self) -> Read {
        let is_close = |token: &Token| matches!(token, Token::Close);
        if self.take(is_close) {
            self.left.push(("()".to_owned(), "There is nothing in these brackets.".to_owned()));
            return Ok(None);
        }
        let inner = self.deeper(Self::any);
        self.take(is_close);
        inner
    }

    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Read) -> Read {
        self.levels += 1;
        if self.levels > MOST_LEVELS {
            return Err(TooDeep);
        }
        let inner = read(self)?;
        self.levels -= 1;
        Ok(inner)
    }

    fn leaf(&mut self, written: &str, term: Result<String, &'static str>) -> Option<Node> {
        match term {
            Ok(term) => Some(Node::Leaf(self.field.map_or(term.clone(), |field| format!("{field}:{term}")))),
            Err(why) => {
                self.left.push((written.to_owned(), why.to_owned()));
                None
            }
        }
    }
}

enum Node {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Leaf(String),
}

impl Node {
    /// These parts together; one alone is itself.
    fn of(mut parts: Vec<Self>, together: fn(Vec<Self>) -> Self) -> Option<Self> {
        if parts.len() > 1 { Some(together(parts)) } else { parts.pop() }
    }

    /// With no more brackets than needed, since levels are counted.
    fn print(&self) -> String {
        let joined = |parts: &[Self], between| parts.iter().map(Self::operand).collect::<Vec<_>>().join(between);
        match self {
            Self::And(parts) => joined(parts, " "),
            Self::Or(parts) => joined(parts, " OR "),
            Self::Not(inner) => format!("-{}", inner.operand()),
            Self::Leaf(text) => text.clone(),
        }
    }

    fn operand(&self) -> String {
        match self {
            Self::And(_) | Self::Or(_) => format!("({})", self.print()),
            Self::Not(_) | Self::Leaf(_) => self.print(),
        }
    }
}
