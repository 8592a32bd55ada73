//! The words and numbers of a label, however it joins them.

/// Which side of its number a label means.
#[derive(Clone, Copy)]
pub(super) enum Bound {
    /// It means the number itself.
    None,
    /// Less than it.
    Below,
    /// It or more.
    Above,
}

/// The words of a label, lower-cased and cut where letters meet digits or a small letter meets a capital, and its
/// numbers. `<`, `>` and `+` count as words.
pub(super) struct Words {
    pub(super) words: Vec<String>,
    pub(super) numbers: Vec<u32>,
}

impl Words {
    pub(super) fn of(label: &str) -> Self {
        let (mut words, mut numbers) = (Vec::new(), Vec::new());
        let mut chars = label.chars().peekable();
        while let Some(first) = chars.next() {
            if first.is_ascii_digit() {
                let mut digits = String::from(first);
                while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                    digits.push(digit);
                }
                numbers.extend(digits.parse::<u32>());
            } else if first.is_alphabetic() {
                let (mut word, mut last) = (String::from(first), first);
                while let Some(letter) =
                    chars.next_if(|next| next.is_alphabetic() && !(last.is_lowercase() && next.is_uppercase()))
                {
                    word.push(letter);
                    last = letter;
                }
                words.push(word.to_lowercase());
            } else if matches!(first, '<' | '>' | '+') {
                words.push(first.to_string());
            }
        }
        Self { words, numbers }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }

    /// Whether a unit of time is named, alone or in the plural.
    pub(super) fn unit(&self, unit: &str) -> bool {
        self.words.iter().any(|own| own.strip_prefix(unit).is_some_and(|rest| rest.is_empty() || rest == "s"))
    }

    pub(super) fn bound(&self) -> Bound {
        if ["less", "under", "below", "fewer", "<"].iter().any(|word| self.has(word)) {
            Bound::Below
        } else if ["more", "over", "above", "plus", "+", ">"].iter().any(|word| self.has(word)) {
            Bound::Above
        } else {
            Bound::None
        }
    }
}
