//! What the window keeps between times: looks, place, the wizard's progress. Kept beside the database but not in it,
//! because the command line has no use for it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tauri::{AppHandle, Wry};
use tauri_plugin_store::{Store, StoreBuilder};

use crate::data;
use crate::dto::WireError;
use crate::dto::application::{Place, Preferences, WizardProgress};

const PREFERENCES: &str = "preferences";
const PLACE: &str = "place";
const WIZARD: &str = "wizard";
const SETUP_DONE: &str = "setupDone";

/// A preference could not be written. It holds until the program ends.
#[derive(Debug, thiserror::Error)]
#[error("This could not be kept for the next start: {0}. Check that the data folder can be written.")]
pub struct NotKept(#[from] io::Error);

impl From<NotKept> for WireError {
    fn from(failure: NotKept) -> Self {
        Self::Storage { message: failure.to_string() }
    }
}

/// The window's preferences. A value that cannot be read counts as never set.
#[derive(Clone)]
pub struct WindowPreferences {
    store: Arc<Store<Wry>>,
    /// Held while the file is written, so that the last change is in it.
    file: Arc<Mutex<PathBuf>>,
}

impl WindowPreferences {
    /// Opens the file.
    ///
    /// # Errors
    /// When the system does not say where application data is kept.
    pub fn open(app: &AppHandle, path: &Path) -> tauri_plugin_store::Result<Self> {
        data::set_aside_unless(path, |bytes| {
            bytes.is_empty() || serde_json::from_slice::<Map<String, Value>>(bytes).is_ok()
        });
        let store = StoreBuilder::new(app, path).disable_auto_save().build()?;
        // The plugin empties its file before it writes to it, at the end of the program as well: killed just then, or on
        // a full disk, everything in it would be gone. So it only reads, and its store is taken from its list.
        store.close_resource();
        Ok(Self { store, file: Arc::new(Mutex::new(path.to_owned())) })
    }

    /// How the window looks and listens.
    pub fn looks(&self) -> Preferences {
        self.store.get(PREFERENCES).and_then(filled).unwrap_or_default()
    }

    /// Keeps how it looks and listens.
    pub fn set_looks(&self, looks: &Preferences) -> Result<(), NotKept> {
        self.set(PREFERENCES, looks)
    }

    /// What the window showed last.
    pub fn place(&self) -> Option<Place> {
        self.store.get(PLACE).and_then(filled)
    }

    /// Keeps what the window shows.
    pub fn set_place(&self, place: &Place) -> Result<(), NotKept> {
        self.set(PLACE, place)
    }

    /// Where the wizard was left.
    pub fn wizard(&self) -> Option<WizardProgress> {
        self.get(WIZARD)
    }

    /// Keeps where the wizard is.
    pub fn set_wizard(&self, progress: &WizardProgress) -> Result<(), NotKept> {
        self.set(WIZARD, progress)
    }

    /// Whether the wizard was walked to its end.
    pub fn setup_done(&self) -> bool {
        self.get(SETUP_DONE).unwrap_or_default()
    }

    /// Ends the wizard.
    pub fn finish_setup(&self) -> Result<(), NotKept> {
        self.store.delete(WIZARD);
        self.set(SETUP_DONE, &true)
    }

    fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        serde_json::from_value(self.store.get(key)?).ok()
    }

    /// Changed rarely and small, so it is written at once: whoever changed it hears when that fails.
    fn set(&self, key: &str, value: &impl Serialize) -> Result<(), NotKept> {
        self.store.set(key, serde_json::to_value(value).map_err(io::Error::from)?);
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let all: BTreeMap<_, _> = self.store.entries().into_iter().collect();
        Ok(data::replace(&file, &serde_json::to_vec_pretty(&all).map_err(io::Error::from)?)?)
    }
}

/// What was written down, perhaps by an earlier version that knew fewer fields: those are as they are by default, which is
/// no reason to forget the others.
fn filled<T: Default + Serialize + DeserializeOwned>(written: Value) -> Option<T> {
    let (Value::Object(mut all), Value::Object(written)) = (serde_json::to_value(T::default()).ok()?, written) else {
        return None;
    };
    all.extend(written);
    serde_json::from_value(Value::Object(all)).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::dto::application::{Density, Sort, Theme, View};

    #[test]
    fn what_an_earlier_version_kept_is_known_still() {
        let looks: Preferences = filled(json!({"theme": "dark", "density": "comfortable"})).unwrap();
        assert_eq!((looks.theme, looks.density), (Theme::Dark, Density::Comfortable));
        let place = json!({"view": {"kind": "search", "searchId": "3"}, "jobId": "7", "scroll": 12.5, "text": "rust"});
        let place: Place = filled(place).unwrap();
        assert_eq!((place.view, place.sort), (View::Search { search_id: "3".into() }, Sort::Newest));
        assert_eq!((place.job_id.as_deref(), place.text.as_str()), (Some("7"), "rust"));
        assert_eq!(filled::<Place>(json!({"view": {"kind": "gone"}})), None);
    }
}
