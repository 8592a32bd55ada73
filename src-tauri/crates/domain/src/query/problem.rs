//! What can be wrong with a query, where, and how to repair it.

use std::fmt;

/// What is wrong. Its [`Code::word`] is the same in the window, on the command line and in the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// No field has this name.
    UnknownField,
    /// The field does not take this value.
    UnknownValue,
    /// Not a number, or not one that can be meant.
    BadNumber,
    /// A range whose start is beyond its end.
    EmptyRange,
    /// A bracket without its partner.
    Unbalanced,
    /// A phrase without its closing quote.
    Unterminated,
    /// An operator without something to apply to.
    MissingOperand,
    /// A term without a letter or digit.
    EmptyTerm,
    /// A field inside another field's brackets.
    NestedField,
    /// A `*` where none can be, or after too little.
    BadPrefix,
    /// A field that only history search and filters have.
    HistoryOnly,
    /// More characters than a query may have.
    TooLong,
    /// More levels of brackets and negations than a query may have.
    TooDeep,
    /// More terms than a query may have.
    TooManyTerms,
    /// Warning: an operator in lower case is taken as a word.
    LowerCaseOperator,
    /// Warning: a leading `+` was dropped.
    LeadingPlus,
    /// Warning: a word of several tokens is taken as a phrase.
    SeveralTokens,
}

impl Code {
    /// Every code, errors first.
    pub const ALL: [Self; 17] = [
        Self::UnknownField,
        Self::UnknownValue,
        Self::BadNumber,
        Self::EmptyRange,
        Self::Unbalanced,
        Self::Unterminated,
        Self::MissingOperand,
        Self::EmptyTerm,
        Self::NestedField,
        Self::BadPrefix,
        Self::HistoryOnly,
        Self::TooLong,
        Self::TooDeep,
        Self::TooManyTerms,
        Self::LowerCaseOperator,
        Self::LeadingPlus,
        Self::SeveralTokens,
    ];

    /// The word for it, for example `unknown_field`.
    pub fn word(self) -> &'static str {
        match self {
            Self::UnknownField => "unknown_field",
            Self::UnknownValue => "unknown_value",
            Self::BadNumber => "bad_number",
            Self::EmptyRange => "empty_range",
            Self::Unbalanced => "unbalanced",
            Self::Unterminated => "unterminated",
            Self::MissingOperand => "missing_operand",
            Self::EmptyTerm => "empty_term",
            Self::NestedField => "nested_field",
            Self::BadPrefix => "bad_prefix",
            Self::HistoryOnly => "history_only",
            Self::TooLong => "too_long",
            Self::TooDeep => "too_deep",
            Self::TooManyTerms => "too_many_terms",
            Self::LowerCaseOperator => "lower_case_operator",
            Self::LeadingPlus => "leading_plus",
            Self::SeveralTokens => "several_tokens",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A problem with a query, or a warning about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code} ({start}..{end}): {message}")]
pub struct Problem {
    /// What is wrong.
    pub code: Code,
    /// First character of the place, counted in Unicode scalar values.
    pub start: usize,
    /// Character after the last of the place.
    pub end: usize,
    /// One sentence for people.
    pub message: String,
    /// What to write in the place instead, where that can be known.
    pub hint: Option<String>,
}
