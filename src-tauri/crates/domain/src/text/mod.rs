//! Text as the query language sees it: cleaned on the way in, normalised for comparing, cut into tokens, stemmed.
//!
//! Knows nothing of jobs or queries. Every place it reports is a range of characters (Unicode scalar values) in the
//! text it was given, so that a form found in normalised text can be shown in the cleaned one.

mod chars;
mod clean;
mod compound;
mod index;
mod inflect;
mod language;
mod neutral;
mod normal;
mod stem;
mod token;

#[cfg(test)]
mod tests;

pub use chars::is_invisible;
pub use clean::clean;
pub use compound::Form;
pub use index::{Place, TokenIndex, TokenIndexBuilder};
pub use inflect::inflections;
pub use language::{language, language_code, language_named};
pub use neutral::{neutral, neutral_lines};
pub use normal::normal;
pub(crate) use normal::places;
pub use stem::{is_stemmable, stem};
pub use token::{Token, Tokens, tokens};
