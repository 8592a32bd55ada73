//! The forms under which a token is found: its parts, itself as written, and its parts written together.

use std::ops::Range;

use super::chars::is_digit;
use super::normal::Unit;
use super::token::Token;

/// A compound of more parts has no joined forms: there would be too many, and none that people type.
const MOST_JOINED_PARTS: usize = 8;

/// Frameworks whose name ends in `.net`.
const BEFORE_DOT_NET: [&str; 4] = ["asp", "vb", "ado", "ml"];

/// A form of a token and what it spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<'a> {
    /// Normalised text.
    pub text: &'a str,
    /// First position it spans.
    pub first: usize,
    /// Position after the last it spans.
    pub end: usize,
    /// First character it came from.
    pub start_char: u32,
    /// Character after the last it came from.
    pub end_char: u32,
}

impl Token<'_> {
    /// The token as written: `node.js`.
    pub fn whole(&self) -> String {
        text_of(self.span(0, self.parts().len() - 1))
    }

    /// The parts of a compound, or the token itself: `node`, `js`.
    pub fn part_texts(&self) -> Vec<String> {
        self.parts().map(text_of).collect()
    }

    /// All parts written together, for a compound that may be: `nodejs`.
    pub fn joined(&self) -> Option<String> {
        let parts: Vec<_> = self.parts().collect();
        let joins =
            (2..=MOST_JOINED_PARTS).contains(&parts.len()) && parts.windows(2).all(|pair| may_join(pair[0], pair[1]));
        joins.then(|| parts.into_iter().flatten().map(|unit| unit.ch).collect())
    }

    /// Shows every form of the token, in the order of the positions they begin at. `scratch` is overwritten; reusing
    /// one saves an allocation for every form.
    pub fn for_each_form(&self, scratch: &mut String, mut visit: impl FnMut(Form<'_>)) {
        let count = self.parts().len();
        if count > 1 {
            self.show(scratch, 0..count, Joining::AsWritten, &mut visit);
        }
        for at in 0..count {
            self.show(scratch, at..at + 1, Joining::AsWritten, &mut visit);
            if at > 0 {
                self.show_dot_net(scratch, at, &mut visit);
            }
            if count <= MOST_JOINED_PARTS {
                self.show_joined_from(scratch, at, &mut visit);
            }
        }
    }

    fn show_joined_from(&self, scratch: &mut String, at: usize, visit: &mut impl FnMut(Form<'_>)) {
        let parts = self.parts().skip(at).zip(self.parts().skip(at + 1)).enumerate();
        for (offset, _) in parts.take_while(|(_, (left, right))| may_join(left, right)) {
            self.show(scratch, at..at + offset + 2, Joining::Together, visit);
        }
    }

    fn show_dot_net(&self, scratch: &mut String, at: usize, visit: &mut impl FnMut(Form<'_>)) {
        let follows = BEFORE_DOT_NET.iter().any(|name| is(self.span(at - 1, at - 1), name));
        if follows && is(self.span(at, at), "net") {
            self.show(scratch, at..at + 1, Joining::DotNet, visit);
        }
    }

    fn show(&self, scratch: &mut String, parts: Range<usize>, joining: Joining, visit: &mut impl FnMut(Form<'_>)) {
        let written = self.span(parts.start, parts.end - 1);
        let (Some(first), Some(last)) = (written.first(), written.last()) else { return };
        scratch.clear();
        match joining {
            Joining::AsWritten => scratch.extend(written.iter().map(|unit| unit.ch)),
            Joining::DotNet => scratch.push_str(".net"),
            Joining::Together => {
                let together = self.parts().skip(parts.start).take(parts.len()).flatten();
                scratch.extend(together.map(|unit| unit.ch));
                // `c++17` has nothing between its parts: written together it is what it was.
                if scratch.chars().count() == written.len() && parts.len() == self.parts().len() {
                    return;
                }
            }
        }
        let (first_position, end) = (self.first() + parts.start, self.first() + parts.end);
        visit(Form { text: scratch, first: first_position, end, start_char: first.start, end_char: last.end });
    }
}

#[derive(Clone, Copy)]
enum Joining {
    AsWritten,
    Together,
    DotNet,
}

/// Two numbers are never written together: `1.5` is not `15`.
fn may_join(left: &[Unit], right: &[Unit]) -> bool {
    let all_digits = |part: &[Unit]| part.iter().all(|unit| is_digit(unit.ch));
    !(all_digits(left) && all_digits(right))
}

fn text_of(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.ch).collect()
}

fn is(units: &[Unit], text: &str) -> bool {
    units.iter().map(|unit| unit.ch).eq(text.chars())
}
