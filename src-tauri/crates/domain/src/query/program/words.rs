//! The words of all searches, each with a number, and who waits for it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use slab::Slab;

/// Seeded anew by every process, so that no posting can be written to make its words collide.
type Numbers = HashMap<Arc<str>, u32, foldhash::fast::RandomState>;

/// How a job has a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Form,
    Stem,
    Prefix,
}

/// The dictionary of a program.
#[derive(Debug, Default)]
pub(super) struct Words {
    forms: Numbers,
    stems: Numbers,
    prefixes: Prefixes,
    entries: Slab<Entry>,
}

#[derive(Debug)]
struct Entry {
    text: Arc<str>,
    kind: Kind,
    /// Conditions that look for it.
    uses: u32,
    /// Searches that wait for it.
    waiting: Vec<usize>,
    /// Jobs that had it, of those seen since it was taken in.
    met: u64,
    /// Jobs the program had seen when it was taken in.
    since: u64,
}

impl Words {
    /// Takes a word in, once more if it is there already.
    pub(super) fn take(&mut self, kind: Kind, text: &str, jobs: u64) -> u32 {
        if let Some(number) = self.number(kind, text) {
            self.entries[number as usize].uses += 1;
            return number;
        }
        let text: Arc<str> = text.into();
        let entry = Entry { text: Arc::clone(&text), kind, uses: 1, waiting: Vec::new(), met: 0, since: jobs };
        let number = u32::try_from(self.entries.insert(entry)).unwrap_or(u32::MAX);
        match kind {
            Kind::Form => drop(self.forms.insert(text, number)),
            Kind::Stem => drop(self.stems.insert(text, number)),
            Kind::Prefix => self.prefixes.insert(text, number),
        }
        number
    }

    /// Gives a word back; when nobody else uses it, it is forgotten.
    pub(super) fn release(&mut self, number: u32) {
        let entry = &mut self.entries[number as usize];
        entry.uses -= 1;
        if entry.uses > 0 {
            return;
        }
        let Entry { text, kind, .. } = self.entries.remove(number as usize);
        match kind {
            Kind::Form => drop(self.forms.remove(&text)),
            Kind::Stem => drop(self.stems.remove(&text)),
            Kind::Prefix => self.prefixes.remove(&text),
        }
    }

    fn number(&self, kind: Kind, text: &str) -> Option<u32> {
        match kind {
            Kind::Form => self.forms.get(text),
            Kind::Stem => self.stems.get(text),
            Kind::Prefix => self.prefixes.sorted.get(text),
        }
        .copied()
    }

    /// Notes that a job has this form or stem; nothing when no search looks for it.
    pub(super) fn meet(&mut self, kind: Kind, text: &str) -> Option<u32> {
        let number = self.number(kind, text)?;
        self.count(number);
        Some(number)
    }

    /// Counts a job that has the word.
    pub(super) fn count(&mut self, number: u32) {
        self.entries[number as usize].met += 1;
    }

    /// Shows every prefix that the form begins with.
    pub(super) fn prefixes_of(&mut self, form: &str, mut visit: impl FnMut(&mut Self, u32)) {
        let mut next = self.prefixes.longest_of(form, form.len());
        while let Some((length, number)) = next {
            visit(self, number);
            next = self.prefixes.longest_of(form, length - 1);
        }
    }

    /// Searches that wait for the word.
    pub(super) fn waiting(&self, number: u32) -> &[usize] {
        &self.entries[number as usize].waiting
    }

    pub(super) fn wait(&mut self, number: u32, search: usize) {
        self.entries[number as usize].waiting.push(search);
    }

    pub(super) fn stop_waiting(&mut self, number: u32, search: usize) {
        self.entries[number as usize].waiting.retain(|&other| other != search);
    }

    pub(super) fn nobody_waits(&mut self) {
        self.entries.iter_mut().for_each(|(_, entry)| entry.waiting.clear());
    }

