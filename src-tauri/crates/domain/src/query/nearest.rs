//! The word somebody probably meant.

/// More letters are no misspelling, and comparing them would take long.
const LONGEST: usize = 40;

/// The candidate nearest to a word, if it is near: a misspelling, a beginning, or the last segment of a dotted name.
pub(super) fn nearest<'a>(word: &str, candidates: &(impl Iterator<Item = &'a str> + Clone)) -> Option<&'a str> {
    let length = word.chars().count();
    if !(2..=LONGEST).contains(&length) {
        return None;
    }
    let segment = || candidates.clone().find(|name| name.rsplit_once('.').is_some_and(|(_, last)| last == word));
    let beginning = || {
        let mut begun = candidates.clone().filter(|name| length >= 3 && name.starts_with(word));
        begun.next().filter(|_| begun.next().is_none())
    };
    let misspelt = || {
        let near = candidates.clone().map(|name| (strsim::osa_distance(word, name), name));
        near.filter(|(distance, _)| *distance <= 2 && distance * 3 <= length).min().map(|(_, name)| name)
    };
    segment().or_else(misspelt).or_else(beginning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_a_beginning_and_a_last_segment_are_near() {
        let names = ["title", "description", "client.spent", "client.verified", "city"];
        for (word, expected) in [
            ("clent.spent", Some("client.spent")),
            ("tilte", Some("title")),
            ("desc", Some("description")),
            ("verified", Some("client.verified")),
            ("https", None),
            ("client", None),
            ("c", None),
            ("nosuch", None),
        ] {
            assert_eq!(nearest(word, &names.into_iter()), expected, "{word}");
        }
    }
}
