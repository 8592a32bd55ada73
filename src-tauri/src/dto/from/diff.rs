//! How a text changed, word by word.

use std::time::Instant;

use similar::{Algorithm, ChangeTag, TextDiff};

use crate::dto::detail as wire;

/// The stretches of both texts in the order in which they are read. Where it takes longer than `until`, as with texts that
/// are long and hostile, the rest is told as replaced.
pub fn parts(old: &str, new: &str, until: Instant) -> Vec<wire::DiffPart> {
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).deadline(until).diff_unicode_words(old, new);
    let mut parts: Vec<wire::DiffPart> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => wire::DiffKind::Same,
            ChangeTag::Insert => wire::DiffKind::Added,
            ChangeTag::Delete => wire::DiffKind::Removed,
        };
        match parts.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => parts.push(wire::DiffPart { kind, text: change.value().to_owned() }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use wire::DiffKind::{Added, Removed, Same};

    use super::*;

    fn later() -> Instant {
        Instant::now() + std::time::Duration::from_mins(1)
    }

    #[test]
    fn words_that_went_and_came_are_told_apart_from_those_that_stayed() {
        let parts: Vec<_> = parts("Build a small clock", "Build a large clock, please", later())
            .into_iter()
            .map(|part| (part.kind, part.text))
            .collect();
        let said = |kind| parts.iter().filter(|part| part.0 == kind).map(|part| part.1.as_str()).collect::<String>();
        assert_eq!((said(Removed).as_str(), said(Added).as_str()), ("small", "large, please"));
        assert!(said(Same).starts_with("Build a "));
    }

    #[test]
    fn both_texts_can_be_read_out_of_it() {
        let (old, new) = ("a b c d\n\ne", "a c x d é");
        let parts = parts(old, new, later());
        let without =
            |kind| parts.iter().filter(|part| part.kind != kind).map(|part| part.text.as_str()).collect::<String>();
        assert_eq!((without(Added).as_str(), without(Removed).as_str()), (old, new));
    }
}
