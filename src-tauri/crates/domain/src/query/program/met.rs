//! Which words of the program a job has, and where.

use super::super::pattern::Places;
use crate::text::{Place, TokenIndex};

/// The words met in the job at hand. What was met in earlier jobs stays where it is and is known by its job's count,
/// so that beginning a job costs nothing.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Counts jobs from 1.
    job: u32,
    slots: Vec<Slot>,
    /// Numbers of the job's forms that begin with a prefix, a list for each prefix met.
    lists: Vec<Vec<u32>>,
    lists_used: usize,
    /// Searches to look at.
    pub(super) woken: Vec<usize>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// The job in which the word was last met.
    job: u32,
    /// The number of the form or stem in that job; of a prefix, that of its list.
    number: u32,
}

impl Met {
    /// Begins a job; says whether counts noted elsewhere have to be forgotten.
    pub(super) fn begin(&mut self, words: usize) -> bool {
        self.woken.clear();
        self.lists_used = 0;
        self.slots.resize(self.slots.len().max(words), Slot::default());
        let begins_anew = self.job == u32::MAX;
        if begins_anew {
            self.job = 0;
            self.slots.fill(Slot::default());
        }
        self.job += 1;
        begins_anew
    }

    /// The count of the job at hand.
    pub(super) fn job(&self) -> u32 {
        self.job
    }

    /// Notes a form or stem.
    pub(super) fn note(&mut self, word: u32, number: u32) {
        self.slots[word as usize] = Slot { job: self.job, number };
    }

    /// Notes a form that begins with a prefix; says whether it is the first one.
    pub(super) fn note_prefix(&mut self, word: u32, form: u32) -> bool {
        let slot = &mut self.slots[word as usize];
        let is_first = slot.job != self.job;
        if is_first {
            *slot = Slot { job: self.job, number: u32::try_from(self.lists_used).unwrap_or(u32::MAX) };
            if self.lists_used == self.lists.len() {
                self.lists.push(Vec::new());
            }
            self.lists[self.lists_used].clear();
            self.lists_used += 1;
        }
        self.lists[slot.number as usize].push(form);
        is_first
    }

    /// What was met, in the texts it was met in.
    pub(super) fn found<'a>(&'a self, index: &'a TokenIndex) -> Found<'a> {
        Found { met: self, index }
    }
}

/// The words met in the job at hand, with the job's texts.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    met: &'a Met,
    index: &'a TokenIndex,
}

impl Found<'_> {
    /// The count of the job at hand.
    pub(super) fn job(&self) -> u32 {
        self.met.job
    }

    fn number(&self, word: u32) -> Option<u32> {
        let slot = self.met.slots.get(word as usize)?;
        (slot.job == self.met.job).then_some(slot.number)
    }
}

impl Places<u32> for Found<'_> {
    fn form(&self, form: &u32) -> &[Place] {
        self.number(*form).map_or(&[], |number| self.index.form_numbered(number))
    }

    fn stem(&self, stem: &u32) -> &[Place] {
        self.number(*stem).map_or(&[], |number| self.index.stem_numbered(number))
    }

    fn prefix<'a>(&'a self, prefix: &'a u32) -> impl Iterator<Item = &'a [Place]> {
        let forms = self.number(*prefix).map_or(&[][..], |list| &self.met.lists[list as usize]);
        forms.iter().map(|&form| self.index.form_numbered(form))
    }
}
