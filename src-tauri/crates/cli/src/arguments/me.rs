//! `me …`

use clap::Subcommand;
use lapwing_engine::domain::profile::Key;

#[derive(Debug, Subcommand)]
pub enum MeCommand {
    /// Say something of yourself; an empty value takes it back
    Set {
        /// `country`, `languages`, `english`, `jss`, `hours` or `rate_floor`
        #[arg(value_parser = profile_key)]
        key: Key,
        /// Such as DE, "en,de", fluent, 95, 1200, 40
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
    /// Show what is said
    Show,
}

fn profile_key(word: &str) -> Result<Key, String> {
    let words = || Key::ALL.into_iter().map(Key::word).collect::<Vec<_>>().join(", ");
    Key::from_word(word).ok_or_else(|| format!("expected one of {}", words()))
}
