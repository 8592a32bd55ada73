//! Typed values: which fields take what, and what is wrong with a value that they do not take.

use super::ast::{Choice, Value};
use super::compare::{Op, Test};
use super::fields::{Field, Kind, ME, PRESENCES, STANDINGS};
use super::nearest::nearest;
use super::posted::When;
use super::problem::Code;
use super::{number, posted};
use crate::job::Country;
use crate::text::{language_code, language_named};

/// What is wrong with a value; the parser knows its place.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) repair: Option<Repair>,
}

/// What to write instead.
#[derive(Debug)]
pub(super) enum Repair {
    /// Another value.
    Value(String),
    /// The same field with this value, the whole of it negated.
    Negated(String),
}

impl Fault {
    fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), repair: None }
    }

    pub(super) fn unknown_value(message: impl Into<String>) -> Self {
        Self::new(Code::UnknownValue, message)
    }

    pub(super) fn bad_number(message: impl Into<String>) -> Self {
        Self::new(Code::BadNumber, message)
    }

    pub(super) fn empty_range(turned: String) -> Self {
        Self::new(Code::EmptyRange, "The range ends before it begins.").instead(turned)
    }

    pub(super) fn instead(self, value: String) -> Self {
        Self { repair: Some(Repair::Value(value)), ..self }
    }

    /// Keeps the operator that stood before the value in its repair.
    fn with_operator(mut self, op: Op) -> Self {
        if let Some(Repair::Value(value)) = &mut self.repair {
            value.insert_str(0, &op.to_string());
        }
        self
    }

    pub(super) fn negated(self, value: String) -> Self {
        Self { repair: Some(Repair::Negated(value)), ..self }
    }
}

/// Reads a value of a typed field. `text` is in normal form, without quotes. Text fields take no typed values; the
/// parser does not ask for them.
pub(super) fn read(field: &'static Field, text: &str) -> Result<Value, Fault> {
    let numeric = matches!(field.kind, Kind::Amount(_) | Kind::Moment(_));
    match negation(text).filter(|_| !numeric) {
        // What the negation stands before, or what would repair that.
        Some(rest) => Err(match read_plain(field, rest) {
            Ok(value) => negated_value(Some(&value.to_string())),
            Err(Fault { repair: Some(Repair::Value(value)), .. }) => negated_value(Some(&value)),
            Err(_) => negated_value(None),
        }),
        None => read_plain(field, text),
    }
}

fn read_plain(field: &'static Field, text: &str) -> Result<Value, Fault> {
    match &field.kind {
        Kind::Amount(_) => number::read(text).map(Value::Amount),
        Kind::Moment(_) => posted::read(text).map(|when| match when {
            When::Age(age) => Value::Age(age),
            When::Day(day) => Value::Day(day),
        }),
        Kind::Choice { words, ordered, .. } => choice(text, words, *ordered),
        Kind::Country(_) => country(text),
        Kind::Presence { .. } => {
            let words: Vec<&str> = PRESENCES.iter().map(|presence| presence.word).collect();
            index_of(text, &words).map(|at| Value::Presence(&PRESENCES[at]))
        }
        Kind::Standing => {
            let words: Vec<&str> = STANDINGS.iter().map(|standing| standing.word).collect();
            index_of(text, &words).map(|at| Value::Standing(&STANDINGS[at]))
        }
        Kind::Language => language(text),
        Kind::Fits => index_of(text, &[ME]).map(|_| Value::Me),
        Kind::Text(_) => Err(Fault::unknown_value("This field takes text.")),
    }
}

fn choice(text: &str, words: &'static [&'static str], ordered: bool) -> Result<Value, Fault> {
    let find = |word: &str| index_of(word, words).map(|at| Choice { words, at });
    // Before any operator: `<1mo` is a bucket's name.
    if let Some(at) = words.iter().position(|word| *word == text) {
        return Ok(Value::Choice(Test::Compare(Op::Equal, Choice { words, at })));
    }
    if let Some((from, to)) = text.split_once("..").filter(|_| ordered) {
        return choices(from, to, find).map(Value::Choice);
    }
    if let Some((op, word)) = meant_operator(text).filter(|(_, word)| ordered && find(word).is_ok()) {
        let fault = Fault::unknown_value("Write the operator with plain characters, before the value.");
        return Err(fault.instead(format!("{op}{word}")));
    }
    let (op, operand) = Op::split(text);
    if op.is_some() && operand.is_empty() {
        return Err(Fault::unknown_value("An operator touches its value, as in `level:>=intermediate`."));
    }
    let op = op.unwrap_or(Op::Equal);
    let choice = find(operand).map_err(|fault| fault.with_operator(op))?;
    if op == Op::Equal || ordered {
        return Ok(Value::Choice(Test::Compare(op, choice)));
    }
    Err(Fault::unknown_value("These values have no order to compare by.").instead(choice.word().to_owned()))
}

