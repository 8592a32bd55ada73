//! The grammar, by recursive descent.

use crate::error::Error;
use crate::fields::{Field, Kind, field};
use crate::operands::{Test, bad_value, typed};
use crate::pattern::Pattern;
use crate::query::Node;
use crate::scan::{Next, Scan, is_dash};

/// The most characters of a query.
const MOST_CHARACTERS: usize = 4_096;
/// The most levels of brackets and negations.
const MOST_LEVELS: usize = 64;
/// The most terms of a query.
const MOST_TERMS: usize = 512;

/// A part of the grammar read, or what is wrong.
type Read = Result<Node, Error>;

/// `query = or | nothing`
pub(crate) fn query(text: &str) -> Read {
    let chars: Vec<char> = text.chars().collect();
    let length = chars.len();
    if length > MOST_CHARACTERS {
        return Err(Error::new("too_long", MOST_CHARACTERS, length));
    }
    let mut parser = Parser { scan: Scan { chars, at: 0 }, terms: 0, levels: 0, operator: (0, 0) };
    if parser.next() == Next::End {
        return Ok(Node::Everything);
    }
    let root = if parser.next() == Next::Close { Err(parser.here("unbalanced", 1)) } else { parser.or(None) }?;
    match parser.next() {
        Next::End => Ok(root),
        _ => Err(parser.here("unbalanced", 1)),
    }
}

/// The place reached and what was counted on the way.
struct Parser {
    scan: Scan,
    terms: usize,
    levels: usize,
    /// Where the last operator stands, for the error that it lacks an operand.
    operator: (usize, usize),
}

impl Parser {
    /// What stands behind the white space here.
    fn next(&mut self) -> Next {
        self.scan.skip_space();
        self.scan.next()
    }

    /// An error of this many characters at the place reached.
    fn here(&self, code: &'static str, length: usize) -> Error {
        Error::new(code, self.scan.at, self.scan.at + length)
    }

    /// Passes over an operator.
    fn operator(&mut self, length: usize) {
        self.operator = (self.scan.at, self.scan.at + length);
        self.scan.at += length;
    }

    /// One level deeper, if there may be one.
    fn deeper(&mut self, inner: impl FnOnce(&mut Parser) -> Read) -> Read {
        if self.levels == MOST_LEVELS {
            return Err(Error::new("too_deep", self.scan.at - 1, self.scan.at));
        }
        self.levels += 1;
        let node = inner(self)?;
        self.levels -= 1;
        Ok(node)
    }

    /// `or = and { ("OR" | "||" | "|") and }`
    fn or(&mut self, group: Option<Field>) -> Read {
        let mut nodes = vec![self.and(group)?];
        while let Next::Or(length) = self.next() {
            self.operator(length);
            nodes.push(self.and(group)?);
        }
        Ok(only(nodes, Node::Or))
    }

    /// `and = not { [ "AND" | "&&" ] not }`
    fn and(&mut self, group: Option<Field>) -> Read {
        let mut nodes = vec![self.not(group)?];
        loop {
            match self.next() {
                Next::End | Next::Close | Next::Or(_) => return Ok(only(nodes, Node::And)),
                Next::And(length) => {
                    self.operator(length);
                    nodes.push(self.not(group)?);
                }
                _ => nodes.push(self.not(group)?),
            }
        }
    }

    /// `not = ("NOT" | "!" | "-") not | term`
    fn not(&mut self, group: Option<Field>) -> Read {
        while self.next() == Next::Plus {
            self.touches()?;
        }
        match self.next() {
            Next::Not => {
                self.operator(3);
                self.deeper(|inner| inner.not(group)).map(|node| Node::Not(Box::new(node)))
            }
            Next::Minus => {
                self.touches()?;
                self.deeper(|inner| inner.not(group)).map(|node| Node::Not(Box::new(node)))
            }
            Next::And(length) | Next::Or(length) => Err(self.here("missing_operand", length)),
            Next::End | Next::Close => Err(Error::new("missing_operand", self.operator.0, self.operator.1)),
            Next::Open => self.brackets(group),
            Next::Quote | Next::Word | Next::Plus | Next::Space => self.term(group),
        }
    }

    /// A sign touches its term; alone it is an empty term.
    fn touches(&mut self) -> Result<(), Error> {
        let alone = self.here("empty_term", 1);
        self.operator(1);
        match self.scan.next() {
            Next::End | Next::Close | Next::Space => Err(alone),
            Next::Or(_) | Next::And(_) if !self.scan.at_operator() => Err(alone),
            _ => Ok(()),
        }
    }

