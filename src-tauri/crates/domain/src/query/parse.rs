//! The boolean structure of a query: `OR`, `AND`, negations and brackets.
//!
//! Problems inside a term are noted and parsing goes on, so that all of them are reported; problems of the structure
//! end it, because what follows them would only be guessed at. The operands are read in `operand`.

use super::Use;
use super::ast::Expr;
use super::fields::Field;
use super::problem::{Code, Problem};
use super::scan::{Operator, Scan, is_negation};

/// Characters a query may have.
pub(super) const MOST_CHARS: usize = 4_096;
/// Levels of brackets and negations a query may have.
const MOST_LEVELS: usize = 64;
/// Terms a query may have; every value of a list is one.
const MOST_TERMS: usize = 512;

/// Parsing cannot go on; the problem is noted.
pub(super) struct Stop;

/// A condition, or nothing where a problem took its place.
pub(super) type Parse = Result<Option<Expr>, Stop>;

pub(super) struct Parser {
    pub(super) scan: Scan,
    pub(super) used_as: Use,
    pub(super) problems: Vec<Problem>,
    pub(super) warnings: Vec<Problem>,
    levels: usize,
    terms: usize,
}

impl Parser {
    pub(super) fn new(text: &str, used_as: Use) -> Self {
        Self { scan: Scan::new(text), used_as, problems: Vec::new(), warnings: Vec::new(), levels: 0, terms: 0 }
    }

    /// The whole query; nothing when it is blank or has problems.
    pub(super) fn query(&mut self) -> Option<Expr> {
        if self.scan.len() > MOST_CHARS {
            let message = format!("A query has at most {MOST_CHARS} characters; this one has {}.", self.scan.len());
            self.problem(Code::TooLong, MOST_CHARS, self.scan.len(), message);
            return None;
        }
        self.scan.skip_space();
        if self.scan.is_at_end() {
            return None;
        }
        let Ok(expr) = self.or(None) else { return None };
        if !self.scan.is_at_end() {
            // Only a bracket ends `or` before the end.
            self.closing_alone();
        }
        expr
    }

    pub(super) fn problem(&mut self, code: Code, start: usize, end: usize, message: impl Into<String>) {
        self.problems.push(Problem { code, start, end, message: message.into(), hint: None });
    }

    /// Notes a problem that parsing cannot go on after.
    pub(super) fn stop<T>(
        &mut self,
        code: Code,
        start: usize,
        end: usize,
        message: impl Into<String>,
    ) -> Result<T, Stop> {
        self.problem(code, start, end, message);
        Err(Stop)
    }

    /// Counts a term.
    pub(super) fn count_term(&mut self, start: usize) -> Result<(), Stop> {
        self.terms += 1;
        if self.terms <= MOST_TERMS {
            return Ok(());
        }
        let message = format!("A query has at most {MOST_TERMS} terms.");
        self.stop(Code::TooManyTerms, start, self.scan.len(), message)
    }

