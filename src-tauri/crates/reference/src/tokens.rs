//! Tokens: runs of letters and digits, with the marks that the page keeps.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A token: its parts, and its whole form as written (in normal form). A simple token has one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The parts, in order; each takes one position.
    pub(crate) parts: Vec<String>,
    /// The parts with the marks between them.
    pub(crate) whole: String,
}

impl Token {
    /// Whether the token has several parts.
    pub(crate) fn is_compound(&self) -> bool {
        self.parts.len() > 1
    }

    /// The joined form of the parts `from..to`, if the page gives them one.
    pub(crate) fn joined(&self, from: usize, to: usize) -> Option<String> {
        let run = &self.parts[from..to];
        let two_numbers = run.windows(2).any(|pair| all_digits(&pair[0]) && all_digits(&pair[1]));
        (run.len() >= 2 && self.parts.len() <= 8 && !two_numbers).then(|| run.concat())
    }
}

/// Category L, or a mark of category Mc (which is only read as one after a letter).
pub(crate) fn is_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter || is_spacing_mark(c)
}

/// Category N.
pub(crate) fn is_digit(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Number
}

/// Category Mc.
fn is_spacing_mark(c: char) -> bool {
    c.general_category() == GeneralCategory::SpacingMark
}

/// Whether a part is a number.
fn all_digits(part: &str) -> bool {
    part.chars().all(is_digit)
}

/// The tokens of a text in normal form.
pub(crate) fn tokens(normal: &str) -> Vec<Token> {
    let chars: Vec<char> = normal.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if let Some((token, end)) = token_at(&chars, at) {
            found.push(token);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The token that starts here, and the place behind it.
fn token_at(chars: &[char], start: usize) -> Option<(Token, usize)> {
    let mut end = dot_net_end(chars, start).or_else(|| part_end(chars, start))?;
    let mut parts: Vec<String> = vec![chars[start..end].iter().collect()];
    while let Some(next) = next_part(chars, end) {
        end = part_end(chars, next)?;
        parts.push(chars[next..end].iter().collect());
    }
    Some((Token { parts, whole: chars[start..end].iter().collect() }, end))
}

/// Where the next part of a compound starts: behind one inner mark between letters or digits, or at digits that
/// directly follow `c++`, `c#` or `.net`.
fn next_part(chars: &[char], end: usize) -> Option<usize> {
    let next = *chars.get(end)?;
    if is_digit(next) {
        return Some(end);
    }
    let before = chars[end - 1];
    let after = *chars.get(end + 1)?;
    let is_inner = matches!(next, '.' | '-' | '_' | '/' | '&' | '\'');
    (is_inner && in_run(before) && starts_run(after)).then_some(end + 1)
}

/// The end of `.net` with its leading dot, if that stands here.
fn dot_net_end(chars: &[char], start: usize) -> Option<usize> {
    let end = start + 4;
    let is_dot_net = chars.get(start..end)? == ['.', 'n', 'e', 't'];
    let goes_on = chars.get(end).is_some_and(|&c| is_letter(c));
    (is_dot_net && !goes_on).then(|| with_marks(chars, end))
}

/// The end of the run of letters and digits that starts here, with the `+` and `#` kept behind it.
fn part_end(chars: &[char], start: usize) -> Option<usize> {
    if !starts_run(*chars.get(start)?) {
        return None;
    }
    let mut end = start + 1;
    while end < chars.len() && (starts_run(chars[end]) || (is_spacing_mark(chars[end]) && is_letter(chars[end - 1]))) {
        end += 1;
    }
    Some(with_marks(chars, end))
}

/// `+` and `#` right after a letter and not before a letter belong to the token.
fn with_marks(chars: &[char], end: usize) -> usize {
    let marks = chars[end..].iter().take_while(|&&c| c == '+' || c == '#').count();
    let after_letter = is_letter(chars[end - 1]);
    let before_letter = chars.get(end + marks).is_some_and(|&c| is_letter(c));
    if after_letter && !before_letter { end + marks } else { end }
}

/// A letter or a digit that can stand first (a mark of category Mc cannot).
fn starts_run(c: char) -> bool {
    in_run(c) && !is_spacing_mark(c)
}

/// Whatever can stand in a run.
fn in_run(c: char) -> bool {
    is_letter(c) || is_digit(c)
}

#[cfg(test)]
mod tests {
    use super::tokens;
    use crate::normal::normal_form;

    fn shown(text: &str) -> String {
        let each: Vec<String> = tokens(&normal_form(text)).iter().map(|token| token.parts.join("|")).collect();
        each.join(" ")
    }

    #[test]
    fn keeps_marks_after_letters() {
        assert_eq!(shown("C++, C#; f# 5+ years"), "c++ c# f# 5 years");
        assert_eq!(shown("c++17 rust#go a+b 5+years"), "c++|17 rust go a b 5 years");
        assert_eq!(shown("c++/c# c#.net"), "c++ c# c# .net");
    }

    #[test]
    fn makes_compounds() {
        assert_eq!(shown("Node.js/Express full-stack r&d client's"), "node|js|express full|stack r|d client|s");
        assert_eq!(shown("a--b a. b -c- 2.5 u_v"), "a b a b c 2|5 u|v");
    }

    #[test]
    fn knows_dot_net() {
        assert_eq!(shown(".NET .net8 .NET-Core .network asp.net x .x"), ".net .net|8 .net|core network asp|net x x");
    }

    #[test]
    fn joins_parts_but_not_two_numbers() {
        let dated = &tokens("v1-2-3")[0];
        assert_eq!(dated.parts, ["v1", "2", "3"]);
        assert_eq!(dated.joined(0, 2).as_deref(), Some("v12"));
        assert_eq!(dated.joined(1, 3), None);
        assert_eq!(dated.joined(0, 1), None);
        assert_eq!(tokens("a-b-c-d-e-f-g-h-i")[0].joined(0, 2), None);
    }
}
