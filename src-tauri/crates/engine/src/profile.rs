//! The user's own profile, which `fits:me` asks for.

use lapwing_domain::profile::{Key, Profile};
use lapwing_domain::query::{Use, parse};

use crate::Engine;
use crate::ports::{Changed, Result};

/// Settings that hold a part of the profile begin so.
const SETTING: &str = "me.";

impl Engine {
    /// The profile. A stored part that cannot be read any more is not said, which is logged.
    pub async fn profile(&self) -> Result<Profile> {
        let mut me = Profile::default();
        for key in Key::ALL {
            if let Some(value) = self.store().setting(&format!("{SETTING}{}", key.word())).await?
                && let Err(problem) = me.set(key, &value)
            {
                tracing::warn!(%problem, "a part of the profile cannot be read and is left out");
            }
        }
        Ok(me)
    }

    /// Sets a part of the profile; a blank value forgets it. Searches that ask for the profile find their matches anew.
    pub async fn set_profile(&self, key: Key, value: &str) -> Result<Profile> {
        let before = self.profile().await?;
        let mut me = before.clone();
        me.set(key, value)?;
        if me == before {
            return Ok(me);
        }
        self.store().set_setting(&format!("{SETTING}{}", key.word()), me.get(key).as_deref()).await?;
        for search in self.store().searches().await? {
            if parse(&search.query, Use::SavedSearch).is_ok_and(|parsed| parsed.query.asks_for("fits")) {
                self.store().match_again(search.id).await?;
            }
        }
        self.wake();
        self.ports().events.changed(Changed::ALL);
        Ok(me)
    }
}
