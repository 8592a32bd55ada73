//! Text as Markdown that reads as that text.

/// Characters of a name between `&` and `;`: no name is longer, and numbers are cut off sooner.
const LONGEST_ENTITY: usize = 40;

/// Escapes what any common kind of Markdown would read as more than a letter, and keeps the lines of each paragraph apart.
/// The text is neutral: no line begins or ends with white space, and no more than one blank line follows another.
///
/// Marks that sentences are made of stay as they are where they cannot be misread, so that the source reads well too.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        escape_line(line, &mut out);
        match lines.peek() {
            // Two spaces keep the next line a line of its own.
            Some(next) if !line.is_empty() && !next.is_empty() => out.push_str("  \n"),
            Some(_) => out.push('\n'),
            None => {}
        }
    }
    out
}

fn escape_line(line: &str, out: &mut String) {
    let marker = marker(line);
    // The three characters before, for `www.`
    let mut before = [' '; 3];
    for (at, c) in line.char_indices() {
        if marker == Some(at) || is_read(c, before, &line[at + c.len_utf8()..]) {
            out.push('\\');
        }
        out.push(c);
        before = [before[1], before[2], c];
    }
}

/// Where a line has the mark that would make it an item of a list, a definition, a rule or an underline.
fn marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = line[digits..].chars();
    let marks = match (digits, rest.next()?) {
        (0, mark) => matches!(mark, '-' | '+' | ':' | '='),
        (_, mark) => matches!(mark, '.' | ')') && rest.next().is_none_or(char::is_whitespace),
    };
    marks.then_some(digits)
}

/// Whether a character is read as more than itself in the midst of a line.
fn is_read(c: char, before: [char; 3], rest: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '$' | '^' | '{' | '}' => true,
        // `C#` is a name, `#1` or `#tag` is a link to some.
        '#' => !before[2].is_alphanumeric(),
        '&' => begins_entity(rest),
        // `https://`, `mailto:me`, `:smile:`, `me@host`.
        ':' | '@' => rest.starts_with(|next: char| !next.is_whitespace()),
        // `==marked==`, `%%hidden%%`.
        '=' | '%' => rest.starts_with(c),
        '.' => before.iter().all(|letter| letter.eq_ignore_ascii_case(&'w')),
        _ => false,
    }
}

/// Whether an ampersand followed by this could stand for a character: `&lt;`, `&#60;`.
fn begins_entity(rest: &str) -> bool {
    let name =
        rest.bytes().take(LONGEST_ENTITY).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stay_as_they_are() {
        for text in [
            "Build a full-stack app (Node.js, C#, .NET), 3.5 weeks! Really? Yes: it's \"easy\"; R&D, a + b = c, 50%/50%.",
            "2 sails - 1999 was a good year. Größe 12",
            "• one",
        ] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn what_would_begin_a_block_does_not() {
        for (text, written) in [
            ("# big", r"\# big"),
            ("- item", r"\- item"),
            ("+ item", r"\+ item"),
            ("* item", r"\* item"),
            ("1. item", r"1\. item"),
            ("12)", r"12\)"),
            ("> said", r"\> said"),
            ("---", r"\---"),
            ("=====", r"\=\=\=\=="),
            ("```sh", r"\`\`\`sh"),
            ("| a | b |", r"\| a \| b \|"),
            (": meaning", r"\: meaning"),
            ("<b>", r"\<b\>"),
        ] {
            assert_eq!(escaped(text), written, "{text}");
        }
    }

    #[test]
    fn what_would_be_read_within_a_line_is_not() {
        for (text, written) in [
            ("![x](y)", r"!\[x\](y)"),
            ("[x]: https://a.b", r"\[x\]: https\://a.b"),
            ("www.a.b WWW.a.b wow.", r"www\.a.b WWW\.a.b wow."),
            ("me@a.b", r"me\@a.b"),
            ("**a** _b_ ~c~", r"\*\*a\*\* \_b\_ \~c\~"),
            ("&lt; &#60; & co; &co", r"\&lt; \&\#60; & co; &co"),
            ("C# F## #1", r"C# F#\# \#1"),
            (r"a\", r"a\\"),
            ("==a== %%b%%", r"\==a\== \%%b\%%"),
            ("$5 and $6", r"\$5 and \$6"),
            ("{#id}", r"\{\#id\}"),
        ] {
            assert_eq!(escaped(text), written, "{text}");
        }
    }

    #[test]
    fn lines_stay_lines_and_paragraphs_stay_paragraphs() {
        assert_eq!(escaped("one\ntwo\n\nthree\n- four"), "one  \ntwo\n\nthree  \n\\- four");
    }
}
