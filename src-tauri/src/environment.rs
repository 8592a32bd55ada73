//! Keys that the environment holds.

use lapwing_engine::{Environment, KEY_VARIABLE, Secret};

use crate::hardening;

/// The environment as it was at the start: the key the service's documentation puts there is taken out of it, other
/// variables are read when a source names them.
pub struct StartEnvironment {
    key: Option<Secret<String>>,
}

impl StartEnvironment {
    /// Takes [`KEY_VARIABLE`] out of the environment. Before any other thread is started.
    pub fn take() -> Self {
        Self { key: hardening::take_variable(KEY_VARIABLE).map(Secret::new) }
    }
}

impl Environment for StartEnvironment {
    fn secret(&self, variable: &str) -> Option<Secret<String>> {
        if variable == KEY_VARIABLE {
            return self.key.clone();
        }
        std::env::var(variable).ok().filter(|value| !value.trim().is_empty()).map(Secret::new)
    }
}
