//! The two ways `/jobs` may be asked.

use std::fmt;
use std::str::FromStr;

/// How `/jobs` wants to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// One query parameter per filter, as the public documentation has it.
    #[default]
    Documented,
    /// One parameter, `upwork_url`, that holds the address of a search page, as the server's source has it.
    SearchUrl,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Self; 2] = [Self::Documented, Self::SearchUrl];

    /// The word for the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::SearchUrl => "search-url",
        }
    }

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Documented => Self::SearchUrl,
            Self::SearchUrl => Self::Documented,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The word is no dialect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no dialect; choose documented or search-url")]
pub struct UnknownDialect(String);

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|dialect| dialect.word() == word).ok_or_else(|| UnknownDialect(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_is_read_back_from_its_word() {
        for dialect in Dialect::ALL {
            assert_eq!(dialect.to_string().parse(), Ok(dialect));
            assert_ne!(dialect.other(), dialect);
        }
        assert_eq!("klingon".parse::<Dialect>(), Err(UnknownDialect("klingon".to_owned())));
    }
}
