//! Words of others, made harmless to show among our own.

/// A text in one line that cannot reorder or hide what stands around it: white space becomes single spaces, control
/// characters and the marks that turn the writing direction go, and what is longer than `most` characters is cut.
pub fn neutral(text: &str, most: usize) -> String {
    let mut shown = String::with_capacity(text.len().min(most * 4));
    let mut count = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        let mut letters = word.chars().filter(|letter| !steers(*letter)).peekable();
        if letters.peek().is_none() {
            continue;
        }
        for letter in (!shown.is_empty()).then_some(' ').into_iter().chain(letters) {
            if count == most {
                shown.pop();
                let end = shown.trim_end().len();
                shown.truncate(end);
                shown.push('…');
                return shown;
            }
            shown.push(letter);
            count += 1;
        }
    }
    shown
}

/// Characters that are not seen themselves but change how others are: directions, invisible joints, annotations, tags.
/// The joiners that emoji and some scripts are written with (U+200C, U+200D) and variation selectors stay.
fn steers(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posting_cannot_steer_the_text() {
        let hostile = "\u{202e}evil\u{202c}\u{2066} \u{7}be\u{200b}ll\r\n\n line\u{e0041}";
        assert_eq!(neutral(hostile, 100), "evil bell line");
    }

    #[test]
    fn emoji_and_other_scripts_stay_whole() {
        for fine in ["👩‍💻 Entwickler:in gesucht", "مطلوب مطور رست", "招聘 Rust 工程师"] {
            assert_eq!(neutral(fine, 100), fine);
        }
    }

    #[test]
    fn long_texts_are_cut_to_their_measure() {
        let cut = neutral(&"word ".repeat(1000), 120);
        assert!(cut.ends_with('…') && !cut.ends_with(" …"), "{cut}");
        assert!(cut.chars().count() <= 120, "{}", cut.chars().count());
        assert_eq!(neutral("exact", 5), "exact");
        assert_eq!(neutral("exactly", 5), "exac…");
    }
}
