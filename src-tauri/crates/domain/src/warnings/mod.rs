//! Signs that a posting may not be honest, found by rules that can be shown to its reader.
//!
//! A warning on an honest posting does more harm than a missing one on a dishonest one: readers stop looking. So a word by
//! itself is no sign. "Build a Telegram bot" is work; "message me on Telegram" is a sign.

mod addresses;
mod contact;
mod fees;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use words::Words;

/// Warnings of one posting: more would say no more.
const MOST: usize = 6;

/// What a sign is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Asks to talk or to be paid where the marketplace does not see it.
    OffPlatform,
    /// Asks the freelancer to pay.
    Fees,
    /// An address that is not encrypted, or that hides where it leads.
    BareLink,
}

/// The text a sign is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The title.
    Title,
    /// The description.
    Description,
}

/// A sign and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The rule it was found by.
    pub rule: Rule,
    /// The text it is in.
    pub part: Part,
    /// First character in that text.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// What stands there.
    pub text: String,
}

/// The signs in a posting's texts in their order, at most six. Takes time in proportion to the texts.
///
/// ```
/// use lapwing_domain::warnings::{Rule, warnings};
///
/// let found = warnings("Logo", "We pay well. Please contact me on Telegram.");
/// assert_eq!((found[0].rule, found[0].text.as_str()), (Rule::OffPlatform, "contact me on Telegram"));
/// assert_eq!(warnings("Telegram bot", "Build a bot that answers our customers on Telegram."), []);
/// ```
pub fn warnings(title: &str, description: &str) -> Vec<Warning> {
    let mut all = of_text(Part::Title, title);
    all.extend(of_text(Part::Description, description));
    all.truncate(MOST);
    all
}

fn of_text(part: Part, text: &str) -> Vec<Warning> {
    let words = Words::of(text);
    let signs = |rule: Rule, places: Vec<Range<usize>>| places.into_iter().map(move |place| (rule, place));
    let mut found: Vec<(Rule, Range<usize>)> = signs(Rule::OffPlatform, contact::places(&words)).collect();
    found.extend(signs(Rule::Fees, fees::places(&words)));
    found.extend(signs(Rule::BareLink, addresses::places(text)));
    found.sort_by_key(|(rule, place)| (place.start, *rule));
    let mut kept: Vec<(Rule, Range<usize>)> = Vec::new();
    for (rule, place) in found {
        // Of two signs at one place the first says enough.
        if kept.len() < MOST && kept.last().is_none_or(|(_, last)| last.end <= place.start) {
            kept.push((rule, place));
        }
    }
    quoted(part, text, kept)
}

/// The places with what stands there; the text is walked through once.
fn quoted(part: Part, text: &str, places: Vec<(Rule, Range<usize>)>) -> Vec<Warning> {
    let mut chars = text.chars();
    let mut at = 0;
    let mut take = |from: usize, end: usize| {
        let text: String = chars.by_ref().skip(from - at).take(end - from).collect();
        at = end;
        text
    };
    let quote = |(rule, place): (Rule, Range<usize>)| {
        let text = take(place.start, place.end);
        Warning { rule, part, start: place.start, end: place.end, text }
    };
    places.into_iter().map(quote).collect()
}
