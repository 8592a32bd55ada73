//! Where tokens begin and end.
//!
//! The rules are those of `docs/query-language.md`, "Tokens": runs of letters and digits, with `+` and `#` kept after
//! a letter, compounds joined by one inner mark, and `.net` the only token with a leading dot.

use std::ops::Range;

use super::chars::{is_digit, is_letter, is_spacing_mark};
use super::normal::{Unit, units};

/// The tokens of one text. A plain word takes one position; a compound takes one for each of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    units: Vec<Unit>,
    /// Units of each part; the index is the position.
    parts: Vec<Range<usize>>,
    /// Positions of each token.
    spans: Vec<Range<usize>>,
}

/// A token: a plain word, or a compound of several parts.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    units: &'a [Unit],
    parts: &'a [Range<usize>],
    first: usize,
}

/// Cuts a text into tokens.
///
/// ```
/// use lapwing_domain::text::tokens;
///
/// let tokens = tokens("Senior Node.js developer, C++17");
/// let found: Vec<String> = tokens.iter().map(|token| token.whole()).collect();
/// assert_eq!(found, ["senior", "node.js", "developer", "c++17"]);
/// ```
pub fn tokens(text: &str) -> Tokens {
    let units = units(text);
    let mut cutter = Cutter { units: &units, parts: Vec::new(), tokens: Vec::new() };
    cutter.cut();
    let Cutter { parts, tokens, .. } = cutter;
    Tokens { units, parts, spans: tokens }
}

impl Tokens {
    /// The tokens in order.
    pub fn iter(&self) -> impl Iterator<Item = Token<'_>> {
        self.spans.iter().map(|positions| Token {
            units: &self.units,
            parts: &self.parts[positions.clone()],
            first: positions.start,
        })
    }

    /// How many tokens there are; a compound is one.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether the text has no letter and no digit.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// How many positions the tokens take.
    pub fn positions(&self) -> usize {
        self.parts.len()
    }
}

impl<'a> Token<'a> {
    /// The position of its first part.
    pub(super) fn first(&self) -> usize {
        self.first
    }

    /// The units of each part.
    pub(super) fn parts(&self) -> impl ExactSizeIterator<Item = &'a [Unit]> + use<'a> {
        let units = self.units;
        self.parts.iter().map(move |part| &units[part.clone()])
    }

    /// The units from one part to another, both included, with the marks between them.
    pub(super) fn span(&self, first: usize, last: usize) -> &'a [Unit] {
        &self.units[self.parts[first].start..self.parts[last].end]
    }
}

struct Cutter<'a> {
    units: &'a [Unit],
    parts: Vec<Range<usize>>,
    tokens: Vec<Range<usize>>,
}

impl Cutter<'_> {
    fn cut(&mut self) {
        let mut at = 0;
        while at < self.units.len() {
            at = if self.is_core(at) || self.is_dot_net(at) { self.token(at) } else { at + 1 };
        }
    }

    /// Takes the token that begins here and returns where it ends.
    fn token(&mut self, start: usize) -> usize {
        let first = self.parts.len();
        let mut at = start;
        loop {
            let end = self.part_end(at);
            self.parts.push(at..end);
            let Some(next) = self.next_part(end) else {
                self.tokens.push(first..self.parts.len());
                return end;
            };
            at = next;
        }
    }

    fn part_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        if self.is_dot_net(start) {
            // Digits behind it are a part of their own.
            end = start + ".net".len();
        } else {
            while self.is_core(end) || self.continues_letter(end) {
                end += 1;
            }
        }
        let mut marks_end = end;
        while self.is_letter_or_mark(end - 1) && matches!(self.char(marks_end), Some('+' | '#')) {
            marks_end += 1;
        }
        // Between letters, as in `rust#go`, `#` is punctuation.
        if self.char(marks_end).is_some_and(is_letter) { end } else { marks_end }
    }

    /// Where the next part of the same token begins, after a part that ends here.
    fn next_part(&self, end: usize) -> Option<usize> {
        if self.is_core(end) {
            // Digits right behind a mark or `.net`: `c++17`.
            return Some(end).filter(|_| !self.char(end).is_some_and(is_letter));
        }
        let inner = matches!(self.char(end)?, '.' | '-' | '_' | '/' | '&' | '\'');
        let between = (self.is_core(end - 1) || self.is_letter_or_mark(end - 1)) && self.is_core(end + 1);
        (inner && between).then_some(end + 1)
    }

    fn char(&self, at: usize) -> Option<char> {
        self.units.get(at).map(|unit| unit.ch)
    }

    fn is_core(&self, at: usize) -> bool {
        self.char(at).is_some_and(|c| is_letter(c) || is_digit(c))
    }

    fn is_letter_or_mark(&self, at: usize) -> bool {
        self.char(at).is_some_and(|c| is_letter(c) || is_spacing_mark(c))
    }

    /// A spacing mark behind a letter of the same token.
    fn continues_letter(&self, at: usize) -> bool {
        self.char(at).is_some_and(is_spacing_mark) && self.is_letter_or_mark(at - 1)
    }

    fn is_dot_net(&self, at: usize) -> bool {
        let is = |offset: usize, c: char| self.char(at + offset) == Some(c);
        is(0, '.') && is(1, 'n') && is(2, 'e') && is(3, 't') && !self.is_letter_or_mark(at + 4)
    }
}
