//! A key as people bring it: pasted with the spaces, quotes and names around it. Lapwing cleans it and says what it took
//! away, or refuses it and says why. Nothing here shows any part of a key except [`KeyText::last_four`].

mod clean;
mod file;

use std::fmt;

use lapwing_vault::Secret;

pub use file::{KeyFileError, key_from_file};

/// A key ready to be sent, and what was around it.
#[derive(Debug, Clone)]
pub struct KeyText {
    /// The key.
    pub key: Secret<String>,
    /// What was taken away, in order.
    pub removed: Vec<Cleaned>,
}

/// Why a text holds no usable key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Nothing is left after cleaning.
    #[error("There is no key in that text. Copy the key from the mail that brought it, then try again.")]
    Empty,
    /// Several words or lines.
    #[error("There is a space or a line break inside the key. Copy the key alone, then try again.")]
    Whitespace,
    /// A character that no key has.
    #[error("The key holds a character that cannot be sent. Copy it again from the mail that brought it.")]
    OddCharacter,
    /// Far longer than any key.
    #[error("That text is too long to be a key. Copy the key alone, then try again.")]
    TooLong,
}

/// Something taken away from around a key. Its text is a sentence, for example
/// `Removed a space and a line break at the end.`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cleaned {
    /// White space and separators before the key.
    AtStart(Vec<Stray>),
    /// White space and separators behind the key.
    AtEnd(Vec<Stray>),
    /// Quotes around the key.
    Quotes,
    /// A name in front of the key, such as `X-API-KEY:` or `export UPWORK_API_KEY=`.
    Name(String),
    /// Characters that cannot be seen, anywhere.
    Invisible,
}

/// A kind of stray character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// A space of any width.
    Space,
    /// A tab.
    Tab,
    /// A line break.
    LineBreak,
    /// A comma or semicolon.
    Separator,
}

impl KeyText {
    /// Longest key taken for one, in bytes.
    pub const LONGEST: usize = 1024;

    /// Takes a key out of what was pasted, typed or read.
    ///
    /// # Errors
    /// When what is left cannot be a key.
    ///
    /// # Examples
    /// ```
    /// use lapwing_sources::KeyText;
    ///
    /// let text = KeyText::clean("X-API-KEY: \"abc123\" \n")?;
    /// assert_eq!(text.key.expose(), "abc123");
    /// assert_eq!(text.removed[0].to_string(), "Removed \"X-API-KEY:\" in front of the key.");
    /// # Ok::<(), lapwing_sources::BadKey>(())
    /// ```
    pub fn clean(raw: &str) -> Result<Self, BadKey> {
        clean::clean(raw)
    }

    /// Characters of the key.
    pub fn length(&self) -> usize {
        self.key.expose().len()
    }

    /// The last four characters, to recognise a key by; only of keys long enough that four give nothing away.
    pub fn last_four(&self) -> Option<&str> {
        last_four(&self.key)
    }
}

/// The last four characters of a key of sixteen or more.
pub fn last_four(key: &Secret<String>) -> Option<&str> {
    const SHORTEST: usize = 16;
    let key = key.expose();
    (key.len() >= SHORTEST).then(|| key.get(key.len() - 4..))?
}

impl fmt::Display for Cleaned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtStart(strays) => write!(f, "Removed {} at the start.", listed(strays)),
            Self::AtEnd(strays) => write!(f, "Removed {} at the end.", listed(strays)),
            Self::Quotes => f.write_str("Removed the quotes around the key."),
            Self::Name(name) => write!(f, "Removed \"{name}\" in front of the key."),
            Self::Invisible => f.write_str("Removed characters that cannot be seen."),
        }
    }
}

/// `a space and a line break`, `3 spaces`.
fn listed(strays: &[Stray]) -> String {
    let kinds = [
        (Stray::Space, "a space", "spaces"),
        (Stray::Tab, "a tab", "tabs"),
        (Stray::LineBreak, "a line break", "line breaks"),
        (Stray::Separator, "a separator", "separators"),
    ];
    let named: Vec<String> = kinds
        .into_iter()
        .filter_map(|(kind, one, many)| match strays.iter().filter(|stray| **stray == kind).count() {
            0 => None,
            1 => Some(one.to_owned()),
            count => Some(format!("{count} {many}")),
        })
        .collect();
    match named.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