    /// The share of jobs that have the word, as far as that is known. A word never met counts as a rare one, a long
    /// one as rarer than a short one.
    #[allow(clippy::cast_precision_loss, reason = "a share")]
    pub(super) fn share(&self, number: u32, jobs: u64) -> f32 {
        const TRUST: f32 = 8.0;
        let entry = &self.entries[number as usize];
        let expected = 0.2 / entry.text.len() as f32;
        (entry.met as f32 + expected * TRUST) / ((jobs - entry.since) as f32 + TRUST)
    }

    /// One more than the highest number there ever was.
    pub(super) fn capacity(&self) -> usize {
        self.entries.capacity()
    }
}

/// Beginnings of words.
#[derive(Debug, Default)]
struct Prefixes {
    sorted: BTreeMap<Arc<str>, u32>,
    /// The first two bytes of all of them, with how many begin so: most forms end their search here.
    starts: HashMap<[u8; 2], u32, foldhash::fast::RandomState>,
}

impl Prefixes {
    fn insert(&mut self, prefix: Arc<str>, number: u32) {
        if let Some(start) = start(&prefix) {
            *self.starts.entry(start).or_default() += 1;
        }
        self.sorted.insert(prefix, number);
    }

    fn remove(&mut self, prefix: &str) {
        self.sorted.remove(prefix);
        let Some(start) = start(prefix) else { return };
        if let Some(count) = self.starts.get_mut(&start) {
            *count -= 1;
            if *count == 0 {
                self.starts.remove(&start);
            }
        }
    }

    /// The longest prefix of the form's first `most` bytes, with its length.
    ///
    /// Between a prefix of a text and the text itself, in order, stand only texts that begin with the prefix. So the
    /// greatest entry not above the text either is a prefix of it or shares all of the longest one with it.
    fn longest_of(&self, form: &str, most: usize) -> Option<(usize, u32)> {
        if !self.starts.contains_key(&start(form)?) {
            return None;
        }
        let mut text = &form[..form.floor_char_boundary(most)];
        loop {
            let (prefix, &number) =
                self.sorted.range::<str, _>((Bound::Unbounded, Bound::Included(text))).next_back()?;
            let shared = prefix.bytes().zip(text.bytes()).take_while(|(left, right)| left == right).count();
            if shared == prefix.len() {
                return Some((shared, number));
            }
            text = &form[..form.floor_char_boundary(shared)];
        }
    }
}

/// A prefix has two letters or digits at least, so two bytes.
fn start(text: &str) -> Option<[u8; 2]> {
    text.as_bytes().first_chunk().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefixes_of(words: &mut Words, form: &str) -> Vec<String> {
        let mut found = Vec::new();
        words.prefixes_of(form, |words, number| found.push(words.entries[number as usize].text.to_string()));
        found
    }

    #[test]
    fn every_prefix_of_a_form_is_found_the_longest_first() {
        let mut words = Words::default();
        for prefix in ["de", "dev", "developer", "devops", "da", "été", "éta"] {
            words.take(Kind::Prefix, prefix, 0);
        }
        for (form, prefixes) in [
            ("developer", vec!["developer", "dev", "de"]),
            ("developers", vec!["developer", "dev", "de"]),
            ("devop", vec!["dev", "de"]),
            ("d", vec![]),
            ("dz", vec![]),
            ("database", vec!["da"]),
            ("étés", vec!["été"]),
            ("étude", vec![]),
        ] {
            assert_eq!(prefixes_of(&mut words, form), prefixes, "{form}");
        }
    }

    #[test]
    fn a_word_that_nobody_uses_any_more_is_forgotten() {
        let mut words = Words::default();
        let number = words.take(Kind::Prefix, "dev", 0);
        assert_eq!(words.take(Kind::Prefix, "dev", 0), number);
        words.release(number);
        assert_eq!(prefixes_of(&mut words, "devs"), ["dev"]);
        words.release(number);
        assert!(prefixes_of(&mut words, "devs").is_empty());
        assert!(words.entries.is_empty() && words.prefixes.starts.is_empty());
    }
}
