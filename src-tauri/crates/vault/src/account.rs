//! The name a key is kept under.

use std::fmt;

/// A random id, made by the caller, under which a key is kept. It says nothing about the source or its user, because
/// names of keyring items are readable while the keyring is locked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(String);

impl AccountId {
    /// From a random text, for example a UUID.
    pub fn new(random: impl Into<String>) -> Self {
        Self(random.into())
    }

    /// The text, as it is stored beside the source.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
