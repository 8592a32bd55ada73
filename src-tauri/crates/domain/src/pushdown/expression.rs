//! The words that a full-text search is asked for.

use std::fmt;

/// Groups of words, of each of which at least one has to be there. Its text ([`fmt::Display`]) is what such a search takes:
/// words side by side, alternatives as `(a OR b)`, and in quotes what has marks in it. Groups do not nest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    groups: Vec<Vec<String>>,
}

impl Expression {
    /// The expression of these groups; none without any. A group that stands twice is asked for once.
    pub(crate) fn new(groups: impl IntoIterator<Item = Vec<String>>) -> Option<Self> {
        let mut distinct: Vec<Vec<String>> = Vec::new();
        for group in groups.into_iter().filter(|group| !group.is_empty()) {
            if !distinct.contains(&group) {
                distinct.push(group);
            }
        }
        (!distinct.is_empty()).then_some(Self { groups: distinct })
    }

    /// The groups: words in normal form, or a few of them with a blank between, to be found in a row.
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, group) in self.groups.iter().enumerate() {
            let words: Vec<String> = group.iter().map(|word| quoted(word)).collect();
            let gap = if at == 0 { "" } else { " " };
            match words.as_slice() {
                [word] => write!(f, "{gap}{word}")?,
                words => write!(f, "{gap}({})", words.join(" OR "))?,
            }
        }
        Ok(())
    }
}

/// A word as it is written there. Words in normal form hold neither quotes nor backslashes.
fn quoted(word: &str) -> String {
    let operator = ["and", "or", "not", "to"].contains(&word);
    if !operator && word.chars().all(char::is_alphanumeric) { word.to_owned() } else { format!("\"{word}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_side_by_side_alternatives_in_brackets_and_marks_in_quotes() {
        let group = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let groups = [&["rust"][..], &["c++", "or"], &[], &["rust"], &["node.js", "node js", "день"]];
        let expression = Expression::new(groups.map(group));
        let text = expression.map(|expression| expression.to_string());
        assert_eq!(text.as_deref(), Some(r#"rust ("c++" OR "or") ("node.js" OR "node js" OR день)"#));
        assert_eq!(Expression::new([group(&[])]), None);
    }
}
