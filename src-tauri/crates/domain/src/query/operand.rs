//! Terms: words, phrases, and fields with their values.

use super::Use;
use super::ast::{Expr, Leaf, Value};
use super::fields::{FIELDS, Field, Kind, named};
use super::nearest::nearest;
use super::number::groups_thousands;
use super::parse::{Parse, Parser, Stop};
use super::problem::{Code, Problem};
use super::scan::{is_negation, is_quote, quoted};
use super::term::{NoTerm, Term, Written};
use super::value::{self, Fault, Repair};
use crate::text::{normal, tokens};

/// Where a value stands: behind its field's name, or in its field's brackets.
#[derive(Clone, Copy)]
struct Context {
    field: &'static Field,
    /// Where the field's name begins; `None` in brackets.
    name_start: Option<usize>,
    /// Where the term begins.
    start: usize,
    /// Where its name and colon end; in brackets, where it begins.
    name_end: usize,
}

/// A typed value as written.
struct Typed {
    text: String,
    start: usize,
    end: usize,
}

impl Parser {
    /// A word or phrase, or, in a field's brackets, a list of the field's values.
    pub(super) fn operand(&mut self, group: Option<&'static Field>) -> Parse {
        let start = self.scan.at;
        if let Some(field) = group {
            return self.values(Context { field, name_start: None, start, name_end: start });
        }
        self.count_term(start)?;
        let written = self.written(|_| false)?;
        self.warn_of_operator(&written, start);
        let term = self.text_term(written, start, start);
        Ok(term.map(|term| Expr::Leaf(Leaf::Text(term))))
    }