/// A range of ordered words.
fn choices(from: &str, to: &str, find: impl Fn(&str) -> Result<Choice, Fault>) -> Result<Test<Choice>, Fault> {
    if from.is_empty() && to.is_empty() {
        return Err(Fault::unknown_value("A range needs at least one value, before its two dots or behind them."));
    }
    let end = |word: &str| if word.is_empty() { Ok(None) } else { find(word).map(Some) };
    let meant = |word: &str| match end(word) {
        Ok(_) => Some(word.to_owned()),
        Err(Fault { repair: Some(Repair::Value(word)), .. }) => Some(word),
        Err(_) => None,
    };
    match (end(from), end(to)) {
        (Ok(Some(low)), Ok(Some(high))) if low > high => Err(Fault::empty_range(format!("{high}..{low}"))),
        (Ok(low), Ok(high)) => Ok(Test::Between(low, high)),
        (Err(fault), _) | (_, Err(fault)) => {
            let repair = meant(from).zip(meant(to)).map(|(low, high)| Repair::Value(format!("{low}..{high}")));
            Err(Fault { repair, ..fault })
        }
    }
}

fn country(text: &str) -> Result<Value, Fault> {
    let name = text.strip_prefix('=').unwrap_or(text);
    if let Some(code) = Country::known(name).filter(|_| is_name(name)) {
        return Ok(Value::Country(code));
    }
    let fault =
        Fault::unknown_value("No country has this code or English name; write `US`, `USA` or `\"United States\"`.");
    // The names are compared in lower case, as the value is.
    let names: Vec<String> = Country::all().map(|(_, name)| name.to_lowercase()).collect();
    let near = nearest(name, &names.iter().map(String::as_str)).and_then(Country::known);
    Err(match near {
        Some(code) => fault.instead(quoted_if_needed(Country::Code(code).name())),
        None => fault,
    })
}

fn language(text: &str) -> Result<Value, Fault> {
    let code = text.strip_prefix('=').unwrap_or(text);
    if let Some(code) = language_code(code) {
        return Ok(Value::Language(code));
    }
    let fault = Fault::unknown_value("Expected the two-letter code of a language, such as `en`, `de` or `pt`.");
    // `en-US` and `english`.
    let meant = code.split(['-', '_']).next().and_then(language_code).or_else(|| language_named(code));
    Err(match meant {
        Some(code) => fault.instead(code.to_owned()),
        None => fault,
    })
}

/// The operator that someone means who writes `≥expert`, `≤expert` or `expert+`, and the value.
fn meant_operator(text: &str) -> Option<(Op, &str)> {
    let least = text.strip_prefix('≥').or_else(|| text.strip_suffix('+'));
    let most = || text.strip_prefix('≤');
    least.map(|word| (Op::AtLeast, word)).or_else(|| most().map(|word| (Op::AtMost, word)))
}

/// Whether a text is written as names of countries are: operators, `*` and stray marks are no part of one.
fn is_name(text: &str) -> bool {
    let inside = |c: char| c.is_alphabetic() || c.is_whitespace() || "-'.,&()".contains(c);
    let abbreviated = text.ends_with('.') && text.matches('.').count() > 1;
    text.starts_with(char::is_alphabetic)
        && text.chars().all(inside)
        && (abbreviated || text.ends_with(|c: char| c.is_alphabetic() || c == ')'))
}

/// What follows a `-`, `!` or `!=` at the beginning of a value.
fn negation(text: &str) -> Option<&str> {
    text.strip_prefix("!=").or_else(|| text.strip_prefix(['-', '!']))
}

/// The fault of a value that begins with a negation.
pub(super) fn negated_value(rest: Option<&str>) -> Fault {
    let fault = Fault::unknown_value("A negation stands before the field, not before its value.");
    Fault { repair: rest.map(|rest| Repair::Negated(rest.to_owned())), ..fault }
}

fn index_of(text: &str, words: &[&'static str]) -> Result<usize, Fault> {
    if let Some(at) = words.iter().position(|word| *word == text) {
        return Ok(at);
    }
    let fault = Fault::unknown_value(format!("Expected one of: {}.", words.join(", ")));
    let meant = match text {
        "true" | "y" => Some("yes").filter(|yes| words.contains(yes)),
        "false" | "n" => Some("no").filter(|no| words.contains(no)),
        _ => nearest(text, &words.iter().copied()),
    };
    Err(match meant {
        Some(word) => fault.instead(word.to_owned()),
        None => fault,
    })
}

fn quoted_if_needed(name: &str) -> String {
    if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name.to_owned() }
}
