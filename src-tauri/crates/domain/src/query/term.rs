//! A word, phrase or prefix, and finding it in a job's texts.

use std::ops::Range;

use crate::text::{Place, Token, TokenIndex, is_stemmable, normal, stem, tokens};

/// A text value: as written, for printing, and as what is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) written: Written,
    pattern: Pattern,
}

/// How a term was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) text: String,
    /// In quotes.
    pub(super) quoted: bool,
    /// With `=`: no stems, and in a field the whole value.
    pub(super) exact: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    /// A plain English word, by its stem.
    Stem(String),
    /// Beginning of a form.
    Prefix(String),
    /// Tokens in a row.
    Row(Vec<Step>),
}

/// One token of a row: its whole form, its joined form, or its parts in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    whole: String,
    joined: Option<String>,
    /// Empty for a plain word.
    parts: Vec<String>,
}

/// Why a text is no term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTerm {
    /// No letter or digit.
    Empty,
    /// A `*` that cannot be a prefix.
    BadPrefix,
}

impl Term {
    /// Makes sense of a text. The number says how many tokens it has.
    pub(super) fn new(written: Written) -> Result<(Self, usize), NoTerm> {
        if written.text.contains('*') {
            let pattern = prefix(&written).map(Pattern::Prefix).ok_or(NoTerm::BadPrefix)?;
            return Ok((Self { written, pattern }, 1));
        }
        let tokens = tokens(&written.text);
        let count = tokens.len();
        let steps: Vec<Step> = tokens.iter().map(|token| Step::new(&token)).collect();
        let pattern = match steps.as_slice() {
            [] => return Err(NoTerm::Empty),
            [only] if !written.quoted && !written.exact && is_stemmable(&only.whole) => {
                Pattern::Stem(stem(&only.whole).into_owned())
            }
            _ => Pattern::Row(steps),
        };
        Ok((Self { written, pattern }, count))
    }

    /// Shows every place of the term within a range of positions, until one is accepted; says whether one was.
    pub(super) fn find(&self, index: &TokenIndex, within: &Range<u32>, mut accept: impl FnMut(Place) -> bool) -> bool {
        match &self.pattern {
            Pattern::Stem(stem) => inside(index.stem(stem), within).iter().any(|&place| accept(place)),
            Pattern::Prefix(prefix) => {
                index.prefix(prefix).any(|places| inside(places, within).iter().any(|&place| accept(place)))
            }
            Pattern::Row(steps) => match steps.as_slice() {
                [] => false,
                [first, rest @ ..] => {
                    first.find(index, within, |place| follow(rest, index, place).is_some_and(&mut accept))
                }
            },
        }
    }
}

impl Step {
    fn new(token: &Token<'_>) -> Self {
        let mut parts = token.part_texts();
        if parts.len() == 1 {
            parts.clear();
        }
        Self { whole: token.whole(), joined: token.joined(), parts }
    }

    fn find(&self, index: &TokenIndex, within: &Range<u32>, mut accept: impl FnMut(Place) -> bool) -> bool {
        let mut seen_as = |form: &str| inside(index.form(form), within).iter().any(|&place| accept(place));
        if seen_as(&self.whole) || self.joined.as_deref().is_some_and(&mut seen_as) {
            return true;
        }
        let [first, rest @ ..] = self.parts.as_slice() else { return false };
        inside(index.form(first), within).iter().any(|&place| row(rest, index, place).is_some_and(&mut accept))
    }

    /// The token's place if it stands right behind another. There is at most one: forms that begin at the same
    /// position and have the same letters end at the same position.
    fn next(&self, index: &TokenIndex, behind: Place) -> Option<Place> {
        let as_form = |form: &str| at(index.form(form), behind.end).map(|place| spanning(behind, place));
        let as_parts = || if self.parts.is_empty() { None } else { row(&self.parts, index, behind) };
        as_form(&self.whole).or_else(|| self.joined.as_deref().and_then(as_form)).or_else(as_parts)
    }
}

/// The place of these tokens right behind a place, with it.
fn follow(steps: &[Step], index: &TokenIndex, first: Place) -> Option<Place> {
    steps.iter().try_fold(first, |place, step| step.next(index, place))
}

/// The place of these parts right behind a place, with it.
fn row(parts: &[String], index: &TokenIndex, first: Place) -> Option<Place> {
    parts.iter().try_fold(first, |place, part| at(index.form(part), place.end).map(|next| spanning(place, next)))
}

fn spanning(first: Place, last: Place) -> Place {
    Place { first: first.first, end: last.end, start_char: first.start_char, end_char: last.end_char }
}

/// The place that begins at this position.
fn at(places: &[Place], position: u32) -> Option<Place> {
    let found = places.binary_search_by_key(&position, |place| place.first).ok()?;
    places.get(found).copied()
}

/// The places that begin within a range of positions.
fn inside<'a>(places: &'a [Place], within: &Range<u32>) -> &'a [Place] {
    let from = places.partition_point(|place| place.first < within.start);
    let to = places.partition_point(|place| place.first < within.end);
    places.get(from..to).unwrap_or_default()
}

/// What `dev*` looks for: `dev`. `full-*` keeps its mark, so that it finds `full-stack` and not `fullness`.
fn prefix(written: &Written) -> Option<String> {
    let stump = written.text.strip_suffix('*').filter(|stump| !stump.contains('*'))?;
    if written.quoted || written.exact {
        return None;
    }
    let tokens = tokens(stump);
    let token = tokens.iter().next().filter(|_| tokens.len() == 1)?.whole();
    let normal = normal(stump);
    let after = &normal[normal.find(&token)? + token.len()..];
    let open_mark = after.is_empty() || (after.len() == 1 && after.contains(['.', '-', '_', '/', '&', '\'']));
    let letters = token.chars().filter(|c| c.is_alphanumeric()).count();
    (open_mark && letters >= 2).then(|| token + after)
}
