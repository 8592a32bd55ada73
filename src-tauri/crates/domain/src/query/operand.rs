//! Terms: words, phrases, and the names of fields. What stands behind a field's colon is read in `values`.

use super::Use;
use super::ast::{Expr, Leaf};
use super::fields::{FIELDS, Field, named};
use super::nearest::nearest;
use super::parse::{Parse, Parser, Stop};
use super::problem::{Code, Problem};
use super::scan::{is_quote, quoted};
use super::term::{NoTerm, Term, Written};
use super::values::Context;
use crate::text::tokens;

impl Parser {
    /// A word or phrase, or, in a field's brackets, a list of the field's values.
    pub(super) fn operand(&mut self, group: Option<&'static Field>) -> Parse {
        let start = self.scan.at;
        if let Some(field) = group {
            return self.values(Context { field, name_start: None, start, name_end: start });
        }
        self.count_term(start)?;
        let written = self.written(|_| false)?;
        let word = &self.scan.chars[start..self.scan.at];
        if let Some(at) = word.windows(2).position(|pair| pair == [',', ',']).filter(|_| !written.quoted) {
            let at = start + at;
            self.problem(Code::EmptyTerm, at, at + 2, "There is nothing between these commas.");
            return Ok(None);
        }
        self.warn_of_operator(&written, start);
        let term = self.text_term(written, start, start);
        Ok(term.map(|term| Expr::Leaf(Leaf::Text(term))))
    }

    /// A field, its name ending at `name_end`, with its values or brackets.
    pub(super) fn field(&mut self, name_end: usize, group: Option<&'static Field>) -> Parse {
        let start = self.scan.at;
        let name = self.scan.text(start, name_end).to_ascii_lowercase();
        let known = named(&name);
        self.scan.at = name_end + 1;
        let out_of_place = |field: &Field| field.history && self.used_as == Use::SavedSearch;
        let Some(field) = known.filter(|field| group.is_none() && !out_of_place(field)) else {
            self.count_term(start)?;
            return self.no_field(&name, start, name_end, group.is_some(), known.is_some());
        };
        self.scan.skip_space();
        if self.scan.peek() == Some('(') {
            return self.brackets(Some(field));
        }
        self.values(Context { field, name_start: Some(start), start, name_end: name_end + 1 })
    }

    /// Notes what is wrong with a field that cannot stand here, and goes on behind it.
    fn no_field(&mut self, name: &str, start: usize, name_end: usize, nested: bool, history: bool) -> Parse {
        let slashes = self.scan.peek() == Some('/') && self.scan.peek_at(1) == Some('/');
        let fields = FIELDS.iter().filter(|field| self.used_as == Use::History || !field.history);
        let meant = nearest(name, &fields.map(|field| field.name));
        self.skip_value()?;
        let (code, message) = if nested {
            (
                Code::NestedField,
                "A field cannot stand in another field's brackets; put it in quotes if it is text.".to_owned(),
            )
        } else if history {
            (
                Code::HistoryOnly,
                format!("`{name}` is for searching the history: a saved search looks at postings alone."),
            )
        } else {
            (Code::UnknownField, format!("There is no field `{name}`. To search for the text, put it in quotes."))
        };
        let whole = self.scan.text(start, self.scan.at);
        let (end, hint) = match (code, meant) {
            (Code::UnknownField, Some(meant)) if !slashes => match self.repaired(meant, &whole) {
                Some(repaired) => (self.scan.at, Some(repaired)),
                None => (name_end, Some(meant.to_owned())),
            },
            (Code::UnknownField, _)
                if self.scan.at > name_end + 1 && !whole.contains(['(', '*']) && !whole.contains(is_quote) =>
            {
                (self.scan.at, Some(quoted(&whole)))
            }
            _ => (name_end, None),
        };
        self.problems.push(Problem { code, start, end, message, hint });
        Ok(None)
    }

    /// What the field that is meant would be repaired to as well, where it does not take the condition as it stands.
    fn repaired(&self, meant: &str, whole: &str) -> Option<String> {
        // What stands in brackets was read already, and has its own repairs.
        let (_, value) = whole.split_once(':').filter(|(_, value)| !value.starts_with('('))?;
        let condition = format!("{meant}:{value}");
        let mut parser = Parser::new(&condition, self.used_as);
        parser.query();
        let problem = parser.problems.pop().filter(|_| parser.problems.is_empty())?;
        problem.hint.filter(|_| (problem.start, problem.end) == (0, parser.scan.len()))
    }

