//! The normal form of a query, which parses back to the same query.

use std::fmt::{self, Display, Write};

use super::ast::{Expr, Leaf, Value};
use super::fields::ME;
use super::scan::quoted;
use super::term::{Term, Written};

impl Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => joined(f, parts, " ", |part| matches!(part, Self::Or(_))),
            Self::Or(parts) => joined(f, parts, " OR ", |_| false),
            Self::Not(inner) => {
                f.write_char('-')?;
                bracketed(f, inner, matches!(**inner, Self::And(_) | Self::Or(_)))
            }
            Self::Leaf(leaf) => leaf.fmt(f),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Expr], between: &str, brackets: fn(&Expr) -> bool) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        bracketed(f, part, brackets(part))?;
    }
    Ok(())
}

fn bracketed(f: &mut fmt::Formatter<'_>, part: &Expr, brackets: bool) -> fmt::Result {
    if brackets { write!(f, "({part})") } else { part.fmt(f) }
}

impl Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (field, values) = match self {
            Self::Text(term) => return term.fmt(f),
            Self::Field { field, values } => (field, values),
        };
        write!(f, "{}:", field.name)?;
        let mut before = String::new();
        for (at, value) in values.iter().enumerate() {
            let text = value.to_string();
            if at > 0 {
                f.write_char(',')?;
                // `1,200` would be one number.
                if matches!(value, Value::Amount(_)) && would_group(&before, &text) {
                    f.write_char(' ')?;
                }
            }
            f.write_str(&text)?;
            before = text;
        }
        Ok(())
    }
}

/// Whether a comma between these numbers could be taken for one that groups thousands, by whoever reads it.
fn would_group(before: &str, after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3 && before.ends_with(|c: char| c.is_ascii_digit())
}

impl Display for Value {
    /// As written behind the colon.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(term) => term.fmt(f),
            Self::Amount(test) => test.fmt(f),
            Self::Choice(test) => test.fmt(f),
            Self::Country(code) => f.write_str(std::str::from_utf8(code).unwrap_or_default()),
            Self::Age(test) => test.fmt(f),
            Self::Day(test) => test.fmt(f),
            Self::Presence(presence) => f.write_str(presence.word),
            Self::Standing(standing) => f.write_str(standing.word),
            Self::Language(code) => f.write_str(code),
            Self::Me => f.write_str(ME),
        }
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Written { text, quoted: in_quotes, exact } = &self.written;
        if *exact {
            f.write_char('=')?;
        }
        f.write_str(&if *in_quotes { quoted(text) } else { text.clone() })
    }
}
