//! Printing: results to standard output, everything else to standard error.

use std::io::{self, IsTerminal as _, Write as _};

use lapwing_engine::domain::query::Problem;
use lapwing_engine::query::check_query;
use serde::Serialize;
use unicode_width::UnicodeWidthChar as _;

use crate::status;

/// How to print.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
    quiet: bool,
}

impl Output {
    pub fn new(json: bool, quiet: bool) -> Self {
        Self { json, quiet }
    }

    /// Whether results are JSON.
    pub fn is_json(self) -> bool {
        self.json
    }

    /// Whether results are read by somebody at a terminal, and kept by nobody.
    pub fn is_seen_only(self) -> bool {
        !self.json && io::stdout().is_terminal()
    }

    /// A result: as JSON on one line, or as the text given.
    pub fn result<T: Serialize>(self, value: &T, text: impl FnOnce() -> String) {
        let line = if self.json { serde_json::to_string(value).unwrap_or_default() } else { text() };
        Self::line(&line);
    }

    /// One line of results. A reader that went away ends the program quietly, as pipes expect; any other failure to
    /// write is one, and the exit status says so.
    pub fn line(line: &str) {
        if let Err(problem) = writeln!(io::stdout(), "{line}").and_then(|()| io::stdout().flush()) {
            if problem.kind() == io::ErrorKind::BrokenPipe {
                std::process::exit(i32::from(status::DONE));
            }
            Self::complain(&format!("The result could not be written: {problem}. Nothing more was done."));
            std::process::exit(i32::from(status::UNEXPECTED));
        }
    }

    /// Something to know that is no result, on one line.
    pub fn say(self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr().lock(), "{}", plain(text));
        }
    }

    /// Something that went wrong, on one line.
    pub fn complain(text: &str) {
        if !text.is_empty() {
            let _ = writeln!(io::stderr().lock(), "{}", plain(text));
        }
    }

    /// What a query that was taken may mean otherwise than its user thinks, as `query check` tells it.
    pub fn warnings(self, query: &str) {
        if !self.quiet {
            Self::problems(query, &check_query(query).warnings);
        }
    }

    /// Problems of a query, each with a caret under its place.
    pub fn problems(query: &str, problems: &[Problem]) {
        for problem in problems {
            let _ = writeln!(io::stderr().lock(), "{}", pointed(query, problem));
        }
    }
}

/// A text that others wrote, fit for one line of a terminal: line breaks and tabs become spaces, and whatever else would
/// steer the terminal or turn the direction of writing is shown as a character that could not be.
pub fn plain(text: &str) -> String {
    text.chars().map(plain_character).collect()
}

fn plain_character(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ if c.is_control() => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// Characters of a query's line that are shown; of a longer one, those around the place.
const WIDEST: usize = 100;

/// The line of the query that holds the problem, carets under the place, the sentence and the repair.
pub fn pointed(query: &str, problem: &Problem) -> String {
    let characters: Vec<char> = query.chars().collect();
    let start = problem.start.min(characters.len());
    let line_start = characters[..start].iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    let line_end = characters[start..].iter().position(|c| *c == '\n').map_or(characters.len(), |at| start + at);
    let (from, to) = window(line_start, line_end, start);
    let (before, after) = (if from > line_start { "…" } else { "" }, if to < line_end { "…" } else { "" });
    let line: String = characters[from..to].iter().copied().map(plain_character).collect();
    // Columns of the terminal: some characters take two, marks that combine take none.
    let columns = |from: usize, to: usize| -> usize {
        characters[from..to].iter().map(|c| plain_character(*c).width().unwrap_or(0)).sum()
    };
    let width = columns(start, problem.end.clamp(start, to.max(start))).max(1);
    // A repair too long to read is none.
    let hint = problem.hint.as_ref().filter(|hint| hint.chars().count() <= WIDEST);
    let hint = match hint.map(String::as_str) {
        None => String::new(),
        Some("") => " Leave it out.".to_owned(),
        Some(hint) => format!(" Try: {}", plain(hint)),
    };
    let indent = " ".repeat(columns(from, start) + before.chars().count());
    format!("  {before}{line}{after}\n  {indent}{}\n{}{hint}", "^".repeat(width), shortened(&plain(&problem.message)))
}

/// A message without the middle of the words it quotes, should they be that long.
fn shortened(message: &str) -> String {
    let characters: Vec<char> = message.chars().collect();
    match characters.len().checked_sub(WIDEST) {
        Some(last) if last > 2 * WIDEST => {
            characters[..WIDEST].iter().chain(&['…']).chain(&characters[last..]).collect()
        }
        _ => message.to_owned(),
    }
}

/// The stretch of a line that is shown, with the place in its middle where the line is longer than that.
fn window(line_start: usize, line_end: usize, place: usize) -> (usize, usize) {
    let last = line_end.saturating_sub(WIDEST).max(line_start);
    let from = place.saturating_sub(WIDEST / 2).clamp(line_start, last);
    (from, (from + WIDEST).min(line_end))
}

/// A problem on the wire.
#[derive(Debug, Serialize)]
pub struct ProblemJson<'a> {
    code: &'a str,
    start: usize,
    end: usize,
    message: &'a str,
    hint: Option<&'a str>,
}