    /// Passes over what stands behind the colon of a field that cannot stand here.
    fn skip_value(&mut self) -> Result<(), Stop> {
        match self.scan.peek() {
            Some('(') => self.brackets(None).map(drop),
            Some(c) if is_quote(c) => self.phrase().map(drop),
            _ => {
                self.scan.at = self.scan.word_end();
                Ok(())
            }
        }
    }

    /// A text as written: with or without `=`, in quotes or up to the end of the word or `ends`.
    pub(super) fn written(&mut self, ends: impl Fn(char) -> bool) -> Result<Written, Stop> {
        let exact = self.scan.peek() == Some('=');
        if exact {
            self.scan.at += 1;
        }
        if self.scan.peek().is_some_and(is_quote) {
            return Ok(Written { text: self.phrase()?, quoted: true, exact });
        }
        let (start, word_end) = (self.scan.at, self.scan.word_end());
        let end = (start..word_end).find(|&at| ends(self.scan.chars[at])).unwrap_or(word_end);
        self.scan.at = end;
        Ok(Written { text: self.scan.text(start, end), quoted: false, exact })
    }

    pub(super) fn phrase(&mut self) -> Result<String, Stop> {
        let start = self.scan.at;
        if let Some(content) = self.scan.phrase() {
            return Ok(content);
        }
        let end = self.scan.len();
        let rest = self.scan.text(start + 1, end);
        let hint = Some(quoted(&rest)).filter(|_| !rest.contains(['\\', '"']) && !tokens(&rest).is_empty());
        let message = "This phrase has no closing quote.".to_owned();
        self.problems.push(Problem { code: Code::Unterminated, start, end, message, hint });
        Err(Stop)
    }

    /// The term that a text means. `start` is where the text begins, `whole` where what an empty term is blamed on does.
    pub(super) fn text_term(&mut self, written: Written, start: usize, whole: usize) -> Option<Term> {
        let end = self.scan.at;
        let (quoted_text, bare) = (written.quoted, !written.quoted && !written.exact);
        let text = written.text.clone();
        match Term::new(written) {
            Ok((term, tokens)) => {
                if tokens > 1 && !quoted_text {
                    let message = "This word has several parts and is searched for as a phrase.".to_owned();
                    let hint = Some(quoted(&text)).filter(|_| bare);
                    self.warnings.push(Problem { code: Code::SeveralTokens, start, end, message, hint });
                }
                Some(term)
            }
            Err(NoTerm::Empty) => {
                let message = "A term needs a letter or a digit to search for.";
                self.problem(Code::EmptyTerm, if text.is_empty() { whole } else { start }, end, message);
                None
            }
            Err(NoTerm::BadPrefix) => {
                let message =
                    "`*` stands at the end of a single word of at least two letters or digits, without quotes or `=`.";
                let stump = Written { text: text.clone(), quoted: false, exact: false };
                let hint =
                    Some(text).filter(|text| !bare && !text.contains(char::is_whitespace) && Term::new(stump).is_ok());
                self.problems.push(Problem { code: Code::BadPrefix, start, end, message: message.to_owned(), hint });
                None
            }
        }
    }

    pub(super) fn warn_of_operator(&mut self, written: &Written, start: usize) {
        let capitals = written.text.to_ascii_uppercase();
        if written.quoted || written.exact || !matches!(capitals.as_str(), "AND" | "OR" | "NOT") {
            return;
        }
        let message = format!("`{}` is searched for as a word; operators are written in capitals.", written.text);
        let end = self.scan.at;
        // At either end of a group it would lack what it applies to.
        let apart = |c: &&char| !c.is_whitespace();
        let before = self.scan.chars[..start].iter().rev().find(apart);
        let after = self.scan.chars[end..].iter().find(apart);
        let joins = before.is_some_and(|c| !"(|&:,-!".contains(*c)) && after.is_some_and(|c| !")|&,".contains(*c));
        let hint = Some(capitals).filter(|_| joins);
        self.warnings.push(Problem { code: Code::LowerCaseOperator, start, end, message, hint });
    }
}
