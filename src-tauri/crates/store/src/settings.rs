//! Engine settings as text by key. What a key means is the engine's business.

use crate::{Store, StoreError};

impl Store {
    /// The value, `None` when never set.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let _ = key;
        todo!()
    }

    /// Sets the value; `None` forgets it.
    pub async fn set_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        let _ = (key, value);
        todo!()
    }
}
