//! Words of others, made harmless to stand among our own.

/// Characters that end a line wherever a text is shown.
const LINE_ENDS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// A text in one line that cannot reorder or hide what stands around it: white space and control characters become
/// single spaces, the marks that turn the writing direction go, and what is longer than `most` characters is cut.
///
/// ```
/// use lapwing_domain::text::neutral;
///
/// assert_eq!(neutral(" Sail\u{202e} maker\n\u{7}wanted ", 100), "Sail maker wanted");
/// assert_eq!(neutral("Sail maker", 6), "Sail…");
/// ```
pub fn neutral(text: &str, most: usize) -> String {
    cut(line(text), most)
}

/// The same for a text of several lines, which it keeps. Several blank lines become one; there is none at either end.
///
/// ```
/// use lapwing_domain::text::neutral_lines;
///
/// assert_eq!(neutral_lines("\nTwelve  sails\r\n\n\n\u{2066}of linen\n", 100), "Twelve sails\n\nof linen");
/// ```
pub fn neutral_lines(text: &str, most: usize) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.replace("\r\n", "\n").split(LINE_ENDS).map(line) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if !shown.is_empty() {
            shown.push_str(if blank { "\n\n" } else { "\n" });
        }
        shown.push_str(&line);
        blank = false;
    }
    cut(shown, most)
}

fn line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let before = shown.len();
        shown.extend(word.chars().filter(|letter| !steers(*letter)));
        if before > 0 && shown.len() > before {
            shown.insert(before, ' ');
        }
    }
    shown
}

fn cut(mut text: String, most: usize) -> String {
    if text.chars().nth(most).is_some() {
        let end = text.char_indices().nth(most.saturating_sub(1)).map_or(0, |(end, _)| end);
        text.truncate(end);
        text.truncate(text.trim_end().len());
        text.push('…');
    }
    text
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
        let hostile = "\u{202e}evil\u{202c}\u{2066} \u{7}be\u{200b}ll\r\n\n \u{feff} line\u{e0041}";
        assert_eq!(neutral(hostile, 100), "evil bell line");
        assert_eq!(neutral_lines(hostile, 100), "evil bell\n\nline");
        assert_eq!(neutral_lines("\u{1b}[2Ja\u{9b}b", 100), "[2Ja b");
    }

    #[test]
    fn emoji_and_other_scripts_stay_whole() {
        for fine in ["👩‍💻 Entwickler:in gesucht", "مطلوب مطور رست", "招聘 Rust 工程师"] {
            assert_eq!((neutral(fine, 100).as_str(), neutral_lines(fine, 100).as_str()), (fine, fine));
        }
    }

    #[test]
    fn long_texts_are_cut_to_their_measure() {
        let cut = neutral(&"word ".repeat(1000), 120);
        assert!(cut.ends_with('…') && !cut.ends_with(" …"), "{cut}");
        assert!(cut.chars().count() <= 120, "{}", cut.chars().count());
        for (text, most, shown) in
            [("exact", 5, "exact"), ("exactly", 5, "exac…"), ("größer", 4, "grö…"), ("a", 0, "…")]
        {
            assert_eq!((neutral(text, most).as_str(), neutral_lines(text, most).as_str()), (shown, shown));
        }
        assert_eq!(neutral_lines("one\n\ntwo", 5), "one…");
        assert_eq!(neutral("", 0), "");
    }

    #[test]
    fn every_way_to_end_a_line_ends_one_and_blank_lines_never_pile_up() {
        for end in ["\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            assert_eq!(neutral_lines(&format!("one{end}two"), 100), "one\ntwo", "{end:?}");
            assert_eq!(neutral_lines(&format!("{end}one{end}{end} {end}two{end}"), 100), "one\n\ntwo", "{end:?}");
        }
    }
}
