//! What stands behind a field's colon, or in its brackets: values with commas between them.

use super::ast::{Expr, Leaf, Value};
use super::fields::{Field, Kind};
use super::number::groups_thousands;
use super::parse::{Parse, Parser, Stop};
use super::problem::{Code, Problem};
use super::scan::{is_negation, is_quote, quoted};
use super::term::{Term, Written};
use super::value::{self, Fault, Repair};
use crate::text::{normal, tokens};

/// Where a value stands: behind its field's name, or in its field's brackets.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub(super) field: &'static Field,
    /// Where the field's name begins; `None` in brackets.
    pub(super) name_start: Option<usize>,
    /// Where the term begins.
    pub(super) start: usize,
    /// Where its name and colon end; in brackets, where it begins.
    pub(super) name_end: usize,
}

/// A typed value as written.
struct Typed {
    text: String,
    start: usize,
    end: usize,
}

impl Parser {
    /// Values with commas between them.
    pub(super) fn values(&mut self, context: Context) -> Parse {
        let mut values = Vec::new();
        let mut complete = true;
        // What an empty value is blamed on: the field's name and colon, or the comma before it.
        let mut behind = (context.start, context.name_end.max(context.start + 1));
        loop {
            let value = if self.is_no_value() {
                self.no_value(context, behind);
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

    /// Notes that a value is missing. An operator's word is taken for it, a sign is left to stand for itself.
    fn no_value(&mut self, context: Context, behind: (usize, usize)) {
        let name = context.field.name;
        let (start, mut end) = behind;
        let (mut message, mut hint) = (format!("`{name}` has no value here."), None);
        if !self.scan.ends_operand()
            && let Some((_, length)) = self.scan.operator()
        {
            let word = self.scan.text(self.scan.at, self.scan.at + length);
            message =
                format!("`{word}` is an operator and no value of `{name}`; put it in quotes to search for the word.");
            if self.scan.at == context.name_end {
                hint = Some(format!("{name}:{}", quoted(&word)));
            }
            self.scan.at += length;
            end = self.scan.at;
        }
        self.problems.push(Problem { code: Code::EmptyTerm, start, end, message, hint });
    }

    fn value(&mut self, context: Context) -> Result<Option<Value>, Stop> {
        if matches!(context.field.kind, Kind::Text(_)) { self.text_value(context) } else { self.typed_value(context) }
    }

    fn text_value(&mut self, context: Context) -> Result<Option<Value>, Stop> {
        let sign = self.scan.at;
        while self.scan.peek() == Some('+') {
            self.dropped_plus(self.scan.at);
            self.scan.at += 1;
        }
        let start = self.scan.at;
        if self.scan.operator().is_some() {
            self.no_value(context, (sign, start));
            return Ok(None);
        }
        if self.scan.peek().is_some_and(is_negation) && self.scan.peek_at(1).is_some_and(is_quote) {
            self.scan.at += 1;
            let phrase = quoted(&self.phrase()?);
            self.fault(context, start, value::negated_value(Some(&phrase)));
            return Ok(None);
        }
        let written = self.written(|c| c == ',')?;
        let negated = written.text.strip_prefix(is_negation).filter(|_| !written.quoted && !written.exact);
        if let Some(rest) = negated.filter(|rest| !tokens(rest).is_empty()) {
            let stands = |rest: &&str| {
                let written = Written { text: (*rest).to_owned(), quoted: false, exact: false };
                !rest.starts_with(is_negation) && Term::new(written).is_ok()
            };
            self.fault(context, start, value::negated_value(Some(rest).filter(stands)));
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
}
