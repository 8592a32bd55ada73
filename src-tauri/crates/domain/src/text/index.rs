//! The forms of several texts and where each stands, for looking terms up instead of scanning for them.

use std::sync::OnceLock;

use indexmap::IndexSet;

use super::stem::{is_stemmable, stem};
use super::token::tokens;

/// Where a form stands. Positions run through all texts of an index, with a gap between texts, so that neighbours are
/// always in the same text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// First position.
    pub first: u32,
    /// Position after the last.
    pub end: u32,
    /// First character in its text.
    pub start_char: u32,
    /// Character after the last in its text.
    pub end_char: u32,
}

/// Every form and stem of a set of texts, with its places in ascending order.
#[derive(Debug, Clone)]
pub struct TokenIndex {
    forms: Postings,
    stems: Postings,
    sorted: OnceLock<Vec<u32>>,
}

/// Collects the texts of a [`TokenIndex`].
#[derive(Debug, Default)]
pub struct TokenIndexBuilder {
    forms: PostingsBuilder,
    stems: PostingsBuilder,
    /// The stem of each form, by the form's number.
    stem_of: Vec<Option<u32>>,
    scratch: String,
    next: u32,
}

impl TokenIndexBuilder {
    /// Adds a text and returns the positions it takes, gap included. The range is never empty.
    pub fn add(&mut self, text: &str) -> std::ops::Range<u32> {
        let base = self.next;
        let tokens = tokens(text);
        let mut scratch = std::mem::take(&mut self.scratch);
        for token in tokens.iter() {
            token.for_each_form(&mut scratch, |form| {
                let place = Place {
                    first: base + position(form.first),
                    end: base + position(form.end),
                    start_char: form.start_char,
                    end_char: form.end_char,
                };
                self.add_form(form.text, place);
            });
        }
        self.scratch = scratch;
        self.next = base + position(tokens.positions()) + 1;
        base..self.next
    }

    fn add_form(&mut self, text: &str, place: Place) {
        let (form, is_new) = self.forms.add(text, place);
        if is_new {
            let stem = is_stemmable(text).then(|| self.stems.number(&stem(text)).0);
            self.stem_of.push(stem);
        }
        if let Some(Some(stem)) = self.stem_of.get(form as usize) {
            self.stems.places.push((*stem, place));
        }
    }

    /// The finished index.
    pub fn build(self) -> TokenIndex {
        TokenIndex { forms: self.forms.build(), stems: self.stems.build(), sorted: OnceLock::new() }
    }
}

impl TokenIndex {
    /// Places of exactly this form.
    pub fn form(&self, text: &str) -> &[Place] {
        self.forms.places(text)
    }

    /// Places of plain words and joined forms with this stem.
    pub fn stem(&self, stem: &str) -> &[Place] {
        self.stems.places(stem)
    }

    /// Places of every form that begins so, form by form.
    pub fn prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a [Place]> {
        let sorted = self.sorted.get_or_init(|| self.forms.sorted());
        let from = sorted.partition_point(|&number| self.forms.name(number) < prefix);
        let found = sorted.get(from..).unwrap_or_default().iter();
        found
            .take_while(move |&&number| self.forms.name(number).starts_with(prefix))
            .map(|&number| self.forms.of(number))
    }

    /// Places of the form with this number in the order of [`TokenIndex::forms`].
    pub fn form_numbered(&self, number: u32) -> &[Place] {
        self.forms.of(number)
    }

    /// Places of the stem with this number in the order of [`TokenIndex::stems`].
    pub fn stem_numbered(&self, number: u32) -> &[Place] {
        self.stems.of(number)
    }

    /// Every distinct form with its places, in the order they were first met.
    pub fn forms(&self) -> impl Iterator<Item = (&str, &[Place])> {
        self.forms.iter()
    }

    /// Every distinct stem with its places, in the order they were first met.
    pub fn stems(&self) -> impl Iterator<Item = (&str, &[Place])> {
        self.stems.iter()
    }
}

/// Distinct names, each with its number. The hasher is quick on short words and seeded anew by every process, so that
/// no posting can be written to make its words collide.
type Names = IndexSet<Box<str>, foldhash::fast::RandomState>;

#[derive(Debug, Default)]
struct PostingsBuilder {
    names: Names,
    places: Vec<(u32, Place)>,
}

impl PostingsBuilder {
    fn add(&mut self, name: &str, place: Place) -> (u32, bool) {
        let (number, is_new) = self.number(name);
        self.places.push((number, place));
        (number, is_new)
    }

    fn number(&mut self, name: &str) -> (u32, bool) {
        let (number, is_new) = match self.names.get_index_of(name) {
            Some(number) => (number, false),
            None => self.names.insert_full(name.into()),
        };
        (position(number), is_new)
    }

    /// Brings the places of each name together; they stay in ascending order.
    fn build(self) -> Postings {
        let mut starts = vec![0_u32; self.names.len() + 1];
        for &(number, _) in &self.places {
            starts[number as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut free = starts.clone();
        let mut places = vec![Place { first: 0, end: 0, start_char: 0, end_char: 0 }; self.places.len()];
        for (number, place) in self.places {
            let slot = &mut free[number as usize];
            places[*slot as usize] = place;
            *slot += 1;
        }
        Postings { names: self.names, starts, places }
    }
}

#[derive(Debug, Clone)]
struct Postings {
    names: Names,
    /// Where each name's places begin, and the end of the last.
    starts: Vec<u32>,
    places: Vec<Place>,
}

impl Postings {
    fn places(&self, name: &str) -> &[Place] {
        self.names.get_index_of(name).map_or(&[], |number| self.of(position(number)))
    }

    fn of(&self, number: u32) -> &[Place] {
        let number = number as usize;
        &self.places[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    fn name(&self, number: u32) -> &str {
        self.names.get_index(number as usize).map_or("", |name| name)
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &[Place])> {
        self.names.iter().enumerate().map(|(number, name)| (&**name, self.of(position(number))))
    }

    fn sorted(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..position(self.names.len())).collect();
        numbers.sort_unstable_by_key(|&number| self.name(number));
        numbers
    }
}

/// Positions and numbers count tokens of texts held in memory, far below four thousand million.
fn position(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
