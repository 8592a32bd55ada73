//! The plain conditions of all searches, each once, however many searches ask it.

use std::collections::HashMap;

use slab::Slab;

use super::super::At;
use super::super::ast::Value;
use super::super::fields::{Field, Kind, Scope};
use super::super::pattern::Pattern;
use super::super::prepared::PreparedJob;
use super::met::Found;
use super::numbered;
use super::tree::Tree;
use super::words::Words;
use crate::query::term::Term;

/// A plain condition.
#[derive(Debug)]
pub(super) enum Atom {
    /// A pattern in some of the job's texts, or, with `whole`, as all of one.
    Text { scope: Scope, whole: bool, pattern: Pattern<u32> },
    /// A fact, compared with several values of which one is enough.
    Fact { field: &'static Field, values: Vec<Value> },
}

/// What makes two conditions the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Text(Scope, bool, Pattern<u32>),
    /// As printed: equal prints are equal conditions.
    Fact(String),
}

#[derive(Debug)]
struct Entry {
    atom: Atom,
    key: Key,
    uses: u32,
    /// The job it was last answered for, and the answer.
    answered: u32,
    answer: bool,
    /// How often it was asked, and held.
    asked: u32,
    held: u32,
}

/// The conditions of a program.
#[derive(Debug, Default)]
pub(super) struct Atoms {
    entries: Slab<Entry>,
    numbers: HashMap<Key, usize, foldhash::fast::RandomState>,
}

impl Atoms {
    /// Takes a text condition in.
    pub(super) fn take_text(&mut self, scope: Scope, whole: bool, term: &Term, words: &mut Words, jobs: u64) -> usize {
        let pattern = numbered(term.pattern(), words, jobs);
        let key = Key::Text(scope, whole, pattern.clone());
        if let Some(number) = self.taken(&key) {
            // The words are in use by the condition that is there already.
            pattern.for_each_word(|&word| words.release(word));
            return number;
        }
        self.add(key, Atom::Text { scope, whole, pattern })
    }

    /// Takes a condition on a fact in. `printed` is the condition in normal form.
    pub(super) fn take_fact(&mut self, printed: String, field: &'static Field, values: &[Value]) -> usize {
        let key = Key::Fact(printed);
        self.taken(&key).unwrap_or_else(|| self.add(key, Atom::Fact { field, values: values.to_vec() }))
    }

    fn taken(&mut self, key: &Key) -> Option<usize> {
        let number = *self.numbers.get(key)?;
        self.entries[number].uses += 1;
        Some(number)
    }

    fn add(&mut self, key: Key, atom: Atom) -> usize {
        let entry = Entry { atom, key: key.clone(), uses: 1, answered: 0, answer: false, asked: 0, held: 0 };
        let number = self.entries.insert(entry);
        self.numbers.insert(key, number);
        number
    }

    /// Gives a condition back; when nobody else asks it, it is forgotten with its words.
    pub(super) fn release(&mut self, number: usize, words: &mut Words) {
        let entry = &mut self.entries[number];
        entry.uses -= 1;
        if entry.uses == 0 {
            let entry = self.entries.remove(number);
            self.numbers.remove(&entry.key);
            if let Atom::Text { pattern, .. } = entry.atom {
                pattern.for_each_word(|&word| words.release(word));
            }
        }
    }

    /// Forgets what was answered for which job.
    pub(super) fn forget_answers(&mut self) {
        self.entries.iter_mut().for_each(|(_, entry)| entry.answered = 0);
    }

    /// One of the conditions.
    pub(super) fn get(&self, number: usize) -> &Atom {
        &self.entries[number].atom
    }

    /// The share of jobs it holds for, of those it was asked for.
    #[allow(clippy::cast_precision_loss, reason = "a share")]
    pub(super) fn share(&self, number: usize) -> f32 {
        const TRUST: f32 = 8.0;
        let entry = &self.entries[number];
        let expected = match entry.atom {
            Atom::Text { .. } => 0.05,
            Atom::Fact { .. } => 0.4,
        };
        (entry.held as f32 + expected * TRUST) / (entry.asked as f32 + TRUST)
    }
}

/// Asks conditions about one job.
pub(super) struct Evaluation<'a> {
    pub(super) atoms: &'a mut Atoms,
    pub(super) found: Found<'a>,
    pub(super) job: &'a PreparedJob,
    pub(super) at: &'a At<'a>,
}

impl Evaluation<'_> {
    pub(super) fn holds(&mut self, tree: &Tree) -> bool {
        match tree {
            Tree::All(parts) => parts.iter().all(|part| self.holds(part)),
            Tree::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Tree::Not(inner) => !self.holds(inner),
            Tree::Atom(number) => self.answer(*number),
        }
    }

    fn answer(&mut self, number: usize) -> bool {
        let entry = &mut self.atoms.entries[number];
        if entry.answered == self.found.job() {
            return entry.answer;
        }
        let answer = match &entry.atom {
            Atom::Text { scope, whole, pattern } => {
                pattern.find(&self.found, self.job.scope(*scope), |place| !whole || self.job.is_whole_text(place))
            }
            Atom::Fact { field, values } => values.iter().any(|value| field.holds(value, self.job, self.at)),
        };
        entry.answered = self.found.job();
        entry.answer = answer;
        entry.asked = entry.asked.saturating_add(1);
        entry.held = entry.held.saturating_add(u32::from(answer));
        answer
    }
}

impl Atom {
    /// What asking it costs, beside looking up one word.
    #[allow(clippy::cast_precision_loss, reason = "an estimate")]
    pub(super) fn cost(&self) -> f32 {
        match self {
            Self::Text { pattern: Pattern::Row(steps), .. } => 1.0 + steps.len() as f32,
            Self::Text { .. } => 1.0,
            // Detecting a language reads the text.
            Self::Fact { field, .. } if matches!(field.kind, Kind::Language) => 1_000.0,
            Self::Fact { .. } => 0.7,
        }
    }
}
