//! How the marketplace's searches compare words: whole, without case, and without regard to an `s` at the end.

/// The words of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words(Vec<String>);

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        // `c++` and `c#` are words; a `*` stands for the rest of one where it is looked for, and nowhere else.
        let words = text.split(|c: char| !(c.is_alphanumeric() || "+#*".contains(c))).filter(|word| !word.is_empty());
        Self(words.map(|word| stem(&word.to_lowercase())).collect())
    }

    /// Whether the words of `phrase` stand here one after the other. A phrase without words is nowhere.
    pub(crate) fn hold(&self, phrase: &Self) -> bool {
        let wanted = &phrase.0;
        !wanted.is_empty()
            && self.0.windows(wanted.len()).any(|here| here.iter().zip(wanted).all(|(word, like)| is_like(word, like)))
    }
}

fn stem(word: &str) -> String {
    let singular = word.strip_suffix('s').filter(|rest| rest.chars().count() > 1);
    singular.unwrap_or(word).to_owned()
}

fn is_like(word: &str, like: &str) -> bool {
    match like.split_once('*') {
        Some((start, end)) => word.len() >= start.len() + end.len() && word.starts_with(start) && word.ends_with(end),
        None => word == like,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_an_s_at_the_end_says_nothing() {
        let text = Words::of("Two Rust developers for C++ and Node.js, not rusty");
        for (phrase, there) in [
            ("rust", true),
            ("RUSTS", true),
            ("developer", true),
            ("develop", false),
            ("develop*", true),
            ("rust developer", true),
            ("developers rust", false),
            ("c++", true),
            ("c", false),
            ("node.js", true),
            ("", false),
            ("-", false),
        ] {
            assert_eq!(text.hold(&Words::of(phrase)), there, "{phrase}");
        }
    }
}
