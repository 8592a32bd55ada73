//! Rows of many words, found in one walk through the texts.
//!
//! Trying a row of a thousand words at every place of its first one takes a thousand steps for each place, where a text
//! repeats the row's words. So all beginnings of a long row are followed at once: a state is a boundary between the
//! row's words and parts, the states reached at a position are one set of bits, and every form that stands there moves
//! the whole set.

use std::cmp::Reverse;
use std::collections::binary_heap::PeekMut;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::hash::Hash;
use std::ops::Range;

use super::{Places, Step, inside};
use crate::text::Place;

/// Words and parts of a row up to which trying each place is quicker.
const MOST_TRIED: usize = 32;

/// Whether a row is better walked than tried.
pub(super) fn is_long<W>(steps: &[Step<W>]) -> bool {
    states(steps) > MOST_TRIED
}

/// Shows every place of the row within a range of positions, in ascending order, until one is accepted; says whether
/// one was.
///
/// Whichever way a row's words are written, its letters are the same, so no two places begin at the same position or
/// end at the same one, and those that begin earlier end earlier. That is why beginnings and ends can be looked for
/// apart and then put together.
pub(super) fn find<W: Eq + Hash>(
    steps: &[Step<W>],
    places: &impl Places<W>,
    within: &Range<u32>,
    mut accept: impl FnMut(Place) -> bool,
) -> bool {
    let mut starts: Vec<End> = Walk::new(steps, places, within, Way::Back).collect();
    if starts.is_empty() {
        return false;
    }
    starts.reverse();
    let ends = Walk::new(steps, places, within, Way::On);
    starts.into_iter().zip(ends).any(|(start, end)| {
        accept(Place { first: start.position, end: end.position, start_char: start.char, end_char: end.char })
    })
}

/// From the first word to the last, or from the last to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    On,
    Back,
}

/// Where the walk has come through the whole row.
#[derive(Debug, Clone, Copy)]
struct End {
    position: u32,
    char: u32,
}

/// A set of states, a bit for each.
type States = Vec<u64>;

/// The states that a form moves, and how far.
struct Jump {
    from: States,
    by: usize,
}

/// A form of the row, and its places that are not passed yet.
struct Form<'a> {
    jumps: Vec<Jump>,
    places: &'a [Place],
}

/// A walk through the texts in one way. On the way back, places count from their ends, positions downward and states
/// from the last, so that nothing else differs.
struct Walk<'a> {
    way: Way,
    last_state: usize,
    forms: Vec<Form<'a>>,
    /// The position of each form's next place.
    next: BinaryHeap<Reverse<(u32, usize)>>,
    /// The states reached at positions that are still ahead, with the character there.
    reached: BTreeMap<u32, (States, u32)>,
    /// Sets to be used again.
    spare: Vec<States>,
}

impl<'a> Walk<'a> {
    fn new<W: Eq + Hash>(steps: &[Step<W>], places: &'a impl Places<W>, within: &Range<u32>, way: Way) -> Self {
        let last_state = states(steps);
        let mut numbers: HashMap<&W, usize> = HashMap::new();
        let mut forms: Vec<Form<'a>> = Vec::new();
        for_each_jump(steps, |form, from, by| {
            let number = *numbers.entry(form).or_insert_with(|| {
                forms.push(Form { jumps: Vec::new(), places: inside(places.form(form), within) });
                forms.len() - 1
            });
            let from = if way == Way::On { from } else { last_state - from - by };
            // A form that stands nowhere moves nothing.
            if !forms[number].places.is_empty() {
                forms[number].add(from, by, last_state);
            }
        });
        let mut walk =
            Self { way, last_state, forms, next: BinaryHeap::new(), reached: BTreeMap::new(), spare: Vec::new() };
        let next = walk.forms.iter().enumerate().filter_map(|(number, form)| {
            let place = form.next(way)?;
            Some(Reverse((way.ends(place).0, number)))
        });
        walk.next = next.collect();
        walk
    }

