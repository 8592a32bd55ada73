//! A word, phrase or prefix as it is written, and what it looks for.

use super::pattern::{Pattern, Step};
use crate::text::{is_stemmable, normal, stem, tokens};

/// A text value: as written, for printing, and as what is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) written: Written,
    pattern: Pattern<String>,
}

/// How a term was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) text: String,
    /// In quotes.
    pub(super) quoted: bool,
    /// With `=`: no stems, and in a field the whole value.
    pub(super) exact: bool,
}

/// Why a text is no term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoTerm {
    /// No letter or digit.
    Empty,
    /// A `*` that cannot be a prefix.
    BadPrefix,
}

impl Term {
    /// Makes sense of a text. The number says how many tokens it has.
    pub(super) fn new(written: Written) -> Result<(Self, usize), NoTerm> {
        if written.text.contains('*') {
            let pattern = prefix(&written).map(Pattern::Prefix).ok_or(NoTerm::BadPrefix)?;
            return Ok((Self { written, pattern }, 1));
        }
        let tokens = tokens(&written.text);
        let count = tokens.len();
        let steps: Vec<Step<String>> = tokens.iter().map(|token| Step::new(&token)).collect();
        let pattern = match steps.as_slice() {
            [] => return Err(NoTerm::Empty),
            [only] if !written.quoted && !written.exact && is_stemmable(&only.whole) => {
                Pattern::Stem(stem(&only.whole).into_owned())
            }
            _ => Pattern::Row(steps),
        };
        Ok((Self { written, pattern }, count))
    }

    /// What is looked for.
    pub(super) fn pattern(&self) -> &Pattern<String> {
        &self.pattern
    }
}

/// What `dev*` looks for: `dev`. `full-*` keeps its mark, so that it finds `full-stack` and not `fullness`.
fn prefix(written: &Written) -> Option<String> {
    let stump = written.text.strip_suffix('*').filter(|stump| !stump.contains('*'))?;
    if written.quoted || written.exact {
        return None;
    }
    let tokens = tokens(stump);
    let token = tokens.iter().next().filter(|_| tokens.len() == 1)?.whole();
    let normal = normal(stump);
    let after = &normal[normal.find(&token)? + token.len()..];
    let open_mark = after.is_empty() || (after.len() == 1 && after.contains(['.', '-', '_', '/', '&', '\'']));
    let letters = token.chars().filter(|c| c.is_alphanumeric()).count();
    (open_mark && letters >= 2).then(|| token + after)
}
