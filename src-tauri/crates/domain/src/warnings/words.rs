//! A text as words with sentences, in the form in which signs are looked for.

use std::ops::Range;

use crate::text::places;

/// Words to either side that are looked at for what a word means. It bounds the work for each word, too.
const REACH: usize = 12;

/// Marks kept between two words, in bytes: only the first few tell anything.
const MOST_MARKS: usize = 12;

/// A word in normal form.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// Characters in the text.
    pub(super) place: Range<usize>,
    /// What stands between the word before and this one, without white space: `@`, `://`, `. `.
    pub(super) before: String,
    /// The sentence it is in, counted.
    sentence: u32,
}

/// All words of a text.
#[derive(Debug)]
pub(super) struct Words(Vec<Word>);

impl Words {
    /// Cuts a text: letters and digits in a row are a word, whatever stands between them is not.
    pub(super) fn of(text: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let (mut between, mut sentence, mut open) = (String::new(), 0, false);
        let mut stop = false;
        for (c, place) in places(text) {
            if c.is_alphanumeric() {
                if !open {
                    sentence += u32::from(stop);
                    let before = std::mem::take(&mut between);
                    words.push(Word { text: String::new(), place: place.clone(), before, sentence });
                    (open, stop) = (true, false);
                }
                if let Some(word) = words.last_mut() {
                    word.text.push(c);
                    word.place.end = place.end;
                }
                continue;
            }
            // A full stop inside an address or a number ends nothing; one before white space does.
            stop |= matches!(c, '\n' | '!' | '?' | ';' | '•') || (c.is_whitespace() && between.ends_with('.'));
            if !c.is_whitespace() && between.len() < MOST_MARKS {
                between.push(c);
            }
            open = false;
        }
        Self(words)
    }

    /// All words with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Word)> {
        self.0.iter().enumerate()
    }

    /// The word with a number.
    pub(super) fn get(&self, at: usize) -> Option<&Word> {
        self.0.get(at)
    }

    /// Numbers of the words before this one in its sentence, the nearest last, at most `most`.
    pub(super) fn before(&self, at: usize, most: usize) -> Range<usize> {
        let first = at.saturating_sub(most.min(REACH));
        let sentence = self.sentence(at);
        let outside = (first..at).rev().find(|&other| self.sentence(other) != sentence);
        outside.map_or(first, |other| other + 1)..at
    }

    /// Numbers of the words after this one in its sentence, the nearest first, at most `most`.
    pub(super) fn after(&self, at: usize, most: usize) -> Range<usize> {
        let end = self.0.len().min(at + 1 + most.min(REACH));
        let sentence = self.sentence(at);
        at + 1..(at + 1..end).find(|&other| self.sentence(other) != sentence).unwrap_or(end)
    }

    fn sentence(&self, at: usize) -> Option<u32> {
        self.0.get(at).map(|word| word.sentence)
    }

    /// Whether the word with this number is one of these.
    pub(super) fn is(&self, at: usize, of: &[&str]) -> bool {
        self.0.get(at).is_some_and(|word| of.contains(&word.text.as_str()))
    }

    /// Whether any of these words is among the numbered ones.
    pub(super) fn any(&self, mut among: Range<usize>, of: &[&str]) -> bool {
        among.any(|at| self.is(at, of))
    }

    /// The last of the numbered words that is one of these.
    pub(super) fn last(&self, mut among: Range<usize>, of: &[&str]) -> Option<usize> {
        among.rfind(|&at| self.is(at, of))
    }

    /// The first of the numbered words that is one of these.
    pub(super) fn first(&self, mut among: Range<usize>, of: &[&str]) -> Option<usize> {
        among.find(|&at| self.is(at, of))
    }

    /// The characters from one word to another, both included.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.0.get(first)?.place.start..self.0.get(last)?.place.end)
    }

    /// Whether the sentence forbids or denies what begins at this word. "Do not hesitate to" does not.
    pub(super) fn is_denied(&self, at: usize) -> bool {
        const NOT: &[&str] =
            &["not", "never", "dont", "don", "doesn", "won", "nor", "without", "avoid", "stop", "refuse"];
        const NONE: &[&str] = &["no", "any", "zero"];
        const BUT: &[&str] = &["hesitate", "forget", "worry", "wait", "miss"];
        const AFTER: &[&str] = &[
            "ignored",
            "disqualification",
            "disqualified",
            "rejected",
            "violates",
            "violation",
            "prohibited",
            "forbidden",
            "banned",
            "declined",
            "reported",
            "allowed",
        ];
        let encouraged = |not: usize| self.any(not + 1..not + 3, BUT);
        let denied = self.last(self.before(at, 8), NOT).is_some_and(|not| !encouraged(not));
        denied || self.any(self.before(at, 1), NONE) || self.any(self.after(at, REACH), AFTER)
    }

    /// Whether the words before tell of what is to be built rather than of the client and the freelancer.
    pub(super) fn is_product(&self, before: usize) -> bool {
        const THINGS: &[&str] = &[
            "bot",
            "bots",
            "chatbot",
            "chatbots",
            "script",
            "it",
            "app",
            "apps",
            "application",
            "system",
            "tool",
            "software",
            "program",
            "automatically",
            "automatic",
            "automation",
            "customer",
            "customers",
            "client",
            "clients",
            "user",
            "users",
            "they",
            "them",
            "leads",
            "people",
            "visitors",
            "who",
            "patient",
            "patients",
            "guests",
            "members",
            "student",
            "students",
            "that",
            "which",
            "able",
            "ability",
            "alerts",
            "notification",
            "notifications",
            "feature",
            "features",
            "agent",
            "agents",
            "integration",
            "integrate",
            "module",
            "logic",
            "implement",
            "implementing",
            "button",
            "seller",
            "sellers",
            "buyers",
            "owner",
            "owners",
            "tenants",
            "subscribers",
            "drivers",
            "employees",
        ];
        self.any(self.before(before, 8), THINGS)
    }
}