impl<'a> From<&'a Problem> for ProblemJson<'a> {
    fn from(problem: &'a Problem) -> Self {
        Self {
            code: problem.code.word(),
            start: problem.start,
            end: problem.end,
            message: &problem.message,
            hint: problem.hint.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use lapwing_engine::domain::query::Code;

    use super::*;

    #[test]
    fn the_caret_points_at_characters_not_bytes() {
        let problem = Problem {
            code: Code::BadNumber,
            start: 9,
            end: 12,
            message: "No number.".into(),
            hint: Some("rate:50".into()),
        };
        assert_eq!(pointed("São rate:abc x", &problem), "  São rate:abc x\n           ^^^\nNo number. Try: rate:50");
    }

    #[test]
    fn of_a_long_query_only_what_is_around_the_place_is_shown() {
        let shown = |start: usize, end: usize| {
            let mut characters = vec!['ä'; 5_000];
            characters[start..end].fill('?');
            let query: String = characters.into_iter().collect();
            let problem = Problem { code: Code::EmptyTerm, start, end, message: "M.".into(), hint: None };
            pointed(&query, &problem)
        };
        let of = |count: usize| "ä".repeat(count);
        assert_eq!(shown(0, 1), format!("  ?{}…\n  ^\nM.", of(99)));
        assert_eq!(shown(2_000, 2_002), format!("  …{}??{}…\n  {}^^\nM.", of(50), of(48), " ".repeat(51)));
        assert_eq!(shown(4_999, 5_000), format!("  …{}?\n  {}^\nM.", of(99), " ".repeat(100)));
        assert_eq!(shown(4_000, 5_000).lines().map(|line| line.chars().count()).max(), Some(104), "wide places too");
    }

    #[test]
    fn long_words_are_quoted_in_part_and_not_as_a_repair() {
        let word = "x".repeat(1_000);
        let message = format!("There is no field `{word}`. Write it as a word.");
        let problem = Problem { code: Code::UnknownField, start: 0, end: 1_000, message, hint: Some(word.clone()) };
        let said = pointed(&format!("{word}:1"), &problem).lines().last().unwrap().to_owned();
        assert!(said.starts_with("There is no field `xxx") && said.ends_with("xxx`. Write it as a word."), "{said}");
        assert_eq!(said.chars().count(), 201);
    }

    #[test]
    fn other_lines_of_a_query_are_not_shown() {
        let problem = Problem { code: Code::EmptyTerm, start: 5, end: 6, message: "M.".into(), hint: None };
        assert_eq!(pointed(&format!("{}\n?", "a".repeat(4)), &problem), "  ?\n  ^\nM.");
    }

    #[test]
    fn the_caret_stands_under_wide_and_combined_characters() {
        let at = |start, end| Problem { code: Code::EmptyTerm, start, end, message: "M.".into(), hint: None };
        assert_eq!(pointed("日本 title:", &at(3, 9)), "  日本 title:\n       ^^^^^^\nM.");
        assert_eq!(pointed("e\u{301}e\u{301} ()", &at(5, 7)), "  e\u{301}e\u{301} ()\n     ^^\nM.");
        assert_eq!(pointed("a 🚀 b", &at(2, 3)), "  a 🚀 b\n    ^^\nM.");
    }

    #[test]
    fn a_place_at_the_end_still_gets_a_caret() {
        let problem = Problem { code: Code::MissingOperand, start: 8, end: 8, message: "M.".into(), hint: None };
        assert_eq!(pointed("rust AND", &problem), "  rust AND\n          ^\nM.");
    }
}