    /// Terms with `OR` between them, up to a closing bracket or the end. `group` is the field whose brackets these are.
    fn or(&mut self, group: Option<&'static Field>) -> Parse {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.and(group)?);
            match self.scan.operator() {
                Some((Operator::Or, length)) => self.take_operator(length)?,
                _ => return Ok(Expr::any(parts)),
            }
        }
    }

    /// Terms with `AND` or nothing between them.
    fn and(&mut self, group: Option<&'static Field>) -> Parse {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.not(group)?);
            self.scan.skip_space();
            match self.scan.operator() {
                Some((Operator::And, length)) => self.take_operator(length)?,
                Some((Operator::Or, _)) => return Ok(Expr::all(parts)),
                None if self.scan.is_at_end() || self.scan.peek() == Some(')') => return Ok(Expr::all(parts)),
                Some((Operator::Not, _)) | None => {}
            }
        }
    }

    /// Takes an operator that must have something behind it.
    fn take_operator(&mut self, length: usize) -> Result<(), Stop> {
        let start = self.scan.at;
        self.scan.at += length;
        let end = self.scan.at;
        self.scan.skip_space();
        let alone = self.scan.is_at_end()
            || self.scan.peek() == Some(')')
            || matches!(self.scan.operator(), Some((Operator::And | Operator::Or, _)));
        if alone { self.missing_operand(start, end) } else { Ok(()) }
    }

    fn missing_operand<T>(&mut self, start: usize, end: usize) -> Result<T, Stop> {
        let operator = self.scan.text(start, end);
        let message = format!("`{operator}` needs something to apply to; put it in quotes to search for the word.");
        self.stop(Code::MissingOperand, start, end, message)
    }

    /// A term with the negations before it.
    fn not(&mut self, group: Option<&'static Field>) -> Parse {
        let levels = self.levels;
        let mut negations = 0;
        let term = loop {
            let start = self.scan.at;
            match (self.scan.operator(), self.scan.peek()) {
                (Some((Operator::Not, length)), _) => {
                    self.deeper(start)?;
                    self.take_operator(length)?;
                    negations += 1;
                }
                (Some((_, length)), _) => self.missing_operand(start, start + length)?,
                (None, Some(sign)) if is_negation(sign) => {
                    self.deeper(start)?;
                    self.scan.at += 1;
                    negations += 1;
                    if self.scan.ends_operand() {
                        self.lone_sign(start, sign);
                        break None;
                    }
                }
                (None, Some('+')) => {
                    self.scan.at += 1;
                    if self.scan.ends_operand() {
                        self.lone_sign(start, '+');
                        break None;
                    }
                    self.dropped_plus(start);
                }
                _ => break self.term(group)?,
            }
        };
        self.levels = levels;
        Ok(term.map(|term| (0..negations).fold(term, |inner, _| Expr::Not(Box::new(inner)))))
    }

    /// A sign with nothing that it touches.
    fn lone_sign(&mut self, start: usize, sign: char) {
        let message = format!("`{sign}` must touch what it applies to; put it in quotes if it is part of a phrase.");
        self.problem(Code::EmptyTerm, start, start + 1, message);
    }

    pub(super) fn dropped_plus(&mut self, at: usize) {
        let message = "A leading `+` is not needed: adjacent terms must all be found.".to_owned();
        self.warnings.push(Problem {
            code: Code::LeadingPlus,
            start: at,
            end: at + 1,
            message,
            hint: Some(String::new()),
        });
    }

    fn deeper(&mut self, at: usize) -> Result<(), Stop> {
        self.levels += 1;
        if self.levels <= MOST_LEVELS {
            return Ok(());
        }
        let message = format!("A query has at most {MOST_LEVELS} levels of brackets and negations.");
        self.stop(Code::TooDeep, at, at + 1, message)
    }

    fn term(&mut self, group: Option<&'static Field>) -> Parse {
        match (self.scan.peek(), self.scan.field_name_end()) {
            (Some('('), _) => self.brackets(group),
            (Some(')'), _) => {
                self.closing_alone();
                Err(Stop)
            }
            (_, Some(name_end)) => self.field(name_end, group),
            _ => self.operand(group),
        }
    }

    fn closing_alone(&mut self) {
        let at = self.scan.at;
        self.problem(Code::Unbalanced, at, at + 1, "This bracket closes nothing.");
    }

    /// A query in brackets. `group` is the field they stand behind, directly or in brackets of its own.
    pub(super) fn brackets(&mut self, group: Option<&'static Field>) -> Parse {
        let open = self.scan.at;
        self.deeper(open)?;
        self.scan.at += 1;
        self.scan.skip_space();
        let inner = if self.scan.is_at_end() {
            None
        } else if self.scan.peek() == Some(')') {
            self.problem(Code::EmptyTerm, open, self.scan.at + 1, "There is nothing in these brackets.");
            None
        } else {
            self.or(group)?
        };
        if self.scan.is_at_end() {
            return self.stop(Code::Unbalanced, open, open + 1, "This bracket is never closed.");
        }
        self.scan.at += 1;
        self.levels -= 1;
        Ok(inner)
    }
}
