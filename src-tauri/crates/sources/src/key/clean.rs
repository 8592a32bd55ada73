//! Taking the key out of what is around it.

use lapwing_vault::Secret;

use super::{BadKey, Cleaned, KeyText, Stray};

pub(super) fn clean(raw: &str) -> Result<KeyText, BadKey> {
    let visible = Secret::new(raw.chars().filter(|c| !is_invisible(*c)).collect::<String>());
    let mut around = Around { invisible: visible.expose().len() != raw.len(), ..Around::default() };
    let key = around.strip(visible.expose());
    if key.is_empty() {
        Err(BadKey::Empty)
    } else if key.chars().any(char::is_whitespace) {
        Err(BadKey::Whitespace)
    } else if !key.chars().all(|c| c.is_ascii_graphic()) {
        Err(BadKey::OddCharacter)
    } else if key.len() > KeyText::LONGEST {
        Err(BadKey::TooLong)
    } else {
        Ok(KeyText { key: Secret::new(key.to_owned()), removed: around.told() })
    }
}

/// What has been taken away so far.
#[derive(Default)]
struct Around {
    name: Option<String>,
    quotes: bool,
    start: Vec<Stray>,
    end: Vec<Stray>,
    invisible: bool,
}

impl Around {
    /// Peels layer after layer, because they come in any order: `export KEY=" 'abc' ",`.
    fn strip<'a>(&mut self, text: &'a str) -> &'a str {
        let mut rest = text;
        loop {
            let before = rest.len();
            rest = self.strip_strays(rest);
            rest = self.strip_name(rest);
            rest = self.strip_quotes(rest);
            if rest.len() == before {
                return rest;
            }
        }
    }

    fn strip_strays<'a>(&mut self, mut rest: &'a str) -> &'a str {
        while let Some((kind, shorter)) = rest.chars().next().and_then(|c| Some((stray(c)?, &rest[c.len_utf8()..]))) {
            self.start.push(kind);
            rest = shorter;
        }
        // A return and a line feed are one line break.
        rest = rest.strip_suffix("\r\n").map_or(rest, |shorter| {
            self.end.push(Stray::LineBreak);
            shorter
        });
        while let Some((kind, shorter)) =
            rest.chars().next_back().and_then(|c| Some((stray(c)?, &rest[..rest.len() - c.len_utf8()])))
        {
            self.end.push(kind);
            rest = shorter;
        }
        rest
    }

    fn strip_quotes<'a>(&mut self, rest: &'a str) -> &'a str {
        let bare = rest.trim_matches(is_quote);
        self.quotes |= bare.len() != rest.len();
        bare
    }

    fn strip_name<'a>(&mut self, rest: &'a str) -> &'a str {
        let Some(name) = name_length(rest) else { return rest };
        self.name = Some(rest[..name].replace(is_quote, ""));
        rest[name..].trim_start()
    }

    fn told(self) -> Vec<Cleaned> {
        let strays = |strays: Vec<Stray>| (!strays.is_empty()).then_some(strays);
        [
            self.name.map(Cleaned::Name),
            self.quotes.then_some(Cleaned::Quotes),
            strays(self.start).map(Cleaned::AtStart),
            strays(self.end).map(Cleaned::AtEnd),
            self.invisible.then_some(Cleaned::Invisible),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Length of a name in front of a key, up to and with its `:` or `=`: a header (`X-API-KEY:`), a line of a `.env` file
/// (`UPWORK_API_KEY=`), a shell's assignment (`export …=`, `$env:…=`), a JSON field (`"apiKey":`).
fn name_length(text: &str) -> Option<usize> {
    let command = ["export ", "set ", "$env:", "-H ", "--header "].into_iter().find(|word| text.starts_with(word));
    let tail = &text[command.map_or(0, str::len)..];
    let tail = tail.trim_start_matches(|c: char| c == ' ' || is_quote(c));
    let name = tail.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-')).map(|end| &tail[..end])?;
    let lower = name.to_ascii_lowercase();
    if !lower.ends_with("key") && !lower.ends_with("token") {
        return None;
    }
    let sign = tail[name.len()..].trim_start_matches(|c: char| c == ' ' || is_quote(c));
    sign.starts_with([':', '=']).then(|| text.len() - sign.len() + 1)
}

fn stray(c: char) -> Option<Stray> {
    match c {
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Stray::LineBreak),
        '\t' => Some(Stray::Tab),
        ',' | ';' => Some(Stray::Separator),
        _ if c.is_whitespace() => Some(Stray::Space),
        _ => None,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›')
}

/// Zero-width characters, direction marks, the soft hyphen and the byte order mark, which mail programs and web pages
/// put into what they show.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "upw-7fA1_c93.Zq+/==";

    fn cleaned(raw: &str) -> (String, Vec<String>) {
        let text = clean(raw).unwrap();
        (text.key.expose().clone(), text.removed.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_plain_key_is_left_alone() {
        assert_eq!(cleaned(KEY), (KEY.to_owned(), vec![]));
        assert_eq!(cleaned("monkey-business").0, "monkey-business");
    }

    #[test]
    fn what_is_around_a_key_is_taken_away_and_said() {
        for (raw, said) in [
            (format!("  {KEY}"), "Removed 2 spaces at the start."),
            (format!("{KEY} \n"), "Removed a space and a line break at the end."),
            (format!("{KEY}\r\n"), "Removed a line break at the end."),
            (format!("{KEY}\u{a0}\t"), "Removed a space and a tab at the end."),
            (format!("\"{KEY}\""), "Removed the quotes around the key."),
            (format!("\u{201c}{KEY}\u{201d}"), "Removed the quotes around the key."),
            (format!("'{KEY}"), "Removed the quotes around the key."),
            (format!("X-API-KEY: {KEY}"), "Removed \"X-API-KEY:\" in front of the key."),
            (format!("x-api-key:{KEY}"), "Removed \"x-api-key:\" in front of the key."),
            (format!("X-API-KEY={KEY}"), "Removed \"X-API-KEY=\" in front of the key."),
            (format!("UPWORK_API_KEY={KEY}"), "Removed \"UPWORK_API_KEY=\" in front of the key."),
            (format!("UPWORK_API_KEY = {KEY}"), "Removed \"UPWORK_API_KEY =\" in front of the key."),
            (format!("export UPWORK_API_KEY={KEY}"), "Removed \"export UPWORK_API_KEY=\" in front of the key."),
            (format!("$env:UPWORK_API_KEY={KEY}"), "Removed \"$env:UPWORK_API_KEY=\" in front of the key."),
            (format!("\u{feff}{KEY}"), "Removed characters that cannot be seen."),
            ("upw-7f\u{200b}A1_c93.Zq+/==".to_owned(), "Removed characters that cannot be seen."),
        ] {
            assert_eq!(cleaned(&raw), (KEY.to_owned(), vec![said.to_owned()]), "{raw:?}");
        }
    }

    #[test]
    fn layers_come_off_in_any_order() {
        for raw in [
            format!(" export UPWORK_API_KEY=\" '{KEY}' \"\n"),
            format!("-H \"X-API-KEY: {KEY}\""),
            format!("\"X-API-KEY\": \"{KEY}\","),
            format!("\u{201e}X-API-KEY:\u{201d} \u{ab}{KEY}\u{bb};\n\n"),
        ] {
            assert_eq!(cleaned(&raw).0, KEY, "{raw:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_key_is_refused_with_the_reason() {
        for (raw, reason) in [
            ("", BadKey::Empty),
            (" \n\t", BadKey::Empty),
            ("\"\"", BadKey::Empty),
            ("X-API-KEY:", BadKey::Empty),
            ("\u{200b}", BadKey::Empty),
            ("two words", BadKey::Whitespace),
            ("first\nsecond", BadKey::Whitespace),
            ("a\u{a0}b", BadKey::Whitespace),
            ("schl\u{fc}ssel", BadKey::OddCharacter),
            ("a\u{0}b", BadKey::OddCharacter),
            ("a\u{1b}[201~b", BadKey::OddCharacter),
        ] {
            assert_eq!(clean(raw).unwrap_err(), reason, "{raw:?}");
        }
        assert_eq!(clean(&"k".repeat(KeyText::LONGEST + 1)).unwrap_err(), BadKey::TooLong);
    }

    #[test]
    fn no_message_shows_any_part_of_the_key() {
        let text = clean(&format!("X-API-KEY: \"{KEY}\" \n")).unwrap();
        let shown = format!("{text:?} {}", text.removed.iter().map(ToString::to_string).collect::<String>());
        assert!(!shown.contains("7fA1"), "{shown}");
    }

    #[test]
    fn the_last_four_are_told_of_long_keys_only() {
        assert_eq!(clean("0123456789abcdef").unwrap().last_four(), Some("cdef"));
        assert_eq!(clean("0123456789abcde").unwrap().last_four(), None);
    }
}
