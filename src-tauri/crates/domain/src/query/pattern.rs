//! What a term looks for, and finding it in a job's texts.
//!
//! Patterns are generic in how they name words, so that a query alone (which names them by their text) and a compiled
//! program of many searches (which names them by number) find places by the same code.

mod long;

use std::hash::Hash;
use std::ops::Range;

use crate::text::{Place, Token, TokenIndex};

/// What is looked for. `W` names a form, a stem or the beginning of a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Pattern<W> {
    /// A plain English word, by its stem.
    Stem(W),
    /// Beginning of a form.
    Prefix(W),
    /// Tokens in a row; never empty.
    Row(Vec<Step<W>>),
}

/// One token of a row: its whole form, its joined form, or its parts in a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Step<W> {
    pub(super) whole: W,
    pub(super) joined: Option<W>,
    /// Empty for a plain word.
    pub(super) parts: Vec<W>,
}

/// A word of a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) enum Word<'a, W> {
    Form(&'a W),
    Stem(&'a W),
    Prefix(&'a W),
}

/// Where a job's texts hold the words of a pattern; places in ascending order.
pub(super) trait Places<W> {
    /// Places of exactly this form.
    fn form(&self, form: &W) -> &[Place];

    /// Places of plain words with this stem.
    fn stem(&self, stem: &W) -> &[Place];

    /// Places of every form that begins so, form by form.
    fn prefix<'a>(&'a self, prefix: &'a W) -> impl Iterator<Item = &'a [Place]>;
}

impl Places<String> for TokenIndex {
    fn form(&self, form: &String) -> &[Place] {
        self.form(form)
    }

    fn stem(&self, stem: &String) -> &[Place] {
        self.stem(stem)
    }

    fn prefix<'a>(&'a self, prefix: &'a String) -> impl Iterator<Item = &'a [Place]> {
        self.prefix(prefix)
    }
}

impl<W> Pattern<W> {
    /// Shows every place of the pattern within a range of positions, until one is accepted; says whether one was.
    pub(super) fn find(
        &self,
        places: &impl Places<W>,
        within: &Range<u32>,
        mut accept: impl FnMut(Place) -> bool,
    ) -> bool
    where
        W: Eq + Hash,
    {
        match self {
            Self::Stem(stem) => inside(places.stem(stem), within).iter().any(|&place| accept(place)),
            Self::Prefix(prefix) => {
                places.prefix(prefix).any(|found| inside(found, within).iter().any(|&place| accept(place)))
            }
            Self::Row(steps) => match steps.as_slice() {
                // One token that is nowhere settles a long phrase in a text that repeats the others.
                [_, rest @ ..] if rest.iter().any(|step| step.is_nowhere(places)) => false,
                steps if long::is_long(steps) => long::find(steps, places, within, accept),
                steps => find_row(steps, places, within, accept),
            },
        }
    }

    /// The same pattern with its words named anew.
    pub(super) fn map<V>(&self, mut name: impl FnMut(Word<'_, W>) -> V) -> Pattern<V> {
        match self {
            Self::Stem(stem) => Pattern::Stem(name(Word::Stem(stem))),
            Self::Prefix(prefix) => Pattern::Prefix(name(Word::Prefix(prefix))),
            Self::Row(steps) => {
                let mut form = |form: &W| name(Word::Form(form));
                let steps = steps.iter().map(|step| Step {
                    whole: form(&step.whole),
                    joined: step.joined.as_ref().map(&mut form),
                    parts: step.parts.iter().map(&mut form).collect(),
                });
                Pattern::Row(steps.collect())
            }
        }
    }

    /// Shows every word of the pattern.
    pub(super) fn for_each_word(&self, mut visit: impl FnMut(&W)) {
        match self {
            Self::Stem(word) | Self::Prefix(word) => visit(word),
            Self::Row(steps) => steps.iter().flat_map(Step::words).for_each(visit),
        }
    }
}

impl Step<String> {
    pub(super) fn new(token: &Token<'_>) -> Self {
        let mut parts = token.part_texts();
        if parts.len() == 1 {
            parts.clear();
        }
        Self { whole: token.whole(), joined: token.joined(), parts }
    }
}

impl<W> Step<W> {
    fn words(&self) -> impl Iterator<Item = &W> {
        std::iter::once(&self.whole).chain(&self.joined).chain(&self.parts)
    }

    fn find(&self, places: &impl Places<W>, within: &Range<u32>, mut accept: impl FnMut(Place) -> bool) -> bool {
        let mut seen_as = |form: &W| inside(places.form(form), within).iter().any(|&place| accept(place));
        if seen_as(&self.whole) || self.joined.as_ref().is_some_and(&mut seen_as) {
            return true;
        }
        let [first, rest @ ..] = self.parts.as_slice() else { return false };
        inside(places.form(first), within).iter().any(|&place| row(rest, places, place).is_some_and(&mut accept))
    }

    /// Whether none of its forms is in any text.
    fn is_nowhere(&self, places: &impl Places<W>) -> bool {
        let nowhere = |form: &W| places.form(form).is_empty();
        let as_parts = self.parts.is_empty() || self.parts.iter().any(nowhere);
        nowhere(&self.whole) && self.joined.as_ref().is_none_or(nowhere) && as_parts
    }

    /// The token's place if it stands right behind another. There is at most one: forms that begin at the same
    /// position and have the same letters end at the same position.
    fn next(&self, places: &impl Places<W>, behind: Place) -> Option<Place> {
        let as_form = |form: &W| at(places.form(form), behind.end).map(|place| spanning(behind, place));
        let as_parts = || if self.parts.is_empty() { None } else { row(&self.parts, places, behind) };
        as_form(&self.whole).or_else(|| self.joined.as_ref().and_then(as_form)).or_else(as_parts)
    }
}

/// Shows every place of a row by trying each of its first token's, until one is accepted; says whether one was.
fn find_row<W>(
    steps: &[Step<W>],
    places: &impl Places<W>,
    within: &Range<u32>,
    mut accept: impl FnMut(Place) -> bool,
) -> bool {
    let [first, rest @ ..] = steps else { return false };
    first.find(places, within, |place| follow(rest, places, place).is_some_and(&mut accept))
}

/// The place of these tokens right behind a place, with it.
fn follow<W>(steps: &[Step<W>], places: &impl Places<W>, first: Place) -> Option<Place> {
    steps.iter().try_fold(first, |place, step| step.next(places, place))
}

/// The place of these parts right behind a place, with it.
fn row<W>(parts: &[W], places: &impl Places<W>, first: Place) -> Option<Place> {
    parts.iter().try_fold(first, |place, part| at(places.form(part), place.end).map(|next| spanning(place, next)))
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