    /// A field, its name ending at `name_end`, with its values or brackets.
    pub(super) fn field(&mut self, name_end: usize, group: Option<&'static Field>) -> Parse {
        let start = self.scan.at;
        let name = self.scan.text(start, name_end).to_ascii_lowercase();
        let known =
            named(&name).filter(|field| self.used_as == Use::SavedSearch || !matches!(field.kind, Kind::History));
        self.scan.at = name_end + 1;
        let Some(field) = known.filter(|field| group.is_none() && !matches!(field.kind, Kind::History)) else {
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
        let fields = FIELDS.iter().filter(|field| !matches!(field.kind, Kind::History));
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
            (Code::UnknownField, Some(meant)) if !slashes => (name_end, Some(meant.to_owned())),
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

    /// Values with commas between them.
    fn values(&mut self, context: Context) -> Parse {
        let mut values = Vec::new();
        let mut complete = true;
        // What an empty value is blamed on: the field's name and colon, or the comma before it.
        let mut behind = (context.start, context.name_end.max(context.start + 1));
        loop {
            let value = if self.is_no_value() {
                let message = format!("`{}` has no value here; put operators and signs in quotes.", context.field.name);
                self.problem(Code::EmptyTerm, behind.0, behind.1, message);
                None
            } else {
                self.count_term(self.scan.at)?;
                self.value(context)?
            };
            complete &= value.is_some();
            values.extend(value);
            if self.scan.peek() != Some(',') {
                break;
            }
            behind = (self.scan.at, self.scan.at + 1);
            self.scan.at += 1;
            self.scan.skip_space();
        }
        Ok(complete.then_some(Expr::Leaf(Leaf::Field { field: context.field, values })))
    }

    /// Whether no value begins here.
    fn is_no_value(&self) -> bool {
        self.scan.ends_operand() || matches!(self.scan.peek(), Some('(' | ',')) || self.scan.operator().is_some()
    }

    fn value(&mut self, context: Context) -> Result<Option<Value>, Stop> {
        if matches!(context.field.kind, Kind::Text(_)) { self.text_value(context) } else { self.typed_value(context) }
    }

    fn text_value(&mut self, context: Context) -> Result<Option<Value>, Stop> {
        while self.scan.peek() == Some('+') {
            self.dropped_plus(self.scan.at);
            self.scan.at += 1;
        }
        let start = self.scan.at;
        let written = self.written(|c| c == ',')?;
        let rest = written.text.trim_start_matches(is_negation);
        if !written.quoted && !written.exact && rest.len() < written.text.len() && !tokens(rest).is_empty() {
            self.fault(context, start, value::negated_value(rest.to_owned()));
            return Ok(None);
        }
        if context.name_start.is_none() {
            self.warn_of_operator(&written, start);
        }
        Ok(self.text_term(written, start, context.start).map(Value::Text))
    }

    fn typed_value(&mut self, context: Context) -> Result<Option<Value>, Stop> {
        let typed = self.typed(context.field)?;
        let text = normal(&typed.text);
        if text.trim().is_empty() {
            self.problem(
                Code::EmptyTerm,
                typed.start,
                typed.end,
                format!("`{}` has no value here.", context.field.name),
            );
            return Ok(None);
        }
        match value::read(context.field, text.trim()) {
            Ok(value) => Ok(Some(value)),
            Err(fault) => {
                self.fault(context, typed.start, fault);
                Ok(None)
            }
        }
    }

    /// Notes a fault of the value that ends here. A repair that reaches beyond the value is only offered where the
    /// value is all of the term.
    fn fault(&mut self, context: Context, value_start: usize, fault: Fault) {
        let Fault { code, message, repair } = fault;
        let end = self.scan.at;
        let alone = context
            .name_start
            .filter(|_| !self.scan.text(context.start, value_start).contains(',') && self.scan.peek() != Some(','));
        let (start, hint) = match (repair, alone) {
            (None, _) | (Some(Repair::Negated(_)), None) => (value_start, None),
            (Some(Repair::Value(value)), _) => (value_start, Some(value)),
            (Some(Repair::Negated(value)), Some(name)) => (name, Some(format!("-{}:{value}", context.field.name))),
        };
        self.problems.push(Problem { code, start, end, message, hint });
    }

    /// A text as written: with or without `=`, in quotes or up to the end of the word or `ends`.
    fn written(&mut self, ends: impl Fn(char) -> bool) -> Result<Written, Stop> {
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

    /// A typed value as written: an operator touching a word or phrase.
    fn typed(&mut self, field: &Field) -> Result<Typed, Stop> {
        let start = self.scan.at;
        while matches!(self.scan.peek(), Some('<' | '>' | '=' | '!')) {
            self.scan.at += 1;
        }
        let mut text = self.scan.text(start, self.scan.at);
        if self.scan.peek().is_some_and(is_quote) {
            text += &self.phrase()?;
            return Ok(Typed { text, start, end: self.scan.at });
        }
        let (from, word_end) = (self.scan.at, self.scan.word_end());
        let numeric = matches!(field.kind, Kind::Amount(_));
        let splits = |at: usize| {
            let chars = &self.scan.chars;
            chars[at] == ',' && !(numeric && groups_thousands(&chars[from..word_end], at - from))
        };
        let end = (from..word_end).find(|&at| splits(at)).unwrap_or(word_end);
        self.scan.at = end;
        text += &self.scan.text(from, end);
        Ok(Typed { text, start, end })
    }

    fn phrase(&mut self) -> Result<String, Stop> {
        let start = self.scan.at;
        if let Some(content) = self.scan.phrase() {
            return Ok(content);
        }
        let end = self.scan.len();
        let rest = self.scan.text(start + 1, end);
        let hint = Some(quoted(&rest)).filter(|_| !rest.contains('\\'));
        let message = "This phrase has no closing quote.".to_owned();
        self.problems.push(Problem { code: Code::Unterminated, start, end, message, hint });
        Err(Stop)
    }

    /// The term that a text means. `start` is where the text begins, `whole` where what an empty term is blamed on does.
    fn text_term(&mut self, written: Written, start: usize, whole: usize) -> Option<Term> {
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

    fn warn_of_operator(&mut self, written: &Written, start: usize) {
        let capitals = written.text.to_ascii_uppercase();
        if written.quoted || written.exact || !matches!(capitals.as_str(), "AND" | "OR" | "NOT") {
            return;
        }
        let message = format!("`{}` is searched for as a word; operators are written in capitals.", written.text);
        let end = self.scan.at;
        self.warnings.push(Problem { code: Code::LowerCaseOperator, start, end, message, hint: Some(capitals) });
    }
}
