//! The clipboard, read and written here so that a key never passes through the page.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};

use arboard::Clipboard;

/// The system's clipboard.
///
/// One handle is kept as long as the program lives: on X11 and Wayland what was copied is served by the program it was
/// copied in, and is gone with the handle.
#[derive(Default)]
pub struct SystemClipboard {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    clipboard: Option<Clipboard>,
    /// What was last read as a key, as a hash under a random seed: enough to know it again, useless to anyone else.
    key_read: Option<u64>,
    seed: RandomState,
}

impl SystemClipboard {
    /// The text in the clipboard, remembered as a key for [`SystemClipboard::clear_key`]. `None` when it holds no text.
    ///
    /// # Errors
    /// A sentence, when the clipboard cannot be read.
    pub fn read_key(&self) -> Result<Option<String>, String> {
        self.with(|held| {
            let text = held.read()?;
            held.key_read = text.as_ref().map(|text| held.seed.hash_one(text));
            Ok(text)
        })
    }

    /// Empties the clipboard if it still holds the key that was read from it.
    ///
    /// # Errors
    /// A sentence, when the clipboard cannot be read or emptied.
    pub fn clear_key(&self) -> Result<(), String> {
        self.with(|held| {
            let Some(key) = held.key_read.take() else { return Ok(()) };
            match held.read()? {
                Some(text) if held.seed.hash_one(&text) == key => {
                    held.open()?.clear().map_err(|error| unusable(&error))
                }
                _ => Ok(()),
            }
        })
    }

    /// Puts a text into the clipboard.
    ///
    /// # Errors
    /// A sentence, when the clipboard cannot be written.
    pub fn write(&self, text: String) -> Result<(), String> {
        self.with(|held| held.open()?.set_text(text).map_err(|error| unusable(&error)))
    }

    fn with<T>(&self, work: impl FnOnce(&mut Held) -> Result<T, String>) -> Result<T, String> {
        work(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Held {
    fn open(&mut self) -> Result<&mut Clipboard, String> {
        let clipboard = match self.clipboard.take() {
            Some(clipboard) => clipboard,
            None => Clipboard::new().map_err(|error| unusable(&error))?,
        };
        Ok(self.clipboard.insert(clipboard))
    }

    fn read(&mut self) -> Result<Option<String>, String> {
        match self.open()?.get_text() {
            Ok(text) => Ok(Some(text)),
            Err(arboard::Error::ContentNotAvailable | arboard::Error::ConversionFailure) => Ok(None),
            Err(error) => Err(unusable(&error)),
        }
    }
}

fn unusable(error: &arboard::Error) -> String {
    format!("The clipboard could not be used: {error}. Try again, or type the text.")
}
