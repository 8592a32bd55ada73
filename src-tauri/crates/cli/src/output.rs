//! Printing: results to standard output, everything else to standard error.

use std::io::{self, Write as _};

use lapwing_engine::domain::query::Problem;
use serde::Serialize;

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

/// The line of the query that holds the problem, carets under the place, the sentence and the repair.
pub fn pointed(query: &str, problem: &Problem) -> String {
    let characters: Vec<char> = query.chars().collect();
    let start = problem.start.min(characters.len());
    let line_start = characters[..start].iter().rposition(|c| *c == '\n').map_or(0, |at| at + 1);
    let line_end = characters[start..].iter().position(|c| *c == '\n').map_or(characters.len(), |at| start + at);
    let line: String = characters[line_start..line_end].iter().copied().map(plain_character).collect();
    let width = problem.end.min(line_end).saturating_sub(start).max(1);
    let hint = problem.hint.as_ref().map(|hint| format!(" Try: {}", plain(hint))).unwrap_or_default();
    let indent = " ".repeat(start - line_start);
    format!("  {line}\n  {indent}{}\n{}{hint}", "^".repeat(width), plain(&problem.message))
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
    fn a_place_at_the_end_still_gets_a_caret() {
        let problem = Problem { code: Code::MissingOperand, start: 8, end: 8, message: "M.".into(), hint: None };
        assert_eq!(pointed("rust AND", &problem), "  rust AND\n          ^\nM.");
    }
}
