//! What is wrong with a query, and where.

use std::fmt;

/// Why a query was refused: one of the page's codes and the place, in Unicode scalar values, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// The code, as the page spells it.
    pub code: &'static str,
    /// The first character of the place.
    pub start: usize,
    /// The character behind the place.
    pub end: usize,
}

impl Error {
    /// An error of this code at this place.
    pub(crate) fn new(code: &'static str, start: usize, end: usize) -> Error {
        Error { code, start, end }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at {}..{}", self.code, self.start, self.end)
    }
}

impl std::error::Error for Error {}