    /// Moves the states at a position by every form that stands there.
    fn leave(&mut self, position: u32, states: &States) {
        while let Some(mut top) = self.next.peek_mut().filter(|top| top.0.0 == position) {
            let form = &mut self.forms[top.0.1];
            let Some(place) = form.take(self.way) else { break };
            match form.next(self.way) {
                Some(next) => top.0.0 = self.way.ends(next).0,
                None => drop(PeekMut::pop(top)),
            }
            let (_, to, char) = self.way.ends(place);
            for jump in form.jumps.iter().filter(|jump| jump.moves(states)) {
                let (reached, _) = self.reached.entry(to).or_insert_with(|| {
                    let empty = self.spare.pop().unwrap_or_else(|| vec![0; states.len()]);
                    (empty, char)
                });
                jump.apply(states, reached);
            }
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = End;

    /// The next position in the way at which the whole row has been walked through.
    fn next(&mut self) -> Option<End> {
        loop {
            let ahead = self.next.peek().map(|top| top.0.0);
            let reached = self.reached.first_key_value().map(|(&position, _)| position);
            let position = ahead.into_iter().chain(reached).min()?;
            let (mut states, char) = self.reached.remove(&position).unwrap_or_else(|| {
                let empty = self.spare.pop().unwrap_or_else(|| vec![0; self.last_state / 64 + 1]);
                (empty, 0)
            });
            // A row may begin anywhere.
            insert(&mut states, 0);
            self.leave(position, &states);
            let is_through = contains(&states, self.last_state);
            states.fill(0);
            self.spare.push(states);
            if is_through {
                return Some(End { position: self.way.position(position), char });
            }
        }
    }
}

impl Way {
    /// Where a place is entered in this way, where it is left, and the character there.
    fn ends(self, place: Place) -> (u32, u32, u32) {
        match self {
            Self::On => (place.first, place.end, place.end_char),
            Self::Back => (self.position(place.end), self.position(place.first), place.start_char),
        }
    }

    /// A position as it is counted in this way, and the other way about.
    fn position(self, position: u32) -> u32 {
        match self {
            Self::On => position,
            Self::Back => !position,
        }
    }
}

impl Form<'_> {
    fn add(&mut self, from: usize, by: usize, last_state: usize) {
        let at = self.jumps.iter().position(|jump| jump.by == by).unwrap_or_else(|| {
            self.jumps.push(Jump { from: vec![0; last_state / 64 + 1], by });
            self.jumps.len() - 1
        });
        insert(&mut self.jumps[at].from, from);
    }

    fn next(&self, way: Way) -> Option<Place> {
        let next = if way == Way::On { self.places.first() } else { self.places.last() };
        next.copied()
    }

    fn take(&mut self, way: Way) -> Option<Place> {
        let (place, rest) = if way == Way::On { self.places.split_first()? } else { self.places.split_last()? };
        self.places = rest;
        Some(*place)
    }
}

impl Jump {
    /// Whether it moves any of the states.
    fn moves(&self, states: &States) -> bool {
        states.iter().zip(&self.from).any(|(states, from)| states & from != 0)
    }

    /// Adds the states that it moves these to.
    fn apply(&self, states: &States, reached: &mut States) {
        let (words, bits) = (self.by / 64, self.by % 64);
        for (at, (states, from)) in states.iter().zip(&self.from).enumerate() {
            let moved = u128::from(states & from) << bits;
            for (offset, part) in [moved & u128::from(u64::MAX), moved >> 64].into_iter().enumerate() {
                if let (Some(word), Ok(part)) = (reached.get_mut(at + words + offset), u64::try_from(part)) {
                    *word |= part;
                }
            }
        }
    }
}

fn insert(states: &mut States, state: usize) {
    states[state / 64] |= 1 << (state % 64);
}

fn contains(states: &States, state: usize) -> bool {
    states[state / 64] & (1 << (state % 64)) != 0
}

/// How many boundaries a row has behind its beginning.
fn states<W>(steps: &[Step<W>]) -> usize {
    steps.iter().map(Step::length).sum()
}

/// Shows every form of a row with the state that it moves and how far.
fn for_each_jump<'a, W>(steps: &'a [Step<W>], mut show: impl FnMut(&'a W, usize, usize)) {
    let mut state = 0;
    for step in steps {
        let length = step.length();
        std::iter::once(&step.whole).chain(&step.joined).for_each(|form| show(form, state, length));
        step.parts.iter().enumerate().for_each(|(at, part)| show(part, state + at, 1));
        state += length;
    }
}

impl<W> Step<W> {
    /// Words and parts that it takes when it is written apart.
    fn length(&self) -> usize {
        self.parts.len().max(1)
    }
}

#[cfg(test)]
mod tests;