    /// `"(" or ")"`
    fn brackets(&mut self, group: Option<Field>) -> Read {
        let open = self.scan.at;
        self.scan.at += 1;
        self.deeper(|inner| {
            match inner.next() {
                Next::Close => return Err(Error::new("empty_term", open, inner.scan.at + 1)),
                Next::End => return Err(Error::new("unbalanced", open, open + 1)),
                _ => {}
            }
            let node = inner.or(group)?;
            if inner.next() != Next::Close {
                return Err(Error::new("unbalanced", open, open + 1));
            }
            inner.scan.at += 1;
            Ok(node)
        })
    }

    /// `field | text`; inside a field's group a text is a value of that field.
    fn term(&mut self, group: Option<Field>) -> Read {
        let start = self.scan.at;
        let name = self.scan.field_name();
        match (name, group) {
            (Some(name), Some(_)) => Err(self.here("nested_field", name.len() + 1)),
            (Some(name), None) => {
                let field = field(&name).ok_or_else(|| self.here("unknown_field", name.len()))?;
                if field.1 == Kind::History {
                    return Err(self.here("history_only", name.len()));
                }
                self.scan.at += name.len() + 1;
                self.scan.skip_space();
                if self.scan.next() == Next::Open { self.brackets(Some(field)) } else { self.values(field, start) }
            }
            (None, Some(field)) => self.values(field, start),
            (None, None) => {
                let pattern = self.text(false, start)?.0;
                Ok(Node::Text(pattern))
            }
        }
    }

    /// `value { "," value }`: commas mean OR.
    fn values(&mut self, field: Field, start: usize) -> Read {
        let mut nodes = vec![self.value(field, start)?];
        while self.scan.here() == Some(',') {
            self.scan.at += 1;
            self.scan.skip_space();
            nodes.push(self.value(field, start)?);
        }
        Ok(only(nodes, Node::Or))
    }

    /// One value of a field.
    fn value(&mut self, field: Field, field_start: usize) -> Read {
        let (name, kind) = field;
        let start = self.scan.at;
        let spaced = start > 0 && self.scan.chars[start - 1].is_whitespace();
        let missing = match self.scan.next() {
            Next::Quote => false,
            _ if spaced && self.scan.at_operator() => true,
            _ => self.scan.ends_word(start) || self.scan.here() == Some(','),
        };
        if missing {
            return Err(Error::new("empty_term", field_start, start.max(field_start + 1)));
        }
        let test = if kind == Kind::Text {
            let (pattern, exact) = self.text(true, start)?;
            if exact { Test::Is(pattern) } else { Test::Contains(pattern) }
        } else {
            self.typed_value(kind, start)?
        };
        Ok(Node::Field(name, test))
    }

    /// A value of a typed field, plain or in quotes (then an operator may touch the quotes).
    fn typed_value(&mut self, kind: Kind, start: usize) -> Result<Test, Error> {
        self.count(start)?;
        let word = self.scan.value_word(kind == Kind::Number);
        let operator = word.is_empty() || matches!(word.as_str(), ">" | ">=" | "<" | "<=" | "=");
        let read = if operator && self.scan.next() == Next::Quote {
            let phrase = self.scan.phrase()?;
            if phrase.trim().is_empty() { Err("empty_term") } else { typed(kind, &word, &phrase, true) }
        } else {
            typed(kind, "", &word, false)
        };
        read.map_err(|code| Error::new(code, start, self.scan.at))
    }

    /// `text = [ "=" ] phrase | [ "=" ] word | word "*"`, and whether `=` stood before it.
    fn text(&mut self, in_field: bool, start: usize) -> Result<(Pattern, bool), Error> {
        self.count(start)?;
        let first = self.scan.here();
        let exact = first == Some('=');
        if exact {
            self.scan.at += 1;
        }
        let quoted = self.scan.next() == Next::Quote;
        let written = if quoted {
            self.scan.phrase()?
        } else if in_field {
            self.scan.value_word(false)
        } else {
            let word = self.scan.word();
            self.scan.at += word.chars().count();
            word
        };
        // A negated value (`skill:-php`) is refused: the negation belongs before the field.
        let negated = first.is_some_and(|c| c == '!' || is_dash(c)) && in_field;
        let pattern = Pattern::read(&written, quoted, exact);
        let refused = negated && (pattern.is_ok() || matches!(self.scan.next(), Next::Quote | Next::Open));
        let read = if refused { Err(bad_value(Kind::Text)) } else { pattern };
        read.map(|pattern| (pattern, exact)).map_err(|code| Error::new(code, start, self.scan.at))
    }

    /// Counts a term.
    fn count(&mut self, start: usize) -> Result<(), Error> {
        self.terms += 1;
        if self.terms > MOST_TERMS { Err(Error::new("too_many_terms", start, start + 1)) } else { Ok(()) }
    }
}

/// A single node stands for itself.
fn only(mut nodes: Vec<Node>, many: impl FnOnce(Vec<Node>) -> Node) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { many(nodes) }
}
