//! Many searches as one program, so that a job costs little more however many there are.
//!
//! A job's forms and stems are looked up once in the words of all searches. Each search waits for a few words (its
//! *guard*) without one of which it cannot hold, so most are never looked at. Of those that are, equal conditions are
//! answered once, and their trees are walked cheapest and most telling condition first. How telling a word or a
//! condition is the program learns from the jobs it sees; what it has learnt changes the order of work and never the
//! answer.

mod atoms;
mod met;
mod tree;
mod words;

use std::collections::HashMap;
use std::hash::Hash;

use slab::Slab;

use super::pattern::{Pattern, Word};
use super::prepared::PreparedJob;
use super::{At, Query};
use atoms::{Atoms, Evaluation};
use met::Met;
use tree::Tree;
use words::{Kind, Words};

/// Jobs after which guards and orders are chosen anew for the first time; later times are four times as far apart
/// each, so that learning costs next to nothing in the long run.
const FIRST_SETTLING: u64 = 64;

/// Searches compiled together, each under a key of the caller's.
///
/// ```
/// use lapwing_domain::query::{At, PreparedJob, Program, Use, parse};
/// use lapwing_domain::{Job, JobId};
///
/// let query = |text| parse(text, Use::SavedSearch).map(|parsed| parsed.query).map_err(|_| "a problem");
/// let mut program = Program::new();
/// program.insert("crab", &query("rust -wordpress")?);
/// program.insert("pays", &query("rate:>=50")?);
///
/// let mut job = Job::new(JobId("1".to_owned()));
/// job.title = "Rust developer".to_owned();
/// let mut found = Vec::new();
/// program.matching(&PreparedJob::new(job), &At::moment(jiff::Timestamp::UNIX_EPOCH), |key| found.push(*key));
/// assert_eq!(found, ["crab"]);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug)]
pub struct Program<K> {
    words: Words,
    atoms: Atoms,
    searches: Slab<Search<K>>,
    numbers: HashMap<K, usize>,
    /// Searches that no word can wait for: those of facts alone, or of negations.
    unguarded: Vec<usize>,
    met: Met,
    jobs: u64,
    settle_at: u64,
}

#[derive(Debug)]
struct Search<K> {
    key: K,
    tree: Tree,
    /// One of these words is in every job that fits; empty for an unguarded search.
    guard: Vec<u32>,
    /// The job for which it was last woken.
    woken: u32,
}

impl<K> Default for Program<K> {
    fn default() -> Self {
        Self {
            words: Words::default(),
            atoms: Atoms::default(),
            searches: Slab::new(),
            numbers: HashMap::new(),
            unguarded: Vec::new(),
            met: Met::default(),
            jobs: 0,
            settle_at: FIRST_SETTLING,
        }
    }
}

impl<K: Clone + Eq + Hash> Program<K> {
    /// A program without searches.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a search, in the place of the one that had the key before. The others are left as they are.
    pub fn insert(&mut self, key: K, query: &Query) {
        self.remove(&key);
        let mut tree = match &query.root {
            Some(root) => Tree::compile(root, &mut self.words, &mut self.atoms, self.jobs),
            None => Tree::EVERYTHING,
        };
        tree.order(&self.atoms);
        let search = Search { key: key.clone(), tree, guard: Vec::new(), woken: 0 };
        let number = self.searches.insert(search);
        self.numbers.insert(key, number);
        self.guard(number);
    }

    /// Removes a search; says whether there was one.
    pub fn remove(&mut self, key: &K) -> bool {
        let Some(number) = self.numbers.remove(key) else { return false };
        self.unguard(number);
        let search = self.searches.remove(number);
        search.tree.release(&mut self.words, &mut self.atoms);
        true
    }

    /// How many searches there are.
    pub fn len(&self) -> usize {
        self.searches.len()
    }

    /// Whether there is no search.
    pub fn is_empty(&self) -> bool {
        self.searches.is_empty()
    }

    /// Shows the key of every search that the job fits, in no particular order.
    pub fn matching(&mut self, job: &PreparedJob, at: &At<'_>, mut fits: impl FnMut(&K)) {
        if self.met.begin(self.words.capacity()) {
            // The count began anew.
            self.atoms.forget_answers();
            self.searches.iter_mut().for_each(|(_, search)| search.woken = 0);
        }
        self.meet(job);
        let woken = std::mem::take(&mut self.met.woken);
        let found = self.met.found(job.index());
        let mut evaluation = Evaluation { atoms: &mut self.atoms, found, job, at };
        for &number in woken.iter().chain(&self.unguarded) {
            let search = &self.searches[number];
            if evaluation.holds(&search.tree) {
                fits(&search.key);
            }
        }
        self.met.woken = woken;
        self.jobs += 1;
        if self.jobs >= self.settle_at {
            self.settle_at = self.settle_at.saturating_mul(4);
            self.settle();
        }
    }

    /// Notes which words the job has, and which searches wait for them.
    fn meet(&mut self, job: &PreparedJob) {
        let Self { words, met, searches, .. } = self;
        let mut wake = |waiting: &[usize], met: &mut Met| {
            for &number in waiting {
                let search = &mut searches[number];
                if search.woken != met.job() {
                    search.woken = met.job();
                    met.woken.push(number);
                }
            }
        };
        for (number, (form, _)) in (0..).zip(job.index().forms()) {
            if let Some(word) = words.meet(Kind::Form, form) {
                met.note(word, number);
                wake(words.waiting(word), met);
            }
            words.prefixes_of(form, |words, prefix| {
                if met.note_prefix(prefix, number) {
                    words.count(prefix);
                    wake(words.waiting(prefix), met);
                }
            });
        }
        for (number, (stem, _)) in (0..).zip(job.index().stems()) {
            if let Some(word) = words.meet(Kind::Stem, stem) {
                met.note(word, number);
                wake(words.waiting(word), met);
            }
        }
    }

    /// Chooses the words that a search waits for.
    fn guard(&mut self, number: usize) {
        let search = &mut self.searches[number];
        search.guard = search.tree.guard(&self.atoms, &self.words, self.jobs).unwrap_or_default();
        if search.guard.is_empty() {
            self.unguarded.push(number);
        }
        for &word in &search.guard {
            self.words.wait(word, number);
        }
    }

    fn unguard(&mut self, number: usize) {
        let guard = std::mem::take(&mut self.searches[number].guard);
        if guard.is_empty() {
            self.unguarded.retain(|&other| other != number);
        }
        for word in guard {
            self.words.stop_waiting(word, number);
        }
    }

    /// Chooses guards and orders anew by what was learnt.
    fn settle(&mut self) {
        self.words.nobody_waits();
        self.unguarded.clear();
        let numbers: Vec<usize> = self.searches.iter().map(|(number, _)| number).collect();
        for number in numbers {
            self.searches[number].tree.order(&self.atoms);
            self.guard(number);
        }
    }
}

/// A pattern with its words taken into the dictionary.
fn numbered(pattern: &Pattern<String>, words: &mut Words, jobs: u64) -> Pattern<u32> {
    pattern.map(|word| match word {
        Word::Form(text) => words.take(Kind::Form, text, jobs),
        Word::Stem(text) => words.take(Kind::Stem, text, jobs),
        Word::Prefix(text) => words.take(Kind::Prefix, text, jobs),
    })
}
